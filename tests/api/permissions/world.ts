/** Two academies: in the first stands what the endpoints are asked about; in both is somebody of every role who asks. */
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { roles, type Role } from '#contracts/permissions.ts';
import { exportColumns, progress, type ExportWords } from '#contracts/progress.ts';
import { inject } from 'vitest';
import { inParallel } from '../../../functions/platform/parallel.ts';
import { courseBundle, importCourse, newImport, png, smallBundle, withLecture } from '../../support/bundle.ts';
import { newcomer } from '../../support/people.ts';
import { announcement } from '../../support/people-import.ts';
import {
  academyDay,
  createAcademyTree,
  createOrganisation,
  createPerson,
  newId,
  now,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../../support/stack.ts';
import { createTest } from './rows-assessments.ts';
import { createMarking } from './rows-marking.ts';
import { createDrafts } from './rows-authoring.ts';
import { createMedia } from './rows-media.ts';
import { createQuestion } from './rows-questions.ts';
import { createSideQuiz } from './rows-quizzes.ts';
import { createReview } from './rows-reviews.ts';
import { createAdopted } from './rows-sharing.ts';

/** own: in the academy asked about · foreign: in the other one */
export const places = ['own', 'foreign'] as const;
/** above: in the national body, as its administrator · below: in a unit of the academy, with every role there is */
export type Place = (typeof places)[number] | 'above' | 'below';

export interface Asker {
  name: string;
  held: readonly Role[];
  place: Place;
  client: TestClient;
}
export type World = Awaited<ReturnType<typeof createWorld>>;

/** so many at a time: each request that waits has a function of its own started */
const atOnce = 3;

export const words: ExportWords = {
  columns: Object.fromEntries(exportColumns.map((name) => [name, name])) as ExportWords['columns'],
  statuses: { notBegun: 'a', learning: 'b', completed: 'c' },
};

/** A CSV that brings in nobody. */
export const emptyList = [{ kind: 'people' as const, text: 'Прізвище;Ім’я;Електронна пошта\r\n' }];

/** Everything the matrix asks with and about. */
export async function createWorld() {
  const [own, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [admin, author] = await Promise.all([signIn(own.admin.login), signIn(own.instructor.login)]);
  const day = academyDay(await now());
  const school = await createSchool(author, own.academyId);
  const begun = await beginJobs(admin, author, own.academyId, school.course.courseId);
  const library = await createMedia(author, own.academyId);
  const withPicture = { courseId: school.course.courseId, lessonId: school.firstLesson };
  const drafts = await createDrafts(author, own.academyId, library.media.picture, withPicture);
  const review = await createReview(author, own.academyId);
  const bank = await createQuestion(author, own.academyId);
  const quiz = await createSideQuiz(author, own.academyId, bank.questionId);
  const test = await createTest(author, own.academyId);
  const marked = await createMarking(author, own.academyId);
  const sharer = { author: await signIn(other.instructor.login), academyId: other.academyId };
  const adopted = await createAdopted(author, own.academyId, sharer);
  const targets = await createTargets(admin, own);
  const { logo } = await admin.call(organisations.setLogo, {
    params: { organisationId: own.academyId },
    body: { png: png.toString('base64'), revision: 0 },
  });
  const askers = await inParallel(askersOf(own, other), atOnce, signedIn);
  await until(
    () => author.reply(lectures.lecture, { params: { lectureId: school.course.lectureId } }),
    ({ status }) => status === 200,
  );
  return {
    own,
    other,
    admin,
    author,
    day,
    askers,
    logo: logo ?? '',
    ...school,
    ...begun,
    ...library,
    ...drafts,
    review,
    bank,
    quiz,
    test,
    marked,
    adopted,
    ...targets,
  };
}

/** Two courses the academy keeps for itself: one to look at, one to enrol in. */
async function createSchool(author: TestClient, academyId: string) {
  const courseId = await importCourse(author, withLecture(courseBundle()), academyId);
  const toEnrol = await importCourse(author, smallBundle(), academyId);
  // it has two versions
  await importCourse(author, smallBundle('Друге'), academyId, toEnrol);
  const { modules } = await author.call(courses.course, { params: { courseId } });
  const lesson = modules.at(-1)!.lessons.at(-1)!;
  const firstLesson = modules[0]!.lessons[0]!.id;
  return { course: { courseId, lessonId: lesson.id, lectureId: lesson.lectures.uk! }, firstLesson, toEnrol };
}

/** Jobs of the academy's administrator and of its instructor, each waiting or done. */
async function beginJobs(admin: TestClient, author: TestClient, organisationId: string, courseId: string) {
  const [toRun, toCancel] = [newImport(organisationId), newImport(organisationId)];
  for (const ids of [toRun, toCancel])
    await author.call(courses.startImport, { body: { ...ids, bundle: smallBundle().bundle } });
  const order = { jobId: newId('job'), organisationId, language: 'uk' as const, words };
  await author.call(progress.startExport, { params: { courseId }, body: order });
  const { jobId, body } = announcement(organisationId, emptyList);
  await admin.call(people.startPeopleImport, { body });
  return { jobs: { toRun: toRun.jobId, toCancel: toCancel.jobId, exported: order.jobId, people: jobId } };
}

const peopleAsked = ['seen', 'changed', 'given', 'invited', 'disabled', 'signedOut', 'kept', 'duplicate'] as const;
const unitsAsked = ['changed', 'moved', 'closed'] as const;

/** One person and one unit for each endpoint that changes them: asked twice, the second time is a success as well. */
async function createTargets(admin: TestClient, { academyId, unitId }: AcademyTree) {
  const person = async (organisationId: string) => {
    const body = newcomer(organisationId);
    await admin.call(people.createPerson, { body });
    return body.id;
  };
  const made = await inParallel(peopleAsked, atOnce, async (name) => [name, await person(academyId)] as const);
  const units = await inParallel(
    unitsAsked,
    atOnce,
    async (name) => [name, await createOrganisation('unit', academyId)] as const,
  );
  return {
    /** a new one for what ends a person for good */
    newPerson: () => person(academyId),
    people: { ...ofPairs(made), moved: await person(unitId) },
    units: ofPairs(units),
  };
}

const ofPairs = <Name extends string>(pairs: (readonly [Name, string])[]) =>
  Object.fromEntries(pairs) as Record<Name, string>;

type NewAsker = Omit<Asker, 'client'> & { organisationId: string };

function askersOf(own: AcademyTree, other: AcademyTree): NewAsker[] {
  const academies = { own: own.academyId, foreign: other.academyId };
  const ofRole = (role: Role) =>
    places.map((place): NewAsker => ({
      name: `${role}, ${place}`,
      held: [role],
      place,
      organisationId: academies[place],
    }));
  return [
    ...roles.flatMap(ofRole),
    { name: 'above', held: ['nationalAdmin'], place: 'above', organisationId: inject('national').organisationId },
    { name: 'below', held: roles, place: 'below', organisationId: own.unitId },
  ];
}

async function signedIn({ organisationId, ...asker }: NewAsker): Promise<Asker> {
  const { login } = await createPerson(organisationId, [...asker.held]);
  return { ...asker, client: await signIn(login) };
}

/** Ids of the academy's that nobody from elsewhere may come across; organisations are no secret. */
export const secretsOf = ({
  own,
  course,
  toEnrol,
  jobs,
  media,
  draft,
  review,
  bank,
  quiz,
  test,
  marked,
  colleague,
  people: some,
}: World): string[] => [
  ...[own.admin, own.instructor, own.learner, own.unitLearner].flatMap(({ id, login }) => [id, login]),
  ...Object.values(some),
  ...Object.values(course),
  ...Object.values(jobs),
  ...Object.values(media),
  ...Object.values(draft),
  ...Object.values(review),
  ...Object.values(bank),
  ...Object.values(quiz),
  ...Object.values(test),
  ...[marked.runId, marked.attemptId, marked.appealId],
  colleague,
  toEnrol,
];

/** What a question about records asks of the day the world was made. */
export const dayQuestion = ({ own, day }: World) => ({
  jobId: newId('job'),
  question: { view: 'day' as const, organisationId: own.academyId, day },
  language: 'uk' as const,
  columns: {},
  types: {},
});
