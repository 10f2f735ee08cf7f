/** For whom a message is: may one write to them, and who that is at a moment. */
import { AppError } from '#contracts/errors.ts';
import type { Audience } from '#contracts/messages.ts';
import { mayIn } from '#contracts/permissions.ts';
import { assignmentIn, standingsIn } from '../assignments/assignments.reads.ts';
import { cohortForTeacher, membersOf, membersPage, type CohortMember } from '../cohorts/cohorts.reads.ts';
import { organisationsById, peopleById, personNow } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { StoredMessage } from './messages.store.ts';

type Kept = StoredMessage['audience'];

export function keptAudience(audience: Audience): Kept {
  switch (audience.kind) {
    case 'person':
      return { kind: 'person', id: audience.personId };
    case 'cohort':
      return { kind: 'cohort', id: audience.cohortId };
    case 'late':
      return { kind: 'late', id: audience.assignmentId, cohortId: audience.cohortId };
    case 'people':
      return { kind: 'people', id: audience.cohortId, personIds: [...new Set(audience.personIds)] };
  }
}

export function sentTo({ audience: { kind, id, cohortId = '', personIds = [] } }: StoredMessage): Audience {
  switch (kind) {
    case 'person':
      return { kind, personId: id };
    case 'cohort':
      return { kind, cohortId: id };
    case 'late':
      return { kind, cohortId, assignmentId: id };
    case 'people':
      return { kind, cohortId: id, personIds };
  }
}

/** Where those who are late see what they are late with. */
export const linkOfAudience = ({ audience: { kind, id, cohortId } }: StoredMessage): string | null =>
  kind === 'late' ? `/my-cohorts/${cohortId}/assignments/${id}` : null;

/** Whoever learns where one sees learners, or in a cohort one teaches; others do not exist for who asks. */
export async function requireReach({ person: asker }: Context, audience: Audience): Promise<void> {
  if (audience.kind === 'person') {
    const places = await placesOf(audience.personId);
    if (!places.some(({ path }) => mayIn(asker.memberships, 'seeLearners', path))) throw new AppError('notFound');
    return;
  }
  await cohortForTeacher(asker, audience.cohortId);
  if (audience.kind === 'late' && !(await assignmentIn(audience.cohortId, audience.assignmentId))) {
    throw new AppError('notFound');
  }
}

async function placesOf(personId: string) {
  const person = await personNow(personId);
  const places = await organisationsById((person?.memberships ?? []).map(({ organisationId }) => organisationId));
  return [...places.values()];
}

/** Who would get it now: not its writer, nor who is disabled. */
export async function whoWouldGet({ person, now }: Context, audience: Audience): Promise<string[]> {
  const kept = keptAudience(audience);
  const ids =
    audience.kind === 'person'
      ? [audience.personId]
      : await ofThese(kept, await membersOf(audience.cohortId), new Date(now).toISOString());
  return reachable(ids, person.id);
}

async function reachable(ids: readonly string[], writerId: string): Promise<string[]> {
  const people = await peopleById(ids);
  return ids.filter((id) => id !== writerId && people.get(id)?.disabled === false);
}

const atOnce = 100;

/** One page of those a message is for, by where they stood at a moment. */
export async function audiencePage(
  { audience: kept, by }: StoredMessage,
  from: Record<string, unknown> | undefined,
  at: string,
) {
  if (kept.kind === 'person') return { people: [kept.id], next: undefined };
  const { items, lastKey } = await membersPage(kept.cohortId ?? kept.id, from, atOnce);
  return { people: await reachable(await ofThese(kept, items, at), by), next: lastKey };
}

async function ofThese({ kind, id, cohortId = '', personIds = [] }: Kept, members: readonly CohortMember[], at: string) {
  const ids = members.map(({ personId }) => personId);
  if (kind === 'people') return ids.filter((each) => personIds.includes(each));
  if (kind !== 'late') return ids;
  const assignment = await assignmentIn(cohortId, id);
  if (!assignment) return [];
  const standings = await standingsIn(assignment, ids, at);
  return standings.filter(({ state }) => state === 'missing').map(({ personId }) => personId);
}
