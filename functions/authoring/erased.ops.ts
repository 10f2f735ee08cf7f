/**
 * Somebody's card was erased: they leave every team, also as its last owner – who answers for the organisation's drafts names
 * another – and nobody waits for their answer to a review any more. What they wrote belongs to the courses and stays.
 */
import type { RecordEvent } from '../platform/events.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { draft, draftCounted } from './drafts.store.ts';
import { released } from './review.ts';
import * as reviews from './reviews.store.ts';
import * as team from './team.store.ts';
import { tracedCourses, tracePut } from './traces.store.ts';

/** Reaction: again, it finds nothing to do. */
export async function followErasure({ subjectId, now }: RecordEvent): Promise<void> {
  for (const { courseId } of await team.coursesOf(subjectId))
    await untilWritten(() => leaveTeam(courseId, subjectId, now));
  for (const courseId of await tracedCourses(subjectId)) await untilWritten(() => freeParts(courseId, subjectId));
}

async function leaveTeam(courseId: string, personId: string, now: number): Promise<void> {
  const [head, member] = await Promise.all([draft(courseId), team.member(courseId, personId)]);
  // an index may tell of what is there no more
  if (!head || !member) return;
  const record: NewRecord = {
    ...{ kind: 'fact', type: 'authoring.teamChanged', subjectId: personId, actorId: 'system', objectId: courseId },
    data: { before: member.role, after: '' },
  };
  await transact(
    draftCounted(head, 'teamRevision'),
    team.memberDelete(member),
    tracePut(courseId, personId),
    recordPut(record, now),
  );
}

/** Any reviewer may answer what only they were asked to. */
async function freeParts(courseId: string, personId: string): Promise<void> {
  const head = await draft(courseId);
  const review = head?.reviewId === undefined ? undefined : await reviews.review(courseId, head.reviewId);
  const after = review && released(review, personId);
  if (after && after !== review) await transact(reviews.reviewChange(review, after));
}

const attemptsMax = 8;

/** Somebody else may write in the same moment. */
async function untilWritten(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isConditionFailure(error) || attempt === attemptsMax) throw error;
    }
  }
}
