/** Somebody’s days: what is held and due, what came back, what waits for who teaches. */
import { beforeAll, describe, expect, it } from 'vitest';
import { agenda } from '#contracts/agenda.ts';
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignments } from '#contracts/assignments.ts';
import { addDays } from '#contracts/local-time.ts';
import { threads } from '#contracts/threads.ts';
import { createAssignment, handIn } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { newThread } from '../support/discussion.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  newId,
  now,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { plan } from '../support/timetable.ts';

let tree: AcademyTree;
let [teacher, learner]: TestClient[] = [];
let cohortId: string;

beforeAll(async () => {
  tree = await createAcademyTree();
  [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const today = academyDay(await now());
  const days = { startsOn: addDays(today, -30), endsOn: addDays(today, 40) };
  cohortId = await createCohort(teacher, tree.academyId, { ...days, personIds: [tree.learner.id] });
});

const dayMs = 86_400_000;
const inDays = async (days: number) => new Date((await now()) + days * dayMs).toISOString();
const own = (client: TestClient) => client.call(agenda.ownAgenda, {});
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('the agenda', () => {
  it('of a learner says what is held within the week and what is due, the earliest first', async () => {
    const today = academyDay(await now());
    const [tomorrow] = await plan(teacher!, cohortId, { day: addDays(today, 1), title: 'Тактика' });
    await plan(teacher!, cohortId, { day: addDays(today, 20), title: 'Пізніше' });
    const later = await createAssignment(teacher!, cohortId, { dueAt: await inDays(5) });
    const sooner = await createAssignment(teacher!, cohortId, { dueAt: await inDays(2) });
    const overdue = await createAssignment(teacher!, cohortId, { dueAt: await inDays(-1) });
    await createAssignment(teacher!, cohortId, { dueAt: await inDays(30) });
    const seen = await own(learner!);
    expect(seen.sessions).toMatchObject([
      { id: tomorrow!.id, title: 'Тактика', as: 'learner', cohort: { id: cohortId } },
    ]);
    expect(ids(seen.assignments)).toEqual([overdue, sooner, later]);
    expect(seen.assignments[0]).toMatchObject({ state: 'missing', cohort: { name: 'ПОГ-26/1' } });
    expect([seen.marking, seen.questions, seen.teaching]).toEqual([[], [], []]);
    await handIn(learner!, { cohortId, assignmentId: sooner }, 'Готово.');
    expect(ids((await own(learner!)).assignments)).toEqual([overdue, later]);
  });

  it('of an instructor says what waits to be marked and answered; of a learner what came back', async () => {
    const assignmentId = await createAssignment(teacher!, cohortId, { rubric: [], dueAt: await inDays(3) });
    const place = { cohortId, assignmentId };
    await handIn(learner!, place, 'Моя робота.');
    const threadId = newId('thread');
    await learner!.call(threads.startThread, { params: { cohortId, threadId }, body: newThread() });
    await settled();
    const waiting = await own(teacher!);
    expect(waiting.marking.find(({ id }) => id === assignmentId)).toMatchObject({ works: 1 });
    expect(waiting.questions).toMatchObject([{ id: threadId }]);
    expect(waiting.teaching).toEqual([{ id: cohortId, name: 'ПОГ-26/1' }]);
    const { items } = await teacher!.call(assignmentMarking.works, { params: place, query: {} });
    const mark = { number: 1, outcome: 'marked' as const, levels: {}, comment: null, comments: [], points: 9 };
    await teacher!.call(assignmentMarking.markWork, {
      params: { ...place, workId: items[0]!.workId },
      body: { ...mark, revision: 0, reworkDueAt: null, reason: null },
    });
    expect((await own(learner!)).feedback).toEqual([]);
    const { revision } = await teacher!.call(assignments.assignment, { params: place });
    await teacher!.call(assignmentMarking.releaseMarks, {
      params: place,
      body: { released: true, revision, reason: null },
    });
    expect(ids((await own(learner!)).feedback)).toEqual([assignmentId]);
    await settled();
    expect(ids((await own(teacher!)).marking)).not.toContain(assignmentId);
  });

  it('is empty for who has no cohort', async () => {
    const { login } = await createPerson(tree.academyId, ['learner']);
    const nothing = { sessions: [], assignments: [], feedback: [], marking: [], questions: [], teaching: [] };
    expect(await own(await signIn(login))).toEqual(nothing);
  });
});
