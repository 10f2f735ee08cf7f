/** Courses assigned to cohorts and organisations: one item a course, learned by whoever is there. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { courseBundle, importCourse, smallBundle } from '../support/bundle.ts';
import { createCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { createAuthors, releaseFirst, releaseSecond } from '../support/versions.ts';

let own: AcademyTree;
let [teacher, learner, unitLearner]: TestClient[] = [];
let [first, second]: string[] = [];
const days = { startsOn: '2026-10-12', dueOn: '2026-12-12' };

beforeAll(async () => {
  own = await createAcademyTree();
  [teacher, learner, unitLearner] = await Promise.all(
    [own.instructor, own.learner, own.unitLearner].map(({ login }) => signIn(login)),
  );
  const admin = await signIn(own.admin.login);
  [first, second] = await Promise.all(
    ['Основи', 'Поглиблений'].map((title) => importCourse(admin, smallBundle(title), own.academyId)),
  );
});

const begin = (...personIds: string[]) => createCohort(teacher!, own.academyId, { personIds });
const assign = (targetId: string, courseIds: string[], change = {}) =>
  teacher!.call(assigned.assignCourses, { params: { targetId }, body: { courseIds, ...days, ...change } });
const home = async (client: TestClient) => (await client.call(progress.home, {})).courses;
const mineIn = async (client: TestClient, courseId: string) =>
  (await home(client)).find(({ course }) => course.id === courseId);
const lessonIn = async (client: TestClient, courseId: string) =>
  (await client.call(courses.course, { params: { courseId } })).modules[0]!.lessons[0]!.id;
const read = async (client: TestClient, courseId: string) =>
  client.reply(progress.readLesson, { params: { courseId, lessonId: await lessonIn(client, courseId) } });

describe('assigned courses', () => {
  it('are learned by whoever is there, before and after they were assigned, as long as they are there', async () => {
    const targetId = await begin(own.learner.id);
    const { items } = await assign(targetId, [first!, second!]);
    expect(items.map(({ courseId }) => courseId).sort()).toEqual([first, second].sort());
    expect(items[0]).toMatchObject({ ...days, version: 1, newer: null, revision: 0, after: [] });
    expect(items[0]!.assignedBy?.id).toBe(own.instructor.id);
    expect(await mineIn(learner!, first!)).toMatchObject({
      assigned: { cohort: { id: targetId }, organisation: null, ...days, missing: [] },
      lessonsCompleted: 0,
    });
    expect(await mineIn(unitLearner!, first!)).toBeUndefined();
    const params = { cohortId: targetId };
    await teacher!.call(cohortMembers.addMembers, { params, body: { personIds: [own.unitLearner.id] } });
    expect(await mineIn(unitLearner!, first!)).toBeDefined();
    const member = { cohortId: targetId, personId: own.unitLearner.id };
    await teacher!.call(cohortMembers.endMember, { params: member, body: { note: null } });
    expect(await mineIn(unitLearner!, first!)).toBeUndefined();
  });

  it('are assigned once by whoever sends it twice, and stay as they are', async () => {
    const targetId = await begin();
    const twice = await Promise.all([assign(targetId, [first!]), assign(targetId, [first!])]);
    expect(twice[0]).toEqual(twice[1]);
    const later = await assign(targetId, [first!, second!], { dueOn: null });
    expect(later.items.find(({ courseId }) => courseId === first)).toMatchObject({ ...days, revision: 0 });
  });

  it('belong to the learner from the first lesson on, also when they are withdrawn', async () => {
    const { id, login } = await createPerson(own.academyId, ['learner']);
    const client = await signIn(login);
    const targetId = await begin(id);
    await assign(targetId, [first!, second!]);
    expect((await read(client, first!)).status).toBe(200);
    await settled();
    const learners = await teacher!.call(progress.learners, {
      params: { courseId: first! },
      query: { organisationId: own.academyId },
    });
    expect(learners.items.map(({ personId }) => personId)).toContain(id);
    const withdraw = (courseId: string, revision: number, withdrawn = true) =>
      teacher!.reply(assigned.withdrawAssigned, { params: { targetId, courseId }, body: { revision, withdrawn } });
    for (const courseId of [first!, second!]) expect((await withdraw(courseId, 0)).status).toBe(200);
    expect((await home(client)).map(({ course, assigned: by }) => [course.id, by])).toEqual([[first, null]]);
    expect(outcome(await withdraw(second!, 0, false))).toBe('conflict');
    expect((await withdraw(second!, 1, false)).body).toEqual({ revision: 2 });
    expect(await mineIn(client, second!)).toMatchObject({ assigned: { ...days } });
  });

  it('wait for the courses before them', async () => {
    const { id, login } = await createPerson(own.academyId, ['learner']);
    const client = await signIn(login);
    const targetId = await begin(id);
    await assign(targetId, [first!, second!]);
    const change = (courseId: string, after: string[]) =>
      teacher!.reply(assigned.changeAssigned, {
        params: { targetId, courseId },
        body: { revision: 0, version: 1, ...days, after, inOrder: false },
      });
    expect((await change(second!, [first!])).body).toMatchObject({ after: [{ courseId: first }], revision: 1 });
    expect(outcome(await change(first!, [second!]))).toBe('prerequisiteCircle');
    const seen = await client.call(courses.course, { params: { courseId: second! } });
    expect(seen.assigned?.missing).toMatchObject([{ courseId: first, title: { uk: 'Основи' } }]);
    const lessonId = seen.modules[0]!.lessons[0]!.id;
    const opened = () =>
      client.reply(courses.lesson, { params: { courseId: second!, lessonId }, query: { language: 'uk' } });
    expect(outcome(await opened())).toBe('prerequisiteMissing');
    expect(outcome(await read(client, second!))).toBe('prerequisiteMissing');
    await read(client, first!);
    await settled();
    expect((await opened()).status).toBe(200);
    expect((await read(client, second!)).status).toBe(200);
  });

  it('let the modules be learned one after the other, where they are assigned so', async () => {
    const admin = await signIn(own.admin.login);
    const courseId = await importCourse(admin, courseBundle('own', 'Один за одним'), own.academyId);
    const { id, login } = await createPerson(own.academyId, ['learner']);
    const client = await signIn(login);
    const targetId = await begin(id);
    await assign(targetId, [courseId]);
    const { modules } = await client.call(courses.course, { params: { courseId } });
    const [[one], [two]] = modules.map(({ lessons }) => lessons.map(({ id: each }) => each)) as [string[], string[]];
    const open = (lessonId: string) => client.reply(progress.openLesson, { params: { courseId, lessonId } });
    const change = (revision: number, inOrder: boolean) =>
      teacher!.reply(assigned.changeAssigned, {
        params: { targetId, courseId },
        body: { revision, version: 1, ...days, after: [], inOrder },
      });
    expect((await change(0, true)).body).toMatchObject({ inOrder: true, revision: 1 });
    expect((await mineIn(client, courseId))?.assigned).toMatchObject({ inOrder: true });
    expect((await open(two!)).body).toMatchObject({ error: { code: 'moduleClosed', details: { lessonId: one } } });
    for (const { id: lessonId } of modules[0]!.lessons)
      await client.call(progress.readLesson, { params: { courseId, lessonId } });
    expect((await open(two!)).status).toBe(200);
  });

  it('keep open what was begun before', async () => {
    const admin = await signIn(own.admin.login);
    const courseId = await importCourse(admin, courseBundle('own', 'Один за одним'), own.academyId);
    const { id, login } = await createPerson(own.academyId, ['learner']);
    const client = await signIn(login);
    const targetId = await begin(id);
    await assign(targetId, [courseId]);
    const { modules } = await client.call(courses.course, { params: { courseId } });
    const lessonId = modules[1]!.lessons[0]!.id;
    const open = () => client.reply(progress.openLesson, { params: { courseId, lessonId } });
    expect((await open()).status).toBe(200);
    const body = { revision: 0, version: 1, ...days, after: [], inOrder: true };
    await teacher!.call(assigned.changeAssigned, { params: { targetId, courseId }, body });
    expect((await open()).status).toBe(200);
  });

  it('of an organisation are for everybody who learns in it or below it', async () => {
    const admin = await signIn(own.admin.login);
    const days = { startsOn: null, dueOn: null };
    const params = { targetId: own.unitId };
    await admin.call(assigned.assignCourses, { params, body: { courseIds: [second!], ...days } });
    expect(await mineIn(unitLearner!, second!)).toMatchObject({
      assigned: { cohort: null, organisation: { id: own.unitId } },
    });
    const { login } = await createPerson(own.academyId, ['learner']);
    expect(await mineIn(await signIn(login), second!)).toBeUndefined();
  });

  it('refuse days in the wrong order, what was changed meanwhile, what is not offered, and an archived cohort', async () => {
    const targetId = await begin();
    const asked = (courseIds: string[], change = {}) =>
      teacher!.reply(assigned.assignCourses, { params: { targetId }, body: { courseIds, ...days, ...change } });
    expect(outcome(await asked([first!], { dueOn: '2026-10-11' }))).toBe('dueBeforeStart');
    const other = await createAcademyTree();
    const foreign = await importCourse(await signIn(other.admin.login), smallBundle('Чужий'), other.academyId);
    expect(outcome(await asked([foreign]))).toBe('notFound');
    expect((await asked([first!])).status).toBe(200);
    const change = (revision: number, dueOn: string) =>
      teacher!.reply(assigned.changeAssigned, {
        params: { targetId, courseId: first! },
        body: { revision, version: 1, startsOn: null, dueOn, after: [], inOrder: false },
      });
    expect((await change(0, '2026-12-20')).body).toMatchObject({ dueOn: '2026-12-20', revision: 1 });
    expect((await change(0, '2026-12-20')).body).toMatchObject({ revision: 1 });
    expect(outcome(await change(0, '2026-12-21'))).toBe('conflict');
    await teacher!.call(cohorts.archiveCohort, { params: { cohortId: targetId }, body: { archived: true } });
    expect(outcome(await asked([second!]))).toBe('cohortArchived');
  });

  it('do not exist for who does not teach there', async () => {
    const targetId = await begin();
    const stranger = await signIn((await createAcademyTree()).instructor.login);
    const look = (client: TestClient) => client.reply(assigned.assignedCourses, { params: { targetId } });
    expect(outcome(await look(stranger))).toBe('notFound');
    expect(outcome(await look(learner!))).toBe('notAllowed');
    expect((await look(await nationalAdmin())).status).toBe(200);
  });

  it('take everybody along to a later version', async () => {
    const authors = await createAuthors();
    const { academyId, learner: begun, instructor } = authors.tree;
    const made = await releaseFirst(authors);
    const other = await createPerson(academyId, ['learner']);
    const by = await signIn(instructor.login);
    const targetId = await createCohort(by, academyId, { personIds: [begun.id, other.id] });
    const params = { targetId };
    await by.call(assigned.assignCourses, { params, body: { courseIds: [made.courseId], ...days } });
    const [one, two] = await Promise.all([signIn(begun.login), signIn(other.login)]);
    await read(one, made.courseId);
    await settled();
    await releaseSecond(authors, made);
    await settled();
    const versions = () =>
      Promise.all([one, two].map(async (client) => (await mineIn(client, made.courseId))!.course.version));
    expect(await versions()).toEqual([1, 1]);
    const [item] = (await by.call(assigned.assignedCourses, { params })).items;
    expect(item).toMatchObject({ version: 1, newer: 2 });
    const body = { revision: 0, version: 2, ...days, after: [], inOrder: false };
    await by.call(assigned.changeAssigned, { params: { targetId, courseId: made.courseId }, body });
    await settled();
    expect(await versions()).toEqual([2, 2]);
  });
});
