/** What people have learned follows them: to another academy, to the person they are merged into. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { courseBundle, importCourse } from '../support/bundle.ts';
import { detail, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  deadLetters,
  nationalAdmin,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let [here, there]: AcademyTree[] = [];
let national: TestClient;
let courseId: string;
let lessonIds: string[];

beforeAll(async () => {
  [here, there] = [await createAcademyTree(), await createAcademyTree()];
  national = await nationalAdmin();
  const teacher = await signIn(here.instructor.login);
  courseId = await importCourse(teacher, courseBundle('all'), here.academyId);
  const { modules } = await until(
    () => teacher.call(courses.course, { params: { courseId } }),
    (course) => course.modules.length > 0,
  );
  lessonIds = modules.flatMap((module) => module.lessons.map(({ id }) => id));
});

async function learner(organisationId: string, familyName: string, read: string[] = []) {
  const person = await createPerson(organisationId, ['learner'], { familyName });
  const client = await signIn(person.login);
  await client.call(courses.enrol, { params: { courseId } });
  for (const lessonId of read) {
    await client.call(progress.openLesson, { params: { courseId, lessonId } });
    await client.call(progress.readLesson, { params: { courseId, lessonId } });
  }
  return { ...person, client };
}

const listed = async (organisationId: string) =>
  (await national.call(progress.learners, { params: { courseId }, query: { organisationId } })).items;
const lists = async () => {
  await settled();
  return Promise.all([listed(here!.academyId), listed(there!.academyId)]);
};

describe('a learner', () => {
  it('who moves leaves the old academy’s list and stands in the new one’s, with what they have learned', async () => {
    const person = await learner(here!.unitId, 'Рухлива', [lessonIds[0]!]);
    const body = { from: here!.unitId, to: there!.unitId, revision: 0 };
    await national.call(people.movePerson, { params: { personId: person.id }, body });
    const moved = ([old, fresh]: Awaited<ReturnType<typeof lists>>) =>
      old!.every((row) => row.personId !== person.id) && fresh!.some((row) => row.personId === person.id);
    const [, fresh] = await until(lists, moved);
    expect(fresh!.find((row) => row.personId === person.id)).toMatchObject({ lessonsCompleted: 1 });
  });

  it('who is renamed stands under the new name', async () => {
    const academyId = await createOrganisation('academy');
    const first = await learner(academyId, 'Авраменко');
    await learner(academyId, 'Бойко');
    const body = { familyName: 'Якименко', revision: 0 };
    await national.call(people.changePerson, { params: { personId: first.id }, body });
    const names = async () => (await settled(), (await listed(academyId)).map((row) => row.familyName));
    expect(await until(names, (all) => all[0] === 'Бойко')).toEqual(['Бойко', 'Якименко']);
  });

  it('who loses every role stays where they were', async () => {
    const person = await learner(here!.unitId, 'Колишня');
    await setRoles(national, person.id, here!.unitId, []);
    const [old] = await lists();
    expect(old!.map((row) => row.personId)).toContain(person.id);
  });

  it('of a unit that moves goes along with it', async () => {
    const unitId = await createOrganisation('unit', here!.academyId);
    const person = await learner(unitId, 'Підрозділова');
    await national.call(organisations.moveOrganisation, {
      params: { organisationId: unitId },
      body: { jobId: newId('job'), parentId: there!.academyId, revision: 0 },
    });
    const moved = ([old, fresh]: Awaited<ReturnType<typeof lists>>) =>
      old!.every((row) => row.personId !== person.id) && fresh!.some((row) => row.personId === person.id);
    await until(lists, moved);
  });
});

describe('what two records of one human have learned', () => {
  const merge = async (keptId: string, duplicateId: string) => {
    const [{ revision }, { revision: duplicateRevision }] = await Promise.all([
      detail(national, keptId),
      detail(national, duplicateId),
    ]);
    const body = { duplicateId, revision, duplicateRevision };
    await national.call(people.mergePeople, { params: { personId: keptId }, body });
    await settled();
  };

  it('is united, and the duplicate leaves the lists', async () => {
    const kept = await learner(here!.academyId, 'Єдина', [lessonIds[0]!]);
    const duplicate = await learner(here!.academyId, 'Єдина', [lessonIds[1]!]);
    await merge(kept.id, duplicate.id);
    const course = () => kept.client.call(progress.course, { params: { courseId } });
    const { lessons } = await until(course, (seen) => seen.lessonsCompleted === 2);
    expect(
      lessons
        .filter(({ completedAt }) => completedAt)
        .map(({ lessonId }) => lessonId)
        .toSorted(),
    ).toEqual([lessonIds[0], lessonIds[1]].toSorted());
    const rows = (await listed(here!.academyId)).filter((row) => row.familyName === 'Єдина');
    expect(rows).toMatchObject([{ personId: kept.id, lessonsCompleted: 2 }]);
    expect((await records(kept.id)).filter(({ type }) => type === 'progress.merged')).toHaveLength(1);
  });

  it('follows the one who is left, however often the duplicate was moved and changed before', async () => {
    const kept = await createPerson(here!.academyId, ['learner'], { familyName: 'Осіла' });
    const duplicate = await learner(here!.academyId, 'Рухома', [lessonIds[0]!]);
    for (const roles of [['instructor'], ['learner', 'instructor'], ['reviewer'], ['learner']] as const)
      await setRoles(national, duplicate.id, here!.academyId, [...roles]);
    await settled();
    await merge(kept.id, duplicate.id);
    const { revision } = await detail(national, kept.id);
    const body = { from: here!.academyId, to: there!.academyId, revision };
    await national.call(people.movePerson, { params: { personId: kept.id }, body });
    const [, fresh] = await lists();
    expect(fresh!.map((row) => row.personId)).toContain(kept.id);
  });

  it('comes over as a whole where only the duplicate learned', async () => {
    const kept = await createPerson(there!.academyId, ['learner'], { familyName: 'Нова Єдина' });
    const duplicate = await learner(there!.academyId, 'Стара Єдина', [lessonIds[0]!]);
    await merge(kept.id, duplicate.id);
    const client = await signIn(kept.login);
    const course = () => client.reply(progress.course, { params: { courseId } });
    const { body } = await until(course, (seen) => seen.body.lessonsCompleted === 1);
    expect(body.enrolledAt).not.toBeNull();
    expect(await deadLetters()).toEqual([]);
  });
});
