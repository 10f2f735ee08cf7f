/** A learner has come to another version: what they brought along is kept under it. */
import { enrolmentOf } from '../courses/courses.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { NewRecord } from '../platform/record.ts';
import { standing } from './arrivals.reads.ts';
import * as store from './progress.store.ts';

/** `courses.moved`: the person is its subject, the course its object. What they have done there meanwhile stands already. */
export async function settle({ subjectId, objectId = '', now }: RecordEvent): Promise<void> {
  const enrolment = await enrolmentOf(subjectId, objectId);
  const { kept, summary } = enrolment ? await standing(enrolment) : { kept: undefined, summary: undefined };
  if (kept || !summary) return;
  const about = { kind: 'fact', subjectId, actorId: 'system', objectId } as const;
  const completed: NewRecord = {
    ...{ ...about, type: 'progress.courseCompleted' },
    data: { courseId: objectId, version: summary.version },
  };
  const facts = summary.completedAt ? [completed] : [];
  // false: the learner was quicker, and took it along with their first step
  await store.saveSummary(undefined, { ...summary, revision: 1 }, facts, now);
}
