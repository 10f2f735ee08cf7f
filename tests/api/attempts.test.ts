/** Attempts: opened once, saved by batches, submitted, marked, seen again – and everything that may not be done with them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { outcome } from '../support/people.ts';
import { approvedQuestion } from '../support/questions.ts';
import { replyAt } from './direct.ts';
import { newId, now, records, shiftClock, type TestClient } from '../support/stack.ts';
import {
  beginning,
  createBank,
  learnerOf,
  openRun,
  option,
  releasedQuiz,
  createRun,
  sit,
  Tab,
  type Bank,
} from '../support/tests.ts';

let bank: Bank;
let learner: TestClient & { personId: string };
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  bank = await createBank();
  [first = '', second = '', third = ''] = bank.questionIds;
  learner = await learnerOf(bank.academyId);
});

const ownRun = (client: TestClient, runId: string) => client.call(attempts.ownRun, { params: { runId }, query: {} });
const going = (client: TestClient, attemptId: string) =>
  client.reply(attempts.attempt, { params: { attemptId }, query: {} });

describe('an attempt', () => {
  it('is opened, saved, submitted, marked and looked at', async () => {
    const run = await openRun(bank);
    expect(await ownRun(learner, run.id)).toMatchObject({ mayBegin: true, why: null, attemptsLeft: 2, attempts: [] });
    const tab = await sit(learner, run.id);
    const shown = tab.opened.sections.flatMap(({ questions }) => questions);
    expect(shown.map(({ questionId }) => questionId)).toEqual([first, second, third]);
    expect(JSON.stringify(tab.opened)).not.toMatch(/share|explanation|Тому що так/);
    await tab.answer(first, option('b'));
    const saved = await tab.save([tab.entry(first, option('a')), tab.entry(second, option('b'))]);
    expect(saved.body.receivedAt <= new Date(await now()).toISOString()).toBe(true);
    const submitted = await tab.submit([tab.entry(third, option('a'))]);
    expect(submitted.body).toMatchObject({
      ...{ state: 'submitted', number: 1, mayReview: true },
      result: { state: 'shown', points: 2, pointsMax: 3, passed: true },
    });
    const { body: review } = await tab.review();
    expect(review.questions.map(({ answer, points }) => [answer, points])).toEqual([
      [option('a'), 1],
      [option('b'), 0],
      [option('a'), 1],
    ]);
    expect(review.questions[1]?.key).toMatchObject({ answer: option('a'), explanation: 'Тому що так.' });
    const facts = (await records(learner.personId)).filter(({ objectId }) => objectId === run.id);
    expect(facts.map(({ type }) => type)).toEqual(['assessments.opened', 'assessments.submitted']);
    expect(await ownRun(learner, run.id)).toMatchObject({ attemptsLeft: 1, result: { points: 2, passed: true } });
  });

  it('is one at a time, on whatever device; both go on with the same', async () => {
    const run = await openRun(bank);
    const opened = await Promise.all([beginning(learner, run.id), beginning(learner, run.id)]);
    const [one, two] = opened.map(({ body }) => body.id);
    expect(one).toBe(two);
    const tab = new Tab(learner, opened[0].body);
    await tab.answer(first, option('c'));
    const again = await sit(learner, run.id);
    expect(again.opened).toMatchObject({ id: one, number: 1, answers: [{ questionId: first, answer: option('c') }] });
    expect(again.opened.sections).toEqual(tab.opened.sections);
  });

  it('goes on in another language of the quiz: the same places, the same answers', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.answer(first, option('a'));
    const params = { attemptId: tab.opened.id };
    const english = await learner.call(attempts.attempt, { params, query: { language: 'en' } });
    expect(english).toMatchObject({ language: 'en', answers: [{ questionId: first, answer: option('a') }] });
    const asked = (paper: typeof english) =>
      paper.sections.flatMap(({ questions }) =>
        questions.map(({ questionId, body }) => [
          questionId,
          body.kind === 'single' ? body.options.map(({ id }) => id) : [],
        ]),
      );
    expect(asked(english)).toEqual(asked(tab.opened));
    expect(JSON.stringify(english.sections)).toContain('This is right');
    // one that the quiz does not have: its first
    expect(await learner.call(attempts.attempt, { params, query: { language: 'kk' } })).toMatchObject({
      language: 'uk',
    });
  });

  it('comes packed to a browser that takes it so: some are on a train', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    const answer = await learner.fetch(`/api/assessments/attempts/${tab.opened.id}`);
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(await answer.json()).toMatchObject({ id: tab.opened.id, sections: tab.opened.sections });
  });

  it('begins anew as often as the quiz lets', async () => {
    const run = await openRun(bank, { countsAs: 'best' });
    const bad = await sit(learner, run.id);
    await bad.submit();
    const good = await sit(learner, run.id);
    expect(good.opened).toMatchObject({ number: 2 });
    expect(outcome(await beginning(learner, run.id, null, bad.opened.id))).toBe(200);
    await good.submit([good.entry(first, option('a'))]);
    expect(await ownRun(learner, run.id)).toMatchObject({ why: 'noneLeft', result: { points: 1 } });
    expect(outcome(await beginning(learner, run.id))).toBe('attemptsUsedUp');
  });

  it('asks for its code, and guesses are counted', async () => {
    const run = await openRun(bank, {}, { code: 'QWERTY' });
    expect(outcome(await beginning(learner, run.id))).toBe('codeWrong');
    const guesses = [];
    for (let guess = 0; guess < 12; guess += 1) guesses.push(outcome(await beginning(learner, run.id, 'WRNG2')));
    expect(guesses).toContain('tooManyRequests');
    expect((await sit(learner, run.id, 'qwerty ')).opened.number).toBe(1);
    // under way, nobody asks again
    expect(outcome(await beginning(learner, run.id))).toBe(200);
  });

  it('waits for its window, and is over after it', async () => {
    const at = await now();
    const moment = (ms: number) => new Date(at + ms).toISOString();
    const coming = await openRun(bank, {}, { opensAt: moment(3_600_000), closesAt: moment(7_200_000) });
    expect(outcome(await beginning(learner, coming.id))).toBe('runNotOpen');
    expect(await ownRun(learner, coming.id)).toMatchObject({ why: 'notOpen', mayBegin: false });
    const over = await openRun(bank, {}, { opensAt: moment(-7_200_000), closesAt: moment(-3_600_000) });
    expect(outcome(await beginning(learner, over.id))).toBe('runOver');
  });

  it('is for those it was set for', async () => {
    const run = await createRun(bank.author, bank.academyId, await releasedQuiz(bank), { audience: [bank.unitId] });
    expect(outcome(await beginning(learner, run.id))).toBe('notFound');
    const inside = await learnerOf(bank.unitId);
    expect((await sit(inside, run.id)).opened.runId).toBe(run.id);
    const { items } = await inside.call(attempts.ownRuns, { query: {} });
    expect(items.map(({ id, state }) => [id, state])).toContainEqual([run.id, 'underWay']);
  });
});

describe('batches', () => {
  it('the same twice is kept once; another one under its number is refused', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    const entries = [tab.entry(first, option('a'))];
    const once = await tab.save(entries);
    await shiftClock(1_000);
    // sent again it is older
    const twice = await tab.save([{ ...entries[0]!, ageMs: 5_000 }], 1);
    expect(twice.body).toEqual(once.body);
    expect(outcome(await tab.save([tab.entry(first, option('b'))], 1))).toBe('conflict');
    expect((await going(learner, tab.opened.id)).body.answers).toMatchObject([{ answer: option('a') }]);
  });

  it('count in the order in which the device numbered them, whatever came first', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    const [older, newer] = [tab.entry(first, option('b')), tab.entry(first, option('a'))];
    await tab.save([newer], 2);
    await tab.save([older], 1);
    expect((await going(learner, tab.opened.id)).body.answers).toMatchObject([{ answer: option('a') }]);
    expect((await tab.submit(null, 2)).body.result?.points).toBe(1);
  });

  it('an older answer of another device does not replace a newer one, and is kept', async () => {
    const run = await openRun(bank);
    const [desk, phone] = [await sit(learner, run.id), await sit(learner, run.id)];
    await shiftClock(600_000);
    await desk.answer(first, option('a'));
    // made on a train five minutes earlier, sent later
    await phone.answer(first, option('c'), 300_000);
    await desk.submit();
    const { body } = await desk.review();
    expect(body.questions[0]).toMatchObject({ answer: option('a'), others: [{ answer: option('c') }], late: false });
  });

  it('one that was long on its way does not replace what another device wrote and saw saved meanwhile', async () => {
    const run = await openRun(bank);
    const [phone, desk] = [await sit(learner, run.id), await sit(learner, run.id)];
    await shiftClock(600_000);
    const sentAt = await now();
    await shiftClock(10_000);
    await desk.answer(first, option('a'));
    await shiftClock(10_000);
    await phone.save([phone.entry(first, option('c'))], 1, { sentAt: new Date(sentAt).toISOString() });
    await desk.submit();
    const { body } = await desk.review();
    expect(body.questions[0]).toMatchObject({ answer: option('a'), others: [{ answer: option('c') }] });
  });

  it('taken back is not answered', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.answer(first, option('a'));
    await tab.answer(first, null);
    expect((await going(learner, tab.opened.id)).body.answers).toEqual([]);
    expect((await tab.submit()).body.result?.points).toBe(0);
  });

  it('what was kept before the submission counts, though the clock of the submission is behind', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.answer(first, option('a'));
    const body = { ticket: tab.opened.ticket, device: tab.device, last: null, sent: 1 };
    const params = { attemptId: tab.opened.id };
    await replyAt(learner, (await now()) - 3_000, attempts.submitAttempt, { params, body });
    const { body: review } = await tab.review();
    expect(review.attempt.result?.points).toBe(1);
    expect(review.questions.find(({ question }) => question.questionId === first)).toMatchObject({
      answer: option('a'),
      late: false,
    });
  });

  it('submission names what has not come', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.save([tab.entry(first, option('a'))], 2);
    const early = await tab.submit(null, 4);
    expect(early.body.error).toMatchObject({ code: 'conflict', details: { missing: '1,3,4' } });
    for (const seq of [1, 3, 4]) await tab.save([tab.entry(second, option('a'))], seq);
    expect((await tab.submit(null, 4)).body).toMatchObject({ state: 'submitted', result: { points: 2 } });
    expect((await tab.submit(null, 4)).body).toMatchObject({ state: 'submitted', result: { points: 2 } });
  });
});

describe('what may not be done', () => {
  it('nobody writes into another’s attempt, an invented one, or with another’s ticket', async () => {
    const run = await openRun(bank);
    const [own, other] = [await sit(learner, run.id), await sit(await learnerOf(bank.academyId), run.id)];
    const entries = [own.entry(first, option('a'))];
    const at = (client: TestClient, attemptId: string, ticket: string) =>
      client.reply(attempts.saveBatch, {
        params: { attemptId, device: own.device, seq: '1' },
        body: { ticket, entries },
      });
    const tries = {
      foreign: at(learner, other.opened.id, own.opened.ticket),
      foreignTicket: at(learner, other.opened.id, other.opened.ticket),
      stolen: at(other.client, own.opened.id, own.opened.ticket),
      invented: at(learner, newId('attempt'), own.opened.ticket),
      forged: at(learner, own.opened.id, own.opened.ticket.slice(0, -4) + 'AAAA'),
      longer: at(learner, own.opened.id, own.opened.ticket.replace(/^[^.]+/, 'zzzzzzz')),
      nonsense: at(learner, own.opened.id, 'x'.repeat(60)),
    };
    for (const [name, asked] of Object.entries(tries)) expect(outcome(await asked), name).toBe('notFound');
    const looks = [going(learner, other.opened.id), going(learner, newId('attempt'))];
    for (const look of await Promise.all(looks)) expect(outcome(look)).toBe('notFound');
    expect((await going(learner, own.opened.id)).body.answers).toEqual([]);
  });

  it('a ticket is of no use for another attempt of the same person, and of none once it is too old', async () => {
    const run = await openRun(bank, { attempts: null });
    const before = await sit(learner, run.id);
    await before.submit();
    const tab = await sit(learner, run.id);
    const entries = [tab.entry(first, option('a'))];
    expect(outcome(await tab.save(entries, 1, { ticket: before.opened.ticket }))).toBe('notFound');
    const [until = '', ...rest] = tab.opened.ticket.split('.');
    const longer = [(parseInt(until, 36) + 3600).toString(36), ...rest].join('.');
    const ofAnotherRun = tab.opened.ticket.replace(run.id, (await openRun(bank)).id);
    for (const ticket of [longer, ofAnotherRun])
      expect(outcome(await tab.save(entries, 1, { ticket }))).toBe('notFound');
    // replayed as it was, it says nothing new: what is kept stays as it came first
    expect((await tab.save(entries, 1)).status).toBe(200);
    expect((await tab.save(entries, 1)).status).toBe(200);
    expect(outcome(await tab.save([tab.entry(first, option('b'))], 1))).toBe('conflict');
    expect((await tab.submit(null, 1)).body.result?.points).toBe(1);
  });

  it('an answer that is none of a question, too long or too large is refused, or counts as wrong', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.answer(first, option('zz'));
    await tab.answer(second, { kind: 'trueFalse', value: true });
    await tab.answer(newId('question'), option('a'));
    const essay = { kind: 'essay' as const, text: 'я'.repeat(500_000) };
    expect(outcome(await tab.answer(third, essay))).toBe('tooLarge');
    expect(outcome(await tab.answer(third, { kind: 'essay', text: 'я'.repeat(60_001) }))).toBe('tooLarge');
    expect(outcome(await tab.answer(third, { kind: 'essay', text: 'я'.repeat(60_000) }))).toBe('tooLarge');
    const { entry } = { entry: tab.entry(third, option('a')) };
    for (const bad of [{ n: 0 }, { n: -1 }, { n: 1.5 }, { ageMs: -1 }, { ageMs: Number.MAX_VALUE }, { x: 1 }])
      expect(outcome(await tab.save([{ ...entry, ...bad }], 40)), JSON.stringify(bad)).toBe('invalid');
    for (const seq of [0, 99_999]) expect(outcome(await tab.save([entry], seq))).toBe('invalid');
    expect((await tab.submit(null, 2)).body.result?.points).toBe(0);
  });

  it('a clock that was set back, numbers that jump or repeat change nothing but the own order', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await shiftClock(60_000);
    const entries = [
      { n: 7, questionId: first, answer: option('b'), ageMs: 0 },
      // a minute “before” the one it follows
      { n: 9, questionId: first, answer: option('a'), ageMs: 59_000 },
      { n: 8, questionId: first, answer: option('c'), ageMs: 10 * 24 * 3_600_000 },
    ];
    await tab.save(entries, 1);
    expect((await going(learner, tab.opened.id)).body.answers).toMatchObject([{ answer: option('a') }]);
  });

  it('after the end a batch is kept, and does not count', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    await tab.answer(first, option('a'));
    await tab.submit();
    expect((await tab.answer(first, option('b'))).status).toBe(200);
    expect((await tab.review()).body.questions[0]).toMatchObject({ answer: option('a'), points: 1, late: true });
    expect(outcome(await going(learner, tab.opened.id))).toBe('attemptClosed');
  });

  it('an opening again under the id of an ended attempt is none', async () => {
    const run = await openRun(bank, { attempts: null });
    const tab = await sit(learner, run.id);
    await tab.submit();
    expect(outcome(await beginning(learner, run.id, null, tab.opened.id))).toBe('idTaken');
    const elsewhere = await openRun(bank);
    expect(outcome(await beginning(learner, elsewhere.id, null, tab.opened.id))).toBe('idTaken');
  });

  it('the review waits until the quiz shows it', async () => {
    const shown = { score: true, marks: false, key: false };
    const never = await sit(learner, (await openRun(bank, { show: { ...shown, when: 'never' } })).id);
    await never.answer(first, option('a'));
    expect(outcome(await never.review())).toBe('reviewNotShown');
    expect((await never.submit()).body).toMatchObject({ mayReview: false, result: { state: 'hidden', points: null } });
    expect(outcome(await never.review())).toBe('reviewNotShown');
    const plain = await sit(learner, (await openRun(bank, { show: { ...shown, when: 'atOnce' } })).id);
    await plain.submit([plain.entry(first, option('a'))]);
    const { body } = await plain.review();
    expect(body.attempt.result).toMatchObject({ points: 1 });
    expect(body.questions[0]).toMatchObject({ answer: option('a'), points: null, score: null, key: null });
  });
});

describe('in practice', () => {
  const check = (tab: Tab, questionId: string, name: string) =>
    tab.client.reply(attempts.checkAnswer, {
      params: { attemptId: tab.opened.id, questionId },
      body: { ticket: tab.opened.ticket, answer: option(name), language: 'uk' },
    });

  it('answers are explained at once, and nothing is passed', async () => {
    const { author, reviewer, academyId } = bank;
    const asked = await approvedQuestion({ author, reviewer }, academyId);
    const quizId = await releasedQuiz(bank, { practice: true }, { use: 'practice', questionIds: [asked] });
    const tab = await sit(learner, (await createRun(author, academyId, quizId)).id);
    expect((await check(tab, asked, 'b')).body).toMatchObject({ score: { share: 0 }, key: { answer: option('a') } });
    expect((await check(tab, asked, 'a')).body).toMatchObject({ score: { share: 1 } });
    expect(outcome(await check(tab, first, 'a'))).toBe('notFound');
    expect((await tab.submit()).body.result).toMatchObject({ points: 0, passed: null });
  });

  it('in an exam they never are', async () => {
    const tab = await sit(learner, (await openRun(bank)).id);
    expect(outcome(await check(tab, first, 'b'))).toBe('notPractice');
  });
});

describe('at the end of time', () => {
  const minutes = (count: number) => shiftClock(count * 60_000);

  it('the server closes with what it has: at the next read', async () => {
    const tab = await sit(learner, (await openRun(bank, { minutes: 10 })).id);
    await tab.answer(first, option('a'));
    await minutes(11);
    expect(outcome(await going(learner, tab.opened.id))).toBe('attemptClosed');
    const { attempts: own } = await ownRun(learner, tab.opened.runId);
    expect(own).toMatchObject([{ state: 'closed', closedAt: tab.opened.closesAt, result: { points: 1 } }]);
    expect((await tab.submit()).body).toMatchObject({ state: 'closed', result: { points: 1 } });
  });
});
