/** What the people of a unit have to learn, as their chief sees it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { courses } from '#contracts/courses.ts';
import { addDays } from '#contracts/local-time.ts';
import { progress } from '#contracts/progress.ts';
import { unitLearning } from '#contracts/unit-learning.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  createOrganisation,
  createPerson,
  dismiss,
  nationalAdmin,
  now,
  settled,
  signIn,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';

let tree: AcademyTree;
let [admin, chief]: TestClient[] = [];
let today: string;

beforeAll(async () => {
  tree = await createAcademyTree();
  const { login } = await createPerson(tree.unitId, ['unitChief']);
  [admin, chief] = await Promise.all([signIn(tree.admin.login), signIn(login)]);
  today = academyDay(await now());
});

/** A unit of the academy with so many learners, `Особа 01` first. */
async function createUnit(count: number) {
  const unitId = await createOrganisation('unit', tree.academyId);
  const people: Person[] = [];
  for (let number = 1; number <= count; number += 1) {
    const familyName = `Особа ${String(number).padStart(2, '0')}`;
    people.push(await createPerson(unitId, ['learner'], { familyName }));
  }
  return { unitId, people };
}

const newCourse = (title: string) => importCourse(admin!, smallBundle(title), tree.academyId);
const assign = (targetId: string, courseIds: string[], dueOn: string | null) =>
  admin!.call(assigned.assignCourses, { params: { targetId }, body: { courseIds, startsOn: null, dueOn } });

async function complete({ login }: Person, courseId: string): Promise<void> {
  const client = await signIn(login);
  const { modules } = await client.call(courses.course, { params: { courseId } });
  await client.call(progress.readLesson, { params: { courseId, lessonId: modules[0]!.lessons[0]!.id } });
}

const listed = async (organisationId: string, query: { show?: 'all' | 'overdue'; cursor?: string } = {}) =>
  admin!.call(unitLearning.unitLearners, { params: { organisationId }, query });
const results = (organisationId: string) => admin!.call(unitLearning.unitResults, { params: { organisationId } });
const counted = <C extends { done: number; toDo: number; overdue: number }>({ done, toDo, overdue }: C) => [
  done,
  toDo,
  overdue,
];

