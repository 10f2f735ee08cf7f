/** The end of an attempt’s time: closed by the clock, a late journal under each policy, outages that the server saw itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attempts } from '#contracts/attempts.ts';
import { runs } from '#contracts/runs.ts';
import { outcome } from '../support/people.ts';
import { newId, records, settled, shiftClock, tick, until, type TestClient } from '../support/stack.ts';
import { createBank, learnerOf, openRun, option, sit, type Bank, type Tab } from '../support/tests.ts';

let bank: Bank;
let learner: TestClient & { personId: string };
let first: string;
let second: string;

beforeAll(async () => {
  bank = await createBank();
  [first = '', second = ''] = bank.questionIds;
  learner = await learnerOf(bank.academyId);
});

const minutes = (count: number) => shiftClock(count * 60_000);
const cardOf = async ({ opened }: Tab) => {
  const own = await learner.call(attempts.ownRun, { params: { runId: opened.runId }, query: {} });
  return own.attempts.at(-1)!;
};
const factsIn = async (runId: string) =>
  (await records(learner.personId)).filter(({ objectId }) => objectId === runId).map(({ type }) => type);

describe('the clock', () => {
  it('closes what is due every minute, once, with what has come', async () => {
    const run = await openRun(bank, { minutes: 10 });
    const tab = await sit(learner, run.id);
    await tab.answer(first, option('a'));
    await minutes(11);
    await until(
      async () => {
        await tick();
        await settled();
        return factsIn(run.id);
      },
      (facts) => facts.length > 1,
    );
    await tick();
    await settled();
    expect(await factsIn(run.id)).toEqual(['assessments.opened', 'assessments.closed']);
    expect(await cardOf(tab)).toMatchObject({ state: 'closed', closedAt: tab.opened.closesAt, result: { points: 1 } });
  });

  it('leaves open who has got more time', async () => {
    const run = await openRun(bank, { minutes: 10 });
    const tab = await sit(learner, run.id);
    await bank.author.call(runs.extend, {
      params: { runId: run.id },
      body: { key: newId('job'), minutes: 10, personIds: [learner.personId], reason: null },
    });
    await minutes(11);
    await tick();
    await settled();
    expect((await tab.answer(first, option('a'))).status).toBe(200);
    expect((await tab.submit()).body).toMatchObject({ state: 'submitted', result: { points: 1 } });
  });
});

describe('what comes late', () => {
  it('with no grace is kept and shown, and does not count', async () => {
    const tab = await sit(learner, (await openRun(bank, { minutes: 10 })).id);
    await minutes(12);
    // written in time, as the device says
    await tab.answer(first, option('a'), 5 * 60_000);
    expect((await tab.submit()).body).toMatchObject({ state: 'closed', result: { points: 0 } });
    const { body } = await tab.review();
    expect(body.questions[0]).toMatchObject({ answer: null, late: true, others: [{ answer: option('a') }] });
  });

  it('within the minutes of grace counts where it was written in time; nobody sees a key before', async () => {
    const tab = await sit(
      learner,
      (await openRun(bank, { minutes: 10, blackout: { policy: 'grace', minutes: 30 } })).id,
    );
    await minutes(12);
    expect(await cardOf(tab)).toMatchObject({ state: 'closed', mayReview: false, result: { state: 'hidden' } });
    expect(outcome(await tab.review())).toBe('reviewNotShown');
    await tab.answer(first, option('a'), 5 * 60_000);
    // written after the end
    await tab.answer(second, option('a'), 30_000);
    // who says that nothing more comes need not wait
    expect((await tab.submit()).body).toMatchObject({ state: 'closed', mayReview: true, result: { points: 1 } });
    expect((await tab.review()).body.questions[1]).toMatchObject({ answer: null, late: true });
  });

  it('after the minutes of grace counts no more', async () => {
    const tab = await sit(
      learner,
      (await openRun(bank, { minutes: 10, blackout: { policy: 'grace', minutes: 5 } })).id,
    );
    await tab.answer(second, option('a'));
    await minutes(17);
    await tab.answer(first, option('a'), 10 * 60_000);
    expect((await tab.submit()).body).toMatchObject({ state: 'closed', result: { points: 1 } });
  });

  it('in the minutes of grace counts also where the learner never comes back', async () => {
    const run = await openRun(bank, { minutes: 10, blackout: { policy: 'grace', minutes: 30 } });
    const tab = await sit(learner, run.id);
    await minutes(12);
    await tick();
    await settled();
    await tab.answer(first, option('a'), 5 * 60_000);
    await minutes(40);
    await until(
      async () => {
        await tick();
        await settled();
        return factsIn(run.id);
      },
      (facts) => facts.includes('assessments.lateCounted'),
    );
    expect(await cardOf(tab)).toMatchObject({ state: 'closed', result: { points: 1 } });
  });
});

describe('where outages are given back', () => {
  const givesBack = { minutes: 60, blackout: { policy: 'giveBack', minutesMax: 30 } } as const;

  it('the end moves by the silence that the server saw', async () => {
    const tab = await sit(learner, (await openRun(bank, givesBack)).id);
    const end = Date.parse(tab.opened.closesAt ?? '');
    await tab.seen();
    await minutes(20);
    const { body } = await tab.seen();
    const moved = Date.parse(body.closesAt ?? '') - end;
    expect(moved).toBeGreaterThanOrEqual(20 * 60_000);
    expect(moved).toBeLessThan(21 * 60_000);
    // saving is a sign of life as well
    for (let time = 0; time < 3; time += 1) {
      await minutes(1);
      await tab.answer(first, option('a'));
    }
    expect(Date.parse((await tab.seen()).body.closesAt ?? '') - end).toBe(moved);
  });

  it('it moves no further than the quiz says, and waits for who is cut off at the end', async () => {
    const tab = await sit(learner, (await openRun(bank, givesBack)).id);
    await tab.seen();
    await minutes(75);
    await tick();
    await settled();
    // an hour is over, and nothing was heard: they may still come back
    const { body } = await tab.seen();
    expect(body).toMatchObject({ state: 'open' });
    expect(Date.parse(body.closesAt ?? '') - Date.parse(tab.opened.closesAt ?? '')).toBe(30 * 60_000);
    await tab.answer(first, option('a'), 10 * 60_000);
    expect((await tab.submit()).body).toMatchObject({ state: 'submitted', result: { points: 1 } });
  });

  it('who never comes back is closed when nothing more can be given back', async () => {
    const run = await openRun(bank, givesBack);
    const tab = await sit(learner, run.id);
    await tab.answer(first, option('a'));
    await minutes(92);
    await until(
      async () => {
        await tick();
        await settled();
        return factsIn(run.id);
      },
      (facts) => facts.includes('assessments.closed'),
    );
    expect(await cardOf(tab)).toMatchObject({ state: 'closed', result: { points: 1 } });
  });
});
