/** Two academies with something in every list, and somebody who belongs to both. */
import { inject } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { roles } from '#contracts/permissions.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, newImport, smallBundle } from '../../support/bundle.ts';
import { newFile } from '../../support/media.ts';
import { newcomer } from '../../support/people.ts';
import { announcement } from '../../support/people-import.ts';
import {
  createAcademyTree,
  createAccount,
  createPerson,
  nationalAdmin,
  newId,
  now,
  settled,
  signIn,
  type TestClient,
} from '../../support/stack.ts';
import { createTest } from './rows-assessments.ts';
import { createMarking } from './rows-marking.ts';
import { createSideDraft } from './rows-authoring.ts';
import { leaveWords } from './rows-reading.ts';
import { createQuestion } from './rows-questions.ts';
import { createSideQuiz } from './rows-quizzes.ts';
import { createReview } from './rows-reviews.ts';
import { emptyList } from './world.ts';

export type Side = Awaited<ReturnType<typeof createSide>>;
export type Sides = Awaited<ReturnType<typeof createSides>>;

export async function createSides() {
  const courseId = await importCourse(
    await nationalAdmin(),
    smallBundle('Спільний', 'all'),
    inject('national').organisationId,
  );
  const [one, two] = await Promise.all([createSide(courseId), createSide(courseId)]);
  const both = await createShared([one, two], courseId);
  await settled();
  return { courseId, both, one, two, days: await days() };
}

/** Today in the academies, and tomorrow, which may have begun when it is asked for. */
async function days(): Promise<[string, string]> {
  const start = await now();
  const day = (hours: number) =>
    new Date(start + hours * 3_600_000).toLocaleDateString('sv', { timeZone: 'Europe/Kyiv' });
  return [day(0), day(24)];
}

/** `everything` holds each role there is in the academy: what they do not see, nobody of it sees. */
async function createSide(shared: string) {
  const tree = await createAcademyTree();
  const { academyId } = tree;
  const mark = newId('person').slice(-8);
  const graduate = await createPerson(academyId, ['learner'], { familyName: `Прізвище ${mark}` });
  const asker = await createPerson(academyId, [...roles], { familyName: `Усіляка ${mark}` });
  const [everything, pupil] = [await signIn(asker.login), await signIn(graduate.login)];
  const ownCourse = await importCourse(everything, smallBundle(`Власний ${mark}`), academyId);
  for (const courseId of [shared, ownCourse]) await complete(pupil, courseId);
  await leaveWords(pupil, ownCourse, await lessonOf(pupil, ownCourse), mark);
  const waiting = newImport(academyId);
  await everything.call(courses.startImport, { body: { ...waiting, bundle: smallBundle().bundle } });
  const { jobId, body } = announcement(academyId, emptyList);
  await everything.call(people.startPeopleImport, { body });
  const jobs = { course: waiting.jobId, people: jobId };
  const { name } = await everything.call(organisations.organisation, { params: { organisationId: academyId } });
  const mediaId = await newFile(everything, academyId, `Файл ${mark}`);
  const draft = await createSideDraft(everything, academyId, mark);
  const review = await createReview(everything, academyId, `Подано ${mark}`);
  const bank = await createQuestion(everything, academyId, `Банк ${mark}`);
  const quiz = await createSideQuiz(everything, academyId, bank.questionId, `Тест ${mark}`);
  const test = await createTest(everything, academyId, everything);
  const marked = await createMarking(everything, academyId);
  return {
    ...tree,
    name: name.uk ?? '',
    mark,
    graduate,
    asker,
    everything,
    ownCourse,
    jobs,
    mediaId,
    draft,
    review,
    bank,
    quiz,
    test,
    marked,
  };
}

/** A learner of both sides, with a completed course. */
async function createShared(sides: Side[], courseId: string) {
  const memberships = sides.map(({ academyId }) => ({ organisationId: academyId, roles: ['learner' as const] }));
  const body = { ...newcomer(sides[0]!.academyId), familyName: 'Спільна', memberships };
  await (await nationalAdmin()).call(people.createPerson, { body });
  await createAccount(body.login);
  await complete(await signIn(body.login), courseId);
  return body;
}

async function complete(client: TestClient, courseId: string): Promise<void> {
  await client.call(courses.enrol, { params: { courseId } });
  await client.call(progress.readLesson, { params: { courseId, lessonId: await lessonOf(client, courseId) } });
}

/** The one lesson of a small course. */
export async function lessonOf(client: TestClient, courseId: string): Promise<string> {
  const { modules } = await client.call(courses.course, { params: { courseId } });
  return modules[0]!.lessons[0]!.id;
}

/** Whatever names something of a side. */
export const namesOf = ({
  academyId,
  unitId,
  name,
  mark,
  ownCourse,
  jobs,
  mediaId,
  draft,
  review,
  bank,
  quiz,
  test,
  ...of
}: Side): string[] => [
  ...[academyId, unitId, name, mark, ownCourse, mediaId, ...Object.values(jobs), ...Object.values(draft)],
  ...Object.values(review),
  ...Object.values(bank),
  ...Object.values(quiz),
  ...Object.values(test),
  ...[of.asker, of.graduate, of.admin, of.instructor, of.learner, of.unitLearner].flatMap(({ id, login }) => [
    id,
    login,
  ]),
];
