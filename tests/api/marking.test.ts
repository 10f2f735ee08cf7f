/** Marking: essays by people, with or without names; results together; a corrected key; appeals. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { marking } from '#contracts/marking.ts';
import { correctKey, essayOf } from '../support/marking.ts';
import { outcome } from '../support/people.ts';
import { addQuestion, decideQuestion, singleChoice, submitQuestions } from '../support/questions.ts';
import {
  createAcademyTree,
  nationalAdmin,
  newId,
  now,
  records,
  settled,
  shiftClock,
  signIn,
  type TestClient,
} from '../support/stack.ts';
import { createBank, createRun, learnerOf, option, releasedQuiz, sit, type Bank, type Tab } from '../support/tests.ts';

let bank: Bank;
let [ann, ben]: (TestClient & { personId: string })[] = [];

beforeAll(async () => {
  bank = await createBank();
  [ann, ben] = await Promise.all([learnerOf(bank.academyId), learnerOf(bank.academyId)]);
});

/** A test of one choice and one essay, sat by both. */
async function sat(show: Partial<{ when: 'atOnce' | 'onRelease' }> = {}) {
  const ids = [bank.questionIds[0]!, bank.essayId];
  const settings = { show: { when: 'atOnce', score: true, marks: true, key: true, ...show } as const };
  const { id: runId } = await createRun(
    bank.author,
    bank.academyId,
    await releasedQuiz(bank, settings, { questionIds: ids }),
  );
  const tabs = await Promise.all([ann!, ben!].map((each) => sit(each, runId)));
  for (const [at, tab] of tabs.entries())
    await tab.submit([
      tab.entry(ids[0]!, option(at ? 'b' : 'a')),
      tab.entry(bank.essayId, essayOf(at ? 'Друга думка' : 'Перша думка')),
    ]);
  await settled();
  return { runId, tabs: tabs as [Tab, Tab] };
}

const toMark = async (runId: string, query: { waiting?: 'true'; attemptId?: string } = {}) =>
  (await bank.author.call(marking.toMark, { params: { runId }, query })).items;
const give = (by: TestClient, attemptId: string, points: number, revision = 0, comment: string | null = null) =>
  by.reply(marking.mark, {
    params: { attemptId, questionId: bank.essayId },
    body: { revision, points, levels: {}, comment },
  });
const own = (client: TestClient, runId: string) => client.call(attempts.ownRun, { params: { runId }, query: {} });

describe('essays', () => {
  it('wait for a person; then the result is there, with words for the learner', async () => {
    const { runId, tabs } = await sat();
    expect(await own(ann!, runId)).toMatchObject({ result: { state: 'marking', points: null } });
    const [waits] = (await bank.author.call(marking.markingQuestions, { params: { runId } })).questions;
    expect(waits).toMatchObject({ questionId: bank.essayId, waiting: 2, marked: 0 });
    const found = await toMark(runId, { waiting: 'true' });
    expect(found.map(({ answer }) => (answer?.kind === 'essay' ? answer.text : '')).sort()).toEqual([
      'Друга думка',
      'Перша думка',
    ]);
    const marked = await give(bank.author, tabs[0].opened.id, 0.5, 0, 'Бракує посилання на статтю.');
    expect(marked.body).toMatchObject({ mark: { points: 0.5 }, revision: 1 });
    expect(await own(ann!, runId)).toMatchObject({ result: { state: 'shown', points: 1.5, passed: true } });
    const { questions: reviewed } = (await tabs[0].review()).body;
    expect(reviewed[1]).toMatchObject({ points: 0.5, comment: 'Бракує посилання на статтю.' });
    expect(await toMark(runId, { waiting: 'true' })).toHaveLength(1);
    const facts = (await records(ann!.personId)).filter(({ objectId }) => objectId === runId);
    expect(facts.map(({ type }) => type)).toContain('assessments.marked');
  });

  it('are marked once by the same request, and never over somebody else’s marks', async () => {
    const { tabs } = await sat();
    const [{ opened }] = tabs;
    expect(outcome(await give(bank.author, opened.id, 1))).toBe(200);
    expect(outcome(await give(bank.author, opened.id, 1))).toBe(200);
    expect(outcome(await give(bank.author, opened.id, 0.2))).toBe('conflict');
    expect((await give(bank.author, opened.id, 0.2, 1)).body).toMatchObject({ revision: 2, mark: { points: 0.2 } });
    expect(outcome(await give(bank.author, opened.id, 2, 2))).toBe('invalid');
    expect(outcome(await give(bank.author, newId('attempt'), 1))).toBe('notFound');
  });

  it('show no names where names are taken off', async () => {
    const { runId } = await sat();
    expect((await toMark(runId)).every(({ learner }) => learner !== null)).toBe(true);
    await bank.author.call(marking.setAnonymous, { params: { runId }, body: { anonymous: true } });
    const found = await toMark(runId);
    expect(found.map(({ learner }) => learner)).toEqual([null, null]);
    expect(new Set(found.map(({ alias }) => alias)).size).toBe(2);
    expect(JSON.stringify(found)).not.toContain(ann!.personId);
    const results = () => bank.author.reply(marking.results, { params: { runId }, query: {} });
    expect(outcome(await results())).toBe('marksMissing');
    for (const { attemptId } of found) await give(bank.author, attemptId, 1);
    await settled();
    expect((await results()).body.items.map(({ learner }) => learner.id)).toContain(ann!.personId);
  });
});