describe('a unit’s learning', () => {
  it('says who has what to do, is late, is done, and by what it is assigned', async () => {
    const { unitId, people } = await createUnit(2);
    const [late, ahead, free] = await Promise.all(['Минуле', 'Майбутнє', 'Вільне'].map(newCourse));
    const [one, two] = people as [Person, Person];
    await assign(unitId, [late!], addDays(today, -1));
    await assign(unitId, [free!], null);
    const cohortId = await createCohort(await signIn(tree.instructor.login), tree.academyId);
    await assign(cohortId, [ahead!], addDays(today, 7));
    const national = await nationalAdmin();
    await national.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [two.id] } });
    await complete(one, late!);
    // of one’s own accord: nobody else’s business
    await (await signIn(one.login)).call(courses.enrol, { params: { courseId: await newCourse('Власний вибір') } });
    await settled();

    const { items, next } = await listed(unitId);
    expect(next).toBeNull();
    expect(items.map(({ familyName }) => familyName)).toEqual(['Особа 01', 'Особа 02']);
    expect(items.map(counted)).toEqual([
      [1, 1, 0],
      [0, 3, 1],
    ]);
    expect(items.map(({ nextDueOn }) => nextDueOn)).toEqual([null, addDays(today, 7)]);

    const params = { organisationId: unitId, personId: two.id };
    const of = await admin!.call(unitLearning.unitLearner, { params });
    expect(of.items).toMatchObject([
      { courseId: late, state: 'overdue', dueOn: addDays(today, -1), organisation: { id: unitId }, cohort: null },
      { courseId: ahead, state: 'notBegun', organisation: null, cohort: { id: cohortId, name: 'ПОГ-26/1' } },
      { courseId: free, state: 'notBegun', dueOn: null, title: { uk: 'Вільне' } },
    ]);
    const own = await admin!.call(unitLearning.unitLearner, { params: { ...params, personId: one.id } });
    expect(own.items.map(({ courseId, state }) => [courseId, state])).toEqual([
      [free, 'notBegun'],
      [late, 'done'],
    ]);
    expect((await listed(unitId, { show: 'overdue' })).items.map(({ id }) => id)).toEqual([two.id]);
    expect(await results(unitId)).toMatchObject({ people: 2, done: 1, toDo: 4, overdue: 1, courses: null });
  });

  it('calls nothing late before the day is over where the unit is', async () => {
    const { unitId } = await createUnit(1);
    const dueOn = addDays(today, -5);
    await assign(unitId, [await newCourse('До вечора')], dueOn);
    const late = async (at: number) => {
      const reply = await replyAt(admin!, at, unitLearning.unitResults, { params: { organisationId: unitId } });
      return reply.body.overdue;
    };
    // the day ends in Kyiv two or three hours before it does in Greenwich
    const midnight = Date.parse(`${addDays(dueOn, 1)}T00:00:00Z`);
    expect([await late(midnight - 4 * 3_600_000), await late(midnight - 3_600_000)]).toEqual([0, 1]);
  });

  it('tells results of five people, and of no fewer', async () => {
    const { unitId, people } = await createUnit(4);
    const courseId = await newCourse('Разом');
    await assign(unitId, [courseId], null);
    for (const person of people) await complete(person, courseId);
    await settled();
    expect(await results(unitId)).toMatchObject({ people: 4, done: 4, toDo: 0, courses: null });

    const fifth = await createPerson(unitId, ['learner'], { familyName: 'Особа 05' });
    expect((await results(unitId)).courses).toMatchObject([
      { courseId, title: { uk: 'Разом' }, people: 5, completed: 5 },
    ]);
    // a course that only one of them has stays hidden
    const cohortId = await createCohort(await signIn(tree.instructor.login), tree.academyId);
    await assign(cohortId, [await newCourse('На самоті')], null);
    const national = await nationalAdmin();
    await national.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [fifth.id] } });
    expect(await results(unitId)).toMatchObject({ people: 5, toDo: 2, courses: [{ courseId }] });
    // who has left does not count any more
    await dismiss(fifth.id);
    expect(await results(unitId)).toMatchObject({ people: 4, courses: null });
  });

  it('comes twenty at a time, nobody twice and nobody left out, late ones alone too', async () => {
    const { unitId, people } = await createUnit(23);
    await createPerson(unitId, ['instructor'], { familyName: 'Особа 00' });
    await assign(unitId, [await newCourse('Для всіх')], addDays(today, -1));
    for (const show of ['all', 'overdue'] as const) {
      const first = await listed(unitId, { show });
      const second = await listed(unitId, { show, cursor: first.next! });
      expect([first.items.length, second.items.length, second.next]).toEqual([20, 3, null]);
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(people.map(({ id }) => id));
    }
    const { next } = await listed(unitId);
    const wrong = { params: { organisationId: unitId }, query: { show: 'overdue' as const, cursor: next! } };
    expect(outcome(await admin!.reply(unitLearning.unitLearners, wrong))).toBe('cursorInvalid');
  });

  it('is empty where nobody learns', async () => {
    const { unitId } = await createUnit(0);
    expect(await listed(unitId)).toEqual({ items: [], next: null });
    expect(await results(unitId)).toEqual({ people: 0, done: 0, toDo: 0, overdue: 0, isCut: false, courses: null });
  });
});

describe('who sees it', () => {
  const asked = async (client: TestClient, organisationId: string, personId = tree.unitLearner.id) => {
    const params = { organisationId };
    const replies = await Promise.all([
      client.reply(unitLearning.unitLearners, { params, query: {} }),
      client.reply(unitLearning.unitLearner, { params: { organisationId, personId } }),
      client.reply(unitLearning.unitResults, { params }),
    ]);
    return replies.map(outcome);
  };
  const none = ['notFound', 'notFound', 'notFound'];

  it('the unit’s chief, and administrators above', async () => {
    for (const client of [chief!, admin!, await nationalAdmin()])
      expect(await asked(client, tree.unitId)).toEqual([200, 200, 200]);
  });

  it('nobody of another unit or academy: for them it is not there, nor is it of an academy', async () => {
    const other = await createOrganisation('unit', tree.academyId);
    const neighbour = await signIn((await createPerson(other, ['unitChief'])).login);
    const stranger = await signIn((await createAcademyTree()).admin.login);
    for (const client of [neighbour, stranger]) expect(await asked(client, tree.unitId)).toEqual(none);
    expect(await asked(admin!, tree.academyId)).toEqual(none);
    // a person of another unit is not found under one’s own
    expect(await asked(chief!, tree.unitId, tree.learner.id)).toEqual([200, 'notFound', 200]);
  });

  it('no learner, instructor or author of cases', async () => {
    const author = await createPerson(tree.unitId, ['caseAuthor']);
    for (const { login } of [tree.unitLearner, tree.instructor, author])
      expect(await asked(await signIn(login), tree.unitId)).toEqual(['notAllowed', 'notAllowed', 'notAllowed']);
  });
});
