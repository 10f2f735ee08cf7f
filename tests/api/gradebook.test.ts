/** Gradebook: plan, marks judged one by one, history, release and its undoing, marks of tests, export. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignments } from '#contracts/assignments.ts';
import { hasEnded } from '#contracts/common.ts';
import { gradebook, type MarkChange } from '#contracts/gradebook.ts';
import { jobs } from '#contracts/jobs.ts';
import { createAssignment, handIn } from '../support/assignments.ts';
import { createGradebook, gradeWords, markOf } from '../support/gradebook.ts';
import { outcome } from '../support/people.ts';
import { createPerson, newId, settled, signIn, until, type TestClient } from '../support/stack.ts';
import { createBank, learnerOf, openRun, sit, type Bank } from '../support/tests.ts';

let bank: Bank;
let teacher: TestClient;
let [learner, other]: (TestClient & { personId: string })[] = [];

beforeAll(async () => {
  bank = await createBank();
  teacher = bank.author;
  [learner, other] = await Promise.all([learnerOf(bank.academyId), learnerOf(bank.academyId)]);
});

const begun = (sources?: Parameters<typeof createGradebook>[2]) =>
  createGradebook(teacher, bank.academyId, { personIds: [learner!.personId, other!.personId], ...sources });
const give = async (cohortId: string, marks: MarkChange[], by = teacher) =>
  (await by.call(gradebook.giveMarks, { params: { cohortId }, body: { marks } })).outcomes;
const rowOf = async (cohortId: string, personId: string) => {
  const { items } = await teacher.call(gradebook.gradebook, { params: { cohortId }, query: {} });
  return items.find(({ person }) => person.id === personId)?.cells ?? {};
};
const release = (cohortId: string, body: { revision: number; columnIds: string[]; released: boolean }) =>
  teacher.reply(gradebook.release, { params: { cohortId }, body });
const own = (cohortId: string) => learner!.call(gradebook.ownGrades, { params: { cohortId } });

describe('a mark', () => {
  it('is kept with its history, and given once however often it is sent', async () => {
    const { cohortId, columnIds } = await begun();
    const [columnId] = columnIds as [string, string];
    const marks = [
      markOf(learner!.personId, columnId, 7.5),
      markOf(other!.personId, columnId, null, { flag: 'missing' }),
    ];
    expect((await give(cohortId, marks)).map((each) => each.outcome)).toEqual(['saved', 'saved']);
    await give(cohortId, marks);
    const again = markOf(learner!.personId, columnId, 9, { revision: 1, reason: 'Оскарження задоволено' });
    await give(cohortId, [again]);
    expect(await rowOf(cohortId, learner!.personId)).toEqual({
      [columnId]: { points: 9, taken: null, flag: null, revision: 2 },
    });
    const params = { cohortId, personId: learner!.personId, columnId };
    const { items } = await teacher.call(gradebook.history, { params });
    expect(items.map(({ points, before, reason }) => [before.points, points, reason])).toEqual([
      [7.5, 9, 'Оскарження задоволено'],
      [null, 7.5, null],
    ]);
    expect(items[0]!.by.id).toBe(bank.instructor.id);
  });

  it('of two who mark the same at once is one conflict, and the others of the request are saved', async () => {
    const { cohortId, columnIds } = await begun();
    const [first, second] = columnIds as [string, string];
    const colleague = await signIn(bank.admin.login);
    const person = learner!.personId;
    const answers = await Promise.all([
      give(cohortId, [markOf(person, first, 3), markOf(person, second, 4)]),
      give(cohortId, [markOf(person, first, 5)], colleague),
    ]);
    const ofFirst = answers.map(([answer]) => answer!);
    expect(ofFirst.map((each) => each.outcome).sort()).toEqual(['conflict', 'saved']);
    expect(answers[0][1]).toMatchObject({ outcome: 'saved', cell: { points: 4 } });
    const saved = (await rowOf(cohortId, person))[first]!;
    expect(ofFirst.find((each) => each.outcome === 'conflict')?.cell).toEqual(saved);
  });

  it('is none above what the column has, for oneself, for who is not there, in a column that is not there', async () => {
    const { cohortId, columnIds } = await begun();
    const [columnId] = columnIds as [string, string];
    const stranger = await createPerson(bank.academyId, ['learner']);
    const outcomes = await give(cohortId, [
      markOf(learner!.personId, columnId, 10.01),
      markOf(stranger.id, columnId, 1),
      markOf(learner!.personId, 'gcl_00000000000000000000000000', 1),
    ]);
    expect(outcomes.map((each) => each.outcome)).toEqual(['tooMany', 'unknown', 'unknown']);
    const both = await createPerson(bank.academyId, ['learner', 'instructor']);
    const mixed = await createGradebook(teacher, bank.academyId, { personIds: [both.id] });
    const mine = await give(mixed.cohortId, [markOf(both.id, mixed.columnIds[0]!, 10)], await signIn(both.login));
    expect(mine[0]!.outcome).toBe('own');
  });

  it('fills a whole row at once', async () => {
    const { cohortId, columnIds } = await begun({
      sources: Array.from({ length: 30 }, () => ({ kind: 'hand' as const })),
    });
    const marks = columnIds.map((id, index) => markOf(learner!.personId, id, index / 4));
    expect(new Set((await give(cohortId, marks)).map((each) => each.outcome))).toEqual(new Set(['saved']));
    expect(Object.keys(await rowOf(cohortId, learner!.personId))).toHaveLength(30);
  });
});

describe('a release', () => {
  it('shows columns together, to each their own, and is taken back', async () => {
    const { cohortId, columnIds, plan } = await begun();
    const [first, second] = columnIds as [string, string];
    await give(cohortId, [
      markOf(learner!.personId, first, 7),
      markOf(learner!.personId, second, 8),
      markOf(other!.personId, first, 1),
    ]);
    expect((await own(cohortId)).cells).toEqual({});
    const released = await release(cohortId, { revision: plan.revision, columnIds: [first], released: true });
    expect(released.status).toBe(200);
    expect((await own(cohortId)).cells).toMatchObject({ [first]: { points: 7 } });
    expect(Object.keys((await own(cohortId)).cells)).toEqual([first]);
    const old = await release(cohortId, { revision: plan.revision, columnIds: [second], released: true });
    expect(outcome(old)).toBe('conflict');
    await release(cohortId, { revision: plan.revision + 1, columnIds: [first], released: false });
    expect((await own(cohortId)).cells).toEqual({});
  });

  it('waits for weights that come to a hundred', async () => {
    const { cohortId, columnIds, plan } = await begun();
    const categories = plan.categories.map((each) => ({ ...each, weight: 90 }));
    const columns = plan.columns.map(({ releasedAt: _, ...column }) => column);
    const body = { revision: plan.revision, categories, columns };
    const changed = await teacher.call(gradebook.savePlan, { params: { cohortId }, body });
    const refused = await release(cohortId, { revision: changed.revision, columnIds, released: true });
    expect(outcome(refused)).toBe('weightsDiffer');
  });
});

describe('a column of a test', () => {
  it('takes over what was reached before and after it was made; what is given by hand goes before', async () => {
    const run = await openRun(bank);
    await (await sit(learner!, run.id)).submit();
    const { cohortId, columnIds } = await begun({ sources: [{ kind: 'run', runId: run.id }] });
    const [columnId] = columnIds as [string];
    const cell = async (personId: string) => (await rowOf(cohortId, personId))[columnId];
    const reached = await until(
      () => cell(learner!.personId),
      (found) => found?.taken != null,
    );
    expect(reached).toMatchObject({ points: null, revision: 0 });
    await (await sit(other!, run.id)).submit();
    await until(
      () => cell(other!.personId),
      (found) => found?.taken != null,
    );
    await give(cohortId, [markOf(learner!.personId, columnId, 2)]);
    expect(await cell(learner!.personId)).toMatchObject({ points: 2, taken: reached!.taken });
  });

  it('is made only of a test in one’s sight', async () => {
    const elsewhere = await createBank();
    const run = await openRun(elsewhere);
    const { cohortId, plan } = await begun();
    const columns = plan.columns.map(({ releasedAt: _, ...column }) => ({
      ...column,
      source: { kind: 'run' as const, runId: run.id },
    }));
    const body = { revision: plan.revision, categories: plan.categories, columns };
    expect(outcome(await teacher.reply(gradebook.savePlan, { params: { cohortId }, body }))).toBe('notFound');
  });
});

describe('a column of an assignment', () => {
  it('takes marks over once they are released, as they are changed, and loses them when the release is undone', async () => {
    const { cohortId, plan } = await begun();
    const place = { cohortId, assignmentId: await createAssignment(teacher, cohortId, { rubric: [], pointsMax: 20 }) };
    const [column] = plan.columns.map(({ releasedAt: _, ...each }) => each);
    const source = { kind: 'assignment' as const, assignmentId: place.assignmentId };
    const columns = [{ ...column!, source }];
    await teacher.call(gradebook.savePlan, {
      params: { cohortId },
      body: { revision: plan.revision, categories: plan.categories, columns },
    });
    await handIn(learner!, place, 'Затриманому повідомляють підстави і права.');
    const { items } = await teacher.call(assignmentMarking.works, { params: place, query: {} });
    const mark = async (points: number, revision: number) => {
      const work = { ...{ number: 1, outcome: 'marked' as const, levels: {}, comment: null }, comments: [], points };
      const body = { ...work, revision, reworkDueAt: null, reason: revision ? 'Переглянуто' : null };
      await teacher.call(assignmentMarking.markWork, { params: { ...place, workId: items[0]!.workId }, body });
    };
    const release = async (released: boolean) => {
      const { revision } = await teacher.call(assignments.assignment, { params: place });
      await teacher.call(assignmentMarking.releaseMarks, {
        params: place,
        body: { released, revision, reason: 'Так' },
      });
    };
    const becomes = (taken: number | null) =>
      until(
        async () => (await rowOf(cohortId, learner!.personId))[column!.id]?.taken ?? null,
        (found) => found === taken,
      );
    await mark(15, 0);
    await settled();
    expect(await rowOf(cohortId, learner!.personId)).toEqual({});
    await release(true);
    await becomes(7.5);
    await mark(20, 1);
    await becomes(10);
    await release(false);
    await becomes(null);
  });

  it('is made only of one that is set to this cohort', async () => {
    const [{ cohortId, plan }, elsewhere] = await Promise.all([begun(), begun()]);
    const assignmentId = await createAssignment(teacher, elsewhere.cohortId);
    const columns = plan.columns.map(({ releasedAt: _, ...column }) => ({
      ...column,
      source: { kind: 'assignment' as const, assignmentId },
    }));
    const body = { revision: plan.revision, categories: plan.categories, columns };
    expect(outcome(await teacher.reply(gradebook.savePlan, { params: { cohortId }, body }))).toBe('notFound');
  });
});

it('goes out as CSV that a spreadsheet opens without harm', async () => {
  const { cohortId, columnIds } = await begun();
  await give(cohortId, [
    markOf(learner!.personId, columnIds[0]!, 7.5),
    markOf(learner!.personId, columnIds[1]!, null, { flag: 'excused' }),
  ]);
  const jobId = newId('job');
  const body = { jobId, language: 'uk' as const, words: gradeWords };
  await teacher.call(gradebook.startExport, { params: { cohortId }, body });
  const { file } = await until(() => teacher.call(jobs.job, { params: { jobId } }), hasEnded);
  const text = await (await fetch(file!.url)).text();
  const lines = text.split('\r\n');
  expect(lines[0]?.replace('\uFEFF', '')).toBe('Прізвище,Ім’я,Робота 1 (10),Робота 2 (10),Разом');
  expect(lines.find((each) => each.includes('"7,5"'))).toMatch(/,"7,5",звільнено,75$/);
});