describe('results', () => {
  it('are shown to all at once, not before every answer is marked, and can be taken back', async () => {
    const { runId, tabs } = await sat({ when: 'onRelease' });
    const release = (released: boolean) =>
      bank.author.reply(marking.releaseResults, { params: { runId }, body: { released } });
    expect(outcome(await release(true))).toBe('marksMissing');
    for (const { opened } of tabs) await give(bank.author, opened.id, 1);
    await settled();
    expect(await own(ann!, runId)).toMatchObject({ result: { state: 'hidden' } });
    expect(outcome(await tabs[0].review())).toBe('reviewNotShown');
    expect(outcome(await release(true))).toBe(200);
    expect(await own(ann!, runId)).toMatchObject({ result: { state: 'shown', points: 2 } });
    await release(false);
    expect(await own(ann!, runId)).toMatchObject({ result: { state: 'hidden' } });
  });

  it('stand learner by learner, with what was chosen', async () => {
    const { runId } = await sat();
    const { items, questions: asked } = await bank.author.call(marking.results, { params: { runId }, query: {} });
    expect(asked?.map(({ questionId }) => questionId).sort()).toEqual([bank.questionIds[0], bank.essayId].sort());
    expect(items).toHaveLength(2);
    const row = items.find(({ learner }) => learner.id === ben!.personId);
    expect(row).toMatchObject({
      ...{ state: 'marking', points: 0, pointsMax: 2 },
      questions: [
        { questionId: bank.questionIds[0], share: 0, chosen: ['b'] },
        { share: null, chosen: [] },
      ],
    });
  });
});

describe('keys', () => {
  it('are with who holds the test; markers of other academies have them once it is over for everybody', async () => {
    const other = await createAcademyTree();
    const teacher = await signIn(other.instructor.login);
    const [abroad, home] = await Promise.all([learnerOf(other.academyId), learnerOf(bank.academyId)]);
    const quizId = await releasedQuiz(bank, {}, { questionIds: [bank.questionIds[0]!] });
    const closesAt = new Date((await now()) + 3_600_000).toISOString();
    const audience = [bank.academyId, other.academyId];
    const { id: runId } = await createRun(await nationalAdmin(), bank.academyId, quizId, { audience, closesAt });
    for (const each of [abroad, home]) {
      const tab = await sit(each, runId);
      await tab.submit([tab.entry(bank.questionIds[0]!, option('a'))]);
    }
    await settled();
    const ask = (by: TestClient) => by.call(marking.results, { params: { runId }, query: {} });
    const theirs = await ask(teacher);
    expect(theirs).toMatchObject({ keysShown: false, questions: [], total: 1 });
    expect(theirs.items).toMatchObject([{ learner: { id: abroad.personId }, points: 1, questions: [] }]);
    const ours = await ask(bank.author);
    expect(ours).toMatchObject({ keysShown: true, questions: [{ questionId: bank.questionIds[0] }], total: 1 });
    await shiftClock(2 * 3_600_000);
    expect(await ask(teacher)).toMatchObject({ keysShown: true, items: [{ questions: [{ chosen: ['a'] }] }] });
  });
});

