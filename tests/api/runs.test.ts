/** Runs: set, changed, watched, extended – by those who answer for the people in them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { runs, type LiveRow } from '#contracts/runs.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  now,
  records,
  shiftClock,
  signIn,
  until,
  type TestClient,
} from '../support/stack.ts';
import { createBank, createRun, learnerOf, openRun, option, releasedQuiz, sit, type Bank } from '../support/tests.ts';

let bank: Bank;
let quizId: string;
let unitInstructor: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  bank = await createBank();
  quizId = await releasedQuiz(bank);
  unitInstructor = await signIn((await createPerson(bank.unitId, ['instructor'])).login);
  stranger = await signIn((await createAcademyTree()).instructor.login);
});

const moment = async (minutes: number) => new Date((await now()) + minutes * 60_000).toISOString();
const wish = (more: object = {}) => ({
  ...{ id: newId('run'), quizId, title: null, audience: [bank.academyId], opensAt: null, closesAt: null, code: null },
  ...more,
});
const setting = (by: TestClient, body: ReturnType<typeof wish>, organisationId = bank.academyId) =>
  by.reply(runs.createRun, { params: { organisationId }, body });
const change = (by: TestClient, runId: string, revision: number, body: object) =>
  by.reply(runs.changeRun, { params: { runId }, body: { revision, ...body } });
const live = (by: TestClient, runId: string) =>
  by.call(runs.live, { params: { runId } }) as unknown as Promise<{ rows: LiveRow[] }>;
const rowOf = async (by: TestClient, runId: string, personId: string) =>
  (await live(by, runId)).rows.find((row) => row.personId === personId);
const extend = (by: TestClient, runId: string, body: object) =>
  by.reply(runs.extend, {
    params: { runId },
    body: { key: newId('job'), minutes: 5, personIds: null, reason: null, ...body },
  });

describe('a run', () => {
  it('set twice is set once; its id is nobody else’s', async () => {
    const body = wish({ title: { uk: 'Залік' }, code: 'QWER' });
    const first = await setting(bank.author, body);
    expect(first.body).toMatchObject({
      title: { uk: 'Залік' },
      code: 'QWER',
      needsCode: true,
      state: 'open',
      mayChange: true,
    });
    expect((await setting(bank.author, body)).body).toEqual(first.body);
    expect(outcome(await setting(bank.author, { ...body, quizId: await releasedQuiz(bank) }))).toBe('idTaken');
    expect((await records(body.id)).map(({ type }) => type)).toEqual(['assessments.runSet']);
  });

  it('is set with an approved quiz of one’s own, for people one answers for', async () => {
    expect(outcome(await setting(bank.author, wish({ quizId: newId('quiz') })))).toBe('quizNotReleased');
    const elsewhere = await createAcademyTree();
    const theirs = await signIn(elsewhere.instructor.login);
    const foreign = wish({ audience: [elsewhere.academyId] });
    expect(outcome(await setting(theirs, foreign, elsewhere.academyId))).toBe('quizNotReleased');
    expect(outcome(await setting(bank.author, foreign))).toBe('notAllowed');
    expect(outcome(await setting(bank.author, wish({ audience: [newId('organisation')] })))).toBe('notFound');
    const backwards = wish({ opensAt: await moment(60), closesAt: await moment(30) });
    expect(outcome(await setting(bank.author, backwards))).toBe('invalid');
    // who answers for a unit sets tests for it alone
    expect(outcome(await setting(unitInstructor, wish({ audience: [bank.unitId] }), bank.unitId))).toBe(200);
    expect(outcome(await setting(unitInstructor, wish(), bank.unitId))).toBe('notAllowed');
  });

  it('stands in the lists of the academy and of its parts, the latest first', async () => {
    const [older, newer] = [
      await createRun(bank.author, bank.academyId, quizId),
      await createRun(bank.author, bank.academyId, quizId),
    ];
    for (const [by, organisationId] of [
      [bank.author, bank.academyId],
      [unitInstructor, bank.unitId],
    ] as const) {
      const { items } = await by.call(runs.organisationRuns, { params: { organisationId }, query: {} });
      const ids = items.map(({ id }) => id);
      expect(ids.indexOf(newer.id)).toBeGreaterThanOrEqual(0);
      expect(ids.indexOf(newer.id)).toBeLessThan(ids.indexOf(older.id));
    }
    expect(outcome(await stranger.reply(runs.run, { params: { runId: newer.id } }))).toBe('notFound');
  });

  it('is changed on the revision it was read with', async () => {
    const { id, revision } = await createRun(bank.author, bank.academyId, quizId);
    const named = { title: { uk: 'Іспит' } };
    expect((await change(bank.author, id, revision, named)).body).toMatchObject({ ...named, revision: revision + 1 });
    expect((await change(bank.author, id, revision, named)).status).toBe(200);
    expect(outcome(await change(bank.author, id, revision, { title: { uk: 'Залік' } }))).toBe('conflict');
    expect(outcome(await change(unitInstructor, id, revision + 1, named))).toBe('notAllowed');
  });

  it('takes nothing from who has begun: its window only becomes longer', async () => {
    const run = await createRun(bank.author, bank.academyId, quizId, { closesAt: await moment(60) });
    const tab = await sit(await learnerOf(bank.academyId), run.id);
    expect(outcome(await change(bank.author, run.id, 1, { closesAt: await moment(30) }))).toBe('runBegun');
    expect(outcome(await change(bank.author, run.id, 1, { cancelled: true }))).toBe('runBegun');
    const longer = await moment(61);
    expect((await change(bank.author, run.id, 1, { closesAt: longer })).body.closesAt).toBe(longer);
    expect((await tab.seen()).body.state).toBe('open');
  });

  it('that nobody has begun is cancelled: nobody begins it, nobody sees it', async () => {
    const run = await createRun(bank.author, bank.academyId, quizId);
    expect((await change(bank.author, run.id, 1, { cancelled: true })).body.state).toBe('cancelled');
    const learner = await learnerOf(bank.academyId);
    const { items } = await learner.call(attempts.ownRuns, { query: {} });
    expect(items.map(({ id }) => id)).not.toContain(run.id);
  });
});

describe('the live view', () => {
  it('shows who is in, how far, and who is not; to each only their own people', async () => {
    const run = await openRun(bank);
    const [inside, outside] = [await learnerOf(bank.academyId), await learnerOf(bank.unitId)];
    const tab = await sit(inside, run.id);
    await tab.answer(bank.questionIds[0]!, option('a'));
    await tab.seen(1, 2);
    const row = await until(
      () => rowOf(bank.author, run.id, inside.personId),
      (found) => found?.answered === 1,
    );
    expect(row).toMatchObject({ state: 'open', unsent: 2, closesAt: tab.opened.closesAt });
    expect(await rowOf(bank.author, run.id, outside.personId)).toMatchObject({ state: 'notBegun', closesAt: null });
    expect(await rowOf(unitInstructor, run.id, outside.personId)).toMatchObject({ state: 'notBegun' });
    expect(await rowOf(unitInstructor, run.id, inside.personId)).toBeUndefined();
    // the page does not tell any more how far it is
    await tab.answer(bank.questionIds[1]!, option('a'));
    await tab.submit();
    const ended = await until(
      () => rowOf(bank.author, run.id, inside.personId),
      (found) => found?.state === 'submitted',
    );
    expect(ended).toMatchObject({ answered: 2, unsent: 0 });
  });

  it('shows each change at the next look', async () => {
    const run = await openRun(bank);
    const learner = await learnerOf(bank.academyId);
    const look = async () => {
      await shiftClock(5_000);
      return rowOf(bank.author, run.id, learner.personId);
    };
    expect(await look()).toMatchObject({ state: 'notBegun' });
    const tab = await sit(learner, run.id);
    expect(await look()).toMatchObject({ state: 'open', answered: 0 });
    await tab.seen(1, 2);
    const before = await look();
    expect(before).toMatchObject({ answered: 1, unsent: 2 });
    await tab.seen(2, 0);
    expect(await look()).toMatchObject({ answered: 2, unsent: 0 });
    await extend(bank.author, run.id, { key: newId('job'), minutes: 7, personIds: [learner.personId] });
    expect(Date.parse((await look())?.closesAt ?? '')).toBe(Date.parse(before?.closesAt ?? '') + 420_000);
    await tab.submit();
    expect(await look()).toMatchObject({ state: 'submitted' });
  });

  it('answers 304 to who knows it already', async () => {
    const run = await openRun(bank);
    const path = `/api/assessments/runs/${run.id}/live`;
    const first = await bank.author.fetch(path);
    const etag = first.headers.get('etag') ?? '';
    expect(first.status).toBe(200);
    const again = await bank.author.fetch(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('more time', () => {
  it('for all who are in is given once per key, to the asker’s own people', async () => {
    const run = await openRun(bank);
    const [one, two] = [
      await sit(await learnerOf(bank.academyId), run.id),
      await sit(await learnerOf(bank.unitId), run.id),
    ];
    const end = Date.parse(one.opened.closesAt ?? '');
    const key = newId('job');
    await until(
      () => extend(bank.author, run.id, { key, minutes: 10 }),
      ({ body }) => body.extended === 2,
    );
    expect(Date.parse((await one.seen()).body.closesAt ?? '')).toBe(end + 600_000);
    await extend(unitInstructor, run.id, { minutes: 5 });
    expect(Date.parse((await one.seen()).body.closesAt ?? '')).toBe(end + 600_000);
    expect(Date.parse((await two.seen()).body.closesAt ?? '') - Date.parse(two.opened.closesAt ?? '')).toBe(900_000);
    expect((await records(run.id)).filter(({ type }) => type === 'assessments.extended')).toHaveLength(2);
  });

  it('for one is given once per key; who is elsewhere does not exist', async () => {
    const run = await openRun(bank);
    const learner = await learnerOf(bank.academyId);
    const tab = await sit(learner, run.id);
    const body = { key: newId('job'), minutes: 7, personIds: [learner.personId], reason: 'Згасло світло' };
    for (let time = 0; time < 2; time += 1)
      expect((await extend(bank.author, run.id, body)).body).toEqual({ extended: 1 });
    expect(Date.parse((await tab.seen()).body.closesAt ?? '') - Date.parse(tab.opened.closesAt ?? '')).toBe(420_000);
    expect(outcome(await extend(unitInstructor, run.id, { ...body, key: newId('job') }))).toBe('notFound');
    expect(outcome(await extend(bank.author, run.id, { personIds: [newId('person')] }))).toBe('notFound');
    expect(outcome(await extend(stranger, run.id, {}))).toBe('notFound');
    const facts = (await records(learner.personId)).filter(({ type }) => type === 'assessments.extended');
    expect(facts).toMatchObject([{ objectId: run.id, data: { minutes: 7 } }]);
    expect(JSON.stringify(facts)).not.toContain('світло');
  });

  it('agreed before they begin is theirs from the beginning, and more attempts too', async () => {
    const run = await openRun(bank, { attempts: 1, minutes: 30 });
    const learner = await learnerOf(bank.academyId);
    const params = { runId: run.id, personId: learner.personId };
    const body = { extraMinutes: 15, extraAttempts: 1, reason: null };
    for (let time = 0; time < 2; time += 1) await bank.author.call(runs.accommodate, { params, body });
    const own = await learner.call(attempts.ownRun, { params: { runId: run.id }, query: {} });
    expect(own).toMatchObject({ extraMinutes: 15, attemptsLeft: 2 });
    const tab = await sit(learner, run.id);
    expect(Date.parse(tab.opened.closesAt ?? '') - Date.parse(tab.opened.openedAt)).toBe(45 * 60_000);
    await tab.submit();
    const [row] = (await live(bank.author, run.id)).rows.filter(({ personId }) => personId === learner.personId);
    expect(row).toMatchObject({ state: 'submitted', agreed: { minutes: 15, attempts: 1 } });
    expect((await sit(learner, run.id)).opened.number).toBe(2);
    const facts = (await records(learner.personId)).filter(({ type }) => type === 'assessments.accommodated');
    expect(facts).toHaveLength(1);
    const notTheirs = { params, body: { ...body, extraMinutes: 60 } };
    expect(outcome(await unitInstructor.reply(runs.accommodate, notTheirs))).toBe('notFound');
  });

  it('is given no more when it is over', async () => {
    const run = await openRun(bank, {}, { closesAt: await moment(10) });
    await shiftClock(11 * 60_000);
    expect(outcome(await extend(bank.author, run.id, {}))).toBe('runOver');
  });
});
