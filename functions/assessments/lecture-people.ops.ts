/** What becomes of answers inside lectures with their people: a duplicate’s count for who is kept, an erased person’s words go. */
import { unitedAnswers, sharesOf } from './lecture-answers.ts';
import * as store from './lecture-answers.store.ts';

/** Again, it finds nothing to do; somebody answering at that very moment makes it fail and come again. */
export async function uniteLectureAnswers(from: string, to: string, now: number): Promise<void> {
  for (const theirs of await store.sharesOf(from)) {
    for (const answered of await store.answersOf(from, theirs.lectureId)) await uniteOne(answered, theirs, to, now);
    await store.unlistShares(theirs);
  }
}

async function uniteOne(theirs: store.StoredAnswers, lecture: store.StoredShares, to: string, now: number) {
  const { lectureId, questionId } = theirs;
  const place = { personId: to, lectureId };
  const [before, own] = await Promise.all([store.shares(to, lectureId), store.answersTo({ ...place, questionId })]);
  const { first, best, tries, ids } = theirs;
  const answers = unitedAnswers(own, { first, best, tries, ids });
  if (answers === own) return;
  const shares = { ...before?.shares, [questionId]: sharesOf(answers) };
  const branchId = before?.branchId ?? lecture.branchId;
  const about = { kind: 'signal', type: 'assessments.lectureAnswered', subjectId: to, actorId: 'system' } as const;
  const saving: store.AnswerSave = {
    before,
    shares: { ...place, courseId: lecture.courseId, branchId, shares, revision: (before?.revision ?? 0) + 1 },
    answers: { ...place, questionId, ...answers },
    records: [{ ...about, objectId: lectureId, data: { courseId: lecture.courseId } }],
  };
  if (!(await store.saveAnswer(saving, now))) throw new Error('answered meanwhile');
}

/** What was answered goes; that it was, and with what share, stays on record. */
export async function eraseLectureAnswers(personId: string): Promise<void> {
  for (const answered of await store.answersOf(personId)) await store.removeAnswers(answered);
}