describe('a key that was wrong', () => {
  it('is corrected: first who would change, then for good, with a record', async () => {
    const content = singleChoice();
    const questionId = await addQuestion(bank.author, bank.academyId, { use: 'exam', content });
    await submitQuestions(bank.author, bank.academyId, questionId);
    await decideQuestion(bank.reviewer, questionId);
    const quizId = await releasedQuiz(bank, { passShare: 1 }, { questionIds: [questionId] });
    const { id: runId } = await createRun(bank.author, bank.academyId, quizId);
    const [right, wrong] = [await sit(ann!, runId), await sit(ben!, runId)];
    await right.submit([right.entry(questionId, option('a'))]);
    await wrong.submit([wrong.entry(questionId, option('b'))]);
    await settled();
    await correctKey(bank, questionId, 'b');
    const params = { runId };
    const preview = await bank.author.call(marking.regradePreview, { params, query: { questionId, version: '2' } });
    expect(preview).toMatchObject({ looked: 2, total: 2, next: null });
    expect(preview.items.map((each) => [each.learner.id, each.pointsBefore, each.pointsAfter])).toEqual(
      expect.arrayContaining([
        [ann!.personId, 1, 0],
        [ben!.personId, 0, 1],
      ]),
    );
    expect(await own(ben!, runId)).toMatchObject({ result: { points: 0, passed: false } });
    const body = { questionId, version: 2, reason: 'Ключ був хибний' };
    const apply = () => bank.author.reply(marking.regrade, { params, body });
    expect(outcome(await apply())).toBe(200);
    await settled();
    expect(await own(ben!, runId)).toMatchObject({ result: { points: 1, passed: true } });
    expect(outcome(await apply())).toBe('nothingChanged');
    const { questions: asked } = await bank.author.call(marking.results, { params, query: {} });
    expect(asked).toMatchObject([{ version: 2, correction: { reason: 'Ключ був хибний' } }]);
    const back = { ...body, version: 1, reason: null };
    expect(outcome(await bank.author.reply(marking.regrade, { params, body: back }))).toBe(200);
    expect(await own(ben!, runId)).toMatchObject({ result: { points: 0, passed: false } });
    const types = (await records(ben!.personId)).filter(({ objectId }) => objectId === runId).map(({ type }) => type);
    expect(types).toContain('assessments.regraded');
  });
});

describe('an appeal', () => {
  const appealing = (client: TestClient, attemptId: string, id = newId('appeal'), text = 'Прошу ще раз подивитися.') =>
    client.reply(marking.appeal, { params: { attemptId, questionId: bank.questionIds[0]! }, body: { id, text } });

  it('is made once by the learner, decided by a person, with words and other marks', async () => {
    const { runId, tabs } = await sat();
    const [, { opened }] = tabs;
    const id = newId('appeal');
    expect(outcome(await appealing(ann!, opened.id))).toBe('notFound');
    expect((await appealing(ben!, opened.id, id)).body).toMatchObject({ state: 'open' });
    expect((await appealing(ben!, opened.id, id)).body).toMatchObject({ id });
    expect(outcome(await appealing(ben!, opened.id))).toBe('idTaken');
    await settled();
    const { items } = await bank.author.call(marking.appeals, { params: { runId }, query: {} });
    expect(items).toMatchObject([{ appeal: { id }, learner: { id: ben!.personId }, answer: option('b') }]);
    const decide = (points: number | null) =>
      bank.author.reply(marking.decideAppeal, {
        params: { attemptId: opened.id, questionId: bank.questionIds[0]! },
        body: { id, points, answer: 'Згодні: умова двозначна.' },
      });
    expect((await decide(1)).body).toMatchObject({ state: 'changed', pointsBefore: 0, pointsAfter: 1 });
    expect((await decide(1)).body).toMatchObject({ state: 'changed' });
    expect(outcome(await decide(null))).toBe('conflict');
    await give(bank.author, opened.id, 1);
    expect(await own(ben!, runId)).toMatchObject({ result: { points: 2 } });
    const { appeals } = await ben!.call(marking.ownAppeals, { params: { attemptId: opened.id } });
    expect(appeals).toMatchObject([{ state: 'changed', answer: 'Згодні: умова двозначна.' }]);
  });

  it('waits until the learner may see the result', async () => {
    const { tabs } = await sat({ when: 'onRelease' });
    expect(outcome(await appealing(ann!, tabs[0].opened.id))).toBe('reviewNotShown');
  });
});
