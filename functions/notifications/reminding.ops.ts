/**
 * A day before an assignment is due, those who have not handed it in are told. The assignment stands in the list by hours; when
 * its hour comes it is asked anew: days that were postponed since move the hour on, and what was taken back is told nobody.
 */
import {
  assignmentIn,
  assignmentsOf,
  cohortOfAssignment,
  standingsIn,
  type SetAssignment,
} from '../assignments/assignments.reads.ts';
import { membersPage } from '../cohorts/cohorts.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedUlid } from '../platform/ids.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { putDue } from './due.store.ts';
import type { Told } from './notice.ts';

const dayMs = 86_400_000;
/** the list is looked at every ten minutes, and hours that were missed are made up for */
const lateMs = 3_600_000;
const membersAtOnce = 100;

const remindAt = ({ dueAt }: SetAssignment): number => Date.parse(dueAt) - dayMs;

async function known(assignmentId: string): Promise<SetAssignment | undefined> {
  const cohortId = await cohortOfAssignment(assignmentId);
  return cohortId === undefined ? undefined : assignmentIn(cohortId, assignmentId);
}

/** An assignment was set or changed: notes when to remind of it. */
export async function noteAssignment({ subjectId, now }: RecordEvent): Promise<void> {
  const set = await known(subjectId);
  if (set && remindAt(set) > now) await putDue(set.id, remindAt(set));
}

/** A postponed day is back: what is due is due earlier again. */
export async function noteCohort({ subjectId: cohortId, now }: RecordEvent): Promise<void> {
  const sets = (await assignmentsOf(cohortId)).filter((set) => remindAt(set) > now);
  await Promise.all(sets.map((set) => putDue(set.id, remindAt(set))));
}

/** Its hour has come: asks for everybody to be told, once for each moment at which it is due. */
export async function remindOf(assignmentId: string, now: number): Promise<void> {
  const set = await known(assignmentId);
  if (!set || Date.parse(set.dueAt) <= now) return;
  const at = remindAt(set);
  if (at > now) return putDue(assignmentId, at);
  const record: NewRecord = {
    id: derivedUlid(at, 'notifications.dueNear', assignmentId),
    ...{ kind: 'signal', type: 'notifications.dueNear', subjectId: assignmentId, actorId: 'system' },
    data: { cohortId: set.cohortId },
  };
  await transact(recordPut(record, now)).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}

/** Who of the cohort has not handed in, and has no more time than the others. */
export async function dueNear(
  { subjectId, now }: RecordEvent,
  from: Record<string, unknown> | undefined,
): Promise<Told> {
  const set = await known(subjectId);
  if (!set) return { tellings: [] };
  const { cohortId, id: assignmentId } = set;
  const { items, lastKey } = await membersPage(cohortId, from, membersAtOnce);
  const people = items.map(({ personId }) => personId);
  const standings = await standingsIn(set, people, new Date(now).toISOString());
  const near = standings.filter(
    ({ state, dueAt }) => (state === 'open' || state === 'returned') && Date.parse(dueAt) <= now + dayMs + lateMs,
  );
  const about = { cohortId, assignmentId };
  return { tellings: near.map(({ personId }) => ({ personId, kind: 'dueNear', about })), next: lastKey };
}
