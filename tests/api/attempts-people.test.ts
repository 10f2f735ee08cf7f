/** What becomes of attempts with their people: united with those of a duplicate, without answers once the person is erased. */
import { beforeAll, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { jobs } from '#contracts/jobs.ts';
import { marking } from '#contracts/marking.ts';
import { people } from '#contracts/people.ts';
import { essayOf } from '../support/marking.ts';
import { items, newId, records, settled, signIn, until, type TestClient } from '../support/stack.ts';
import { createBank, createRun, learnerOf, option, releasedQuiz, sit, type Bank } from '../support/tests.ts';

let bank: Bank;
let admin: TestClient;

beforeAll(async () => {
  bank = await createBank();
  admin = await signIn(bank.admin.login);
});

const runWithEssay = async () => {
  const questionIds = [bank.questionIds[0]!, bank.essayId];
  return createRun(bank.author, bank.academyId, await releasedQuiz(bank, {}, { questionIds }));
};

/** A choice and an essay; the essay is marked with words, the choice is appealed. */
async function satAndMarked(learner: TestClient, runId: string) {
  const tab = await sit(learner, runId);
  const [choiceId = ''] = bank.questionIds;
  await tab.submit([tab.entry(choiceId, option('a')), tab.entry(bank.essayId, essayOf('Думаю так.'))]);
  const attemptId = tab.opened.id;
  await bank.author.call(marking.mark, {
    params: { attemptId, questionId: bank.essayId },
    body: { revision: 0, points: 1, levels: {}, comment: 'Слова про роботу' },
  });
  const body = { id: newId('appeal'), text: 'Слова апеляції' };
  await learner.call(marking.appeal, { params: { attemptId, questionId: choiceId }, body });
  return tab;
}

it('what a duplicate has sat, and all that was decided about it, is the kept person’s, once', async () => {
  const run = await runWithEssay();
  const [kept, duplicate] = [await learnerOf(bank.academyId), await learnerOf(bank.academyId)];
  const tab = await satAndMarked(duplicate, run.id);
  const params = { personId: kept.personId };
  const seen = await admin.call(people.previewMerge, { params, query: { duplicateId: duplicate.personId } });
  const revisions = { revision: seen.keptRevision, duplicateRevision: seen.duplicateRevision };
  await admin.call(people.mergePeople, { params, body: { duplicateId: duplicate.personId, ...revisions } });
  await settled();
  const own = await kept.call(attempts.ownRun, { params: { runId: run.id }, query: {} });
  expect(own).toMatchObject({ attemptsLeft: 1, attempts: [{ id: tab.opened.id, result: { points: 2 } }] });
  const review = await kept.call(attempts.attemptReview, { params: { attemptId: tab.opened.id }, query: {} });
  expect(review.questions[0]).toMatchObject({ answer: option('a'), points: 1 });
  const ofRun = { params: { runId: run.id }, query: {} };
  const { items: rows } = await bank.author.call(marking.results, ofRun);
  expect(rows).toMatchObject([{ learner: { id: kept.personId }, points: 2 }]);
  expect((await bank.author.call(marking.toMark, ofRun)).items).toMatchObject([
    { learner: { id: kept.personId }, mark: { points: 1, comment: 'Слова про роботу' } },
  ]);
  const { items: appeals } = await bank.author.call(marking.appeals, ofRun);
  expect(appeals).toMatchObject([{ learner: { id: kept.personId }, appeal: { text: 'Слова апеляції' } }]);
  const united = (await records(kept.personId)).filter(({ type }) => type === 'assessments.merged');
  expect(united).toHaveLength(1);
});

it('what an erased person has answered is gone; that they sat the test stays on record', async () => {
  const run = await runWithEssay();
  const learner = await learnerOf(bank.academyId);
  const tab = await satAndMarked(learner, run.id);
  const partition = `$assessments#${learner.personId}#${tab.opened.id}`;
  expect((await items(partition)).map(({ entity }) => entity)).toContain('batch');
  const { revision } = await admin.call(people.person, { params: { personId: learner.personId } });
  const jobId = newId('job');
  const params = { personId: learner.personId };
  await admin.call(people.erasePerson, { params, body: { jobId, mode: 'erase', revision } });
  await until(
    () => admin.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
  await settled();
  const kept = await items(partition);
  expect(JSON.stringify(kept)).not.toMatch(/Думаю|Слова/);
  const left = kept.map(({ entity }) => entity);
  expect(left).toEqual(expect.arrayContaining(['attempt', 'attemptResult']));
  expect(left).not.toContain('batch');
  expect((await records(learner.personId)).map(({ type }) => type)).toContain('assessments.submitted');
});
