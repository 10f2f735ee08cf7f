/** Enrolments follow their people: to another academy, under another name, from a duplicate to the person kept. */
import { keptPerson, lastHomeOf, personNow } from '../identity/identity.reads.ts';
import { peopleIn } from '../identity/history.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { isConditionFailure } from '../platform/table.ts';
import * as store from './enrolments.store.ts';

type Person = NonNullable<Awaited<ReturnType<typeof personNow>>>;

/** Puts a person's enrolments where the person belongs now; again, and in any order, it ends the same. */
export async function followLearner(personId: string): Promise<void> {
  const person = await personNow(personId);
  // a duplicate has left the lists
  const place = person && person.mergedInto === undefined && (await placeOf(person));
  if (!place) return;
  for (const enrolment of await store.enrolmentsOf(personId))
    await store.placeEnrolment(enrolment, place, person.revision);
}

/** A unit has moved below another academy or region: its learners are listed there. */
export async function followUnitLearners(organisationId: string): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const { ids, lastKey } = await peopleIn(organisationId, from);
    await Promise.all(ids.map(followLearner));
    from = lastKey;
  } while (from);
}

async function placeOf(person: Person): Promise<store.LearnerPlace | undefined> {
  const home = await lastHomeOf(person);
  if (!home) return undefined;
  const { organisationId, branchId } = home;
  return { organisationId, branchId, name: `${person.familyName} ${person.givenName}` };
}

/**
 * The duplicate's courses become the kept person's, each in the version that was learned. Where the kept person learns
 * the course already, their own version stays. The duplicate's enrolments stay for the record and leave the lists.
 */
export async function uniteLearners({ subjectId, objectId, actorId, now }: RecordEvent): Promise<void> {
  const kept = await keptPerson(subjectId);
  const place = kept && (await placeOf(kept));
  if (!place || objectId === undefined) return;
  for (const enrolment of await store.enrolmentsOf(objectId)) {
    const { courseId, version } = enrolment;
    const record = {
      kind: 'fact',
      type: 'courses.enrolled',
      subjectId: kept.id,
      actorId,
      objectId: courseId,
      data: { version, from: objectId },
    } as const;
    const at = { organisationId: place.organisationId, placedBy: kept.revision };
    const moved = { ...enrolment, personId: kept.id, ...at };
    await store.putEnrolment(moved, place, record, now).catch(ignoreRepeat);
    await store.unlistEnrolment(enrolment);
  }
  // they may have moved in the meantime
  await followLearner(kept.id);
}

/** The kept person learns it already. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
