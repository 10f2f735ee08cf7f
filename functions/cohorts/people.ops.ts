/** Reactions: cohorts follow their people – another name, two records of one human, a card that is erased – and their unit. */
import { branchOf, keptPerson, organisation, personNow } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { recordPut } from '../platform/record.ts';
import { transact } from '../platform/table.ts';
import { uniteAttendance } from './attendance.ops.ts';
import { eraseFeed } from './calendar.ops.ts';
import { movedTo, withInstructorInstead, withoutInstructor } from './cohort.ts';
import * as store from './cohorts.store.ts';
import { placedIn } from './joining.ops.ts';
import { isCurrent, left, merged, united, withoutNotes, type MemberItem } from './member.ts';
import { joinedFact } from './member-facts.ts';
import * as members from './members.store.ts';

type Person = NonNullable<Awaited<ReturnType<typeof personNow>>>;

/** Under the name they have now. A write that somebody was quicker with fails, and the reaction comes again. */
export async function followName(personId: string): Promise<void> {
  const person = await personNow(personId);
  if (!person || person.mergedInto !== undefined || person.erasedAt !== undefined) return;
  for (const member of (await members.membershipsOf(personId)).filter(isCurrent)) {
    const after = { ...placedIn(member, person), revision: member.revision + 1 };
    if (after.place !== member.place) await transact(...members.memberWrites(member, after));
  }
}

/** Whose card is erased learns and teaches nowhere any more; what was said about their leaving goes. Again, it finds nothing to do. */
export async function followErasure({ subjectId: personId, now }: RecordEvent): Promise<void> {
  const at = new Date(now).toISOString();
  await eraseFeed(personId);
  for (const member of await members.membershipsOf(personId)) {
    const gone = isCurrent(member) ? left(member, { leftAt: at, leftBy: 'system' }) : member;
    const after = withoutNotes(gone);
    if (after !== member) await transact(...members.memberWrites(member, after));
  }
  for (const cohort of await store.cohortsById(await store.taughtBy(personId))) {
    await transact(
      store.cohortPut(withoutInstructor(cohort, personId), cohort),
      store.teachingDelete(personId, cohort.id),
    );
  }
}

/** The duplicate’s cohorts become the kept person’s. */
export async function unitePeople({ subjectId, objectId: duplicateId, actorId, now }: RecordEvent): Promise<void> {
  const kept = await keptPerson(subjectId);
  if (!kept || duplicateId === undefined) return;
  for (const item of await members.membershipsOf(duplicateId)) await uniteMember(item, kept, actorId, now);
  await uniteAttendance(duplicateId, kept.id);
  for (const cohort of await store.cohortsById(await store.taughtBy(duplicateId))) {
    await transact(
      store.cohortPut(withInstructorInstead(cohort, duplicateId, kept.id), cohort),
      store.teachingDelete(duplicateId, cohort.id),
      store.teachingPut(kept.id, cohort.id, new Date(now).toISOString()),
    );
  }
}

/** The duplicate’s own item stays for the record and leaves the lists, in the transaction that makes it the kept person’s. */
async function uniteMember(item: MemberItem, kept: Person, actorId: string, now: number): Promise<void> {
  if (item.mergedInto !== undefined) return;
  const mine = await members.member(item.cohortId, kept.id);
  const one = united(mine, item, kept.id);
  const after = isCurrent(one) ? placedIn(one, kept) : one;
  await transact(
    ...members.memberWrites(mine, after),
    ...members.memberWrites(item, merged(item, kept.id)),
    ...(isCurrent(after) && !isCurrent(mine) ? [recordPut(joinedFact(after, actorId), now)] : []),
  );
}

/** A unit has moved below another academy or region: its cohorts are listed there. Again, and in any order, it ends the same. */
export async function followUnit(organisationId: string): Promise<void> {
  const branchId = branchOf((await organisation(organisationId)).path);
  for (const state of ['active', 'archived'] as const) {
    let from: Record<string, unknown> | undefined;
    do {
      const { items, lastKey } = await store.cohortsIn('of', organisationId, { state, limit: 50 }, from);
      // the index may tell of an earlier revision
      for (const cohort of await store.cohortsById(items.map(({ id }) => id))) {
        if (cohort.branchId !== branchId) await transact(store.cohortPut(movedTo(cohort, branchId), cohort));
      }
      from = lastKey;
    } while (from);
  }
}
