/** A past to ask about: an academy and another, auditors, a course of one lesson, learners who came and completed it days ago. */
import { audit } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import type { InputOf } from '#contracts/request.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { detail, newcomer } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  createAccount,
  createPerson,
  nationalAdmin,
  now,
  signIn,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';

const dayMs = 24 * 3600 * 1000;

export type Learner = Person & { client: TestClient };
export type Archive = Awaited<ReturnType<typeof createArchive>>;

/** What a file of audit tests works with. The past is made by requests that reach the functions at their own moment. */
export async function createArchive() {
  const school = await createSchool();
  const noon = Date.parse(`${academyDay(await now())}T12:00:00.000Z`);
  /** noon so many days ago, far from midnight in UTC as in the academies */
  const ago = (days: number) => Math.round(noon - days * dayMs);
  const iso = (days: number) => new Date(ago(days)).toISOString();

  /** A request so many days ago; throws unless it succeeds. */
  async function at<E extends Endpoint>(days: number, client: TestClient, endpoint: E, input: InputOf<E>) {
    const { status, body } = await replyAt(client, ago(days), endpoint, input);
    if (status !== 200) throw new Error(`${endpoint.path}: ${status} ${JSON.stringify(body)}`);
    return body as OutputOf<E>;
  }

  /** A learner since so many days; first signed in today. */
  async function learner(since: number, organisationId = school.academy.academyId, familyName = 'Людина') {
    const body = { ...newcomer(organisationId), familyName };
    await at(since, school.national, people.createPerson, { body });
    await createAccount(body.login);
    return { ...body, client: await signIn(body.login) } satisfies Learner;
  }

  async function complete({ client }: Learner, days: number): Promise<void> {
    const { courseId, lessonId } = school;
    await at(days + 1, client, courses.enrol, { params: { courseId } });
    await at(days, client, progress.readLesson, { params: { courseId, lessonId } });
  }

  return {
    ...school,
    iso,
    /** so many days ago, as the academies' calendar writes it */
    day: (days: number) => iso(days).slice(0, 10),
    daysSince: (moment: string) => (noon - Date.parse(moment)) / dayMs,
    at,
    learner,
    complete,

    /** A learner since so many days, who completed the course so many days ago. */
    async graduate(since: number, completed: number, organisationId?: string, familyName?: string): Promise<Learner> {
      const made = await learner(since, organisationId, familyName);
      await complete(made, completed);
      return made;
    },

    async move(days: number, { id: personId }: Person, from: string, to: string): Promise<void> {
      const { revision } = await detail(school.national, personId);
      await at(days, school.national, people.movePerson, { params: { personId }, body: { from, to, revision } });
    },

    /** Who of an academy held what at the end of a day, as the national administrator sees it. */
    async holders(organisationId: string, day: string): Promise<string[]> {
      const { items } = await school.national.call(audit.held, { params: { organisationId }, query: { day } });
      return items.map(({ person }) => person.id);
    },

    dayRecords: (client: TestClient, organisationId: string, day: string, only?: 'changes') =>
      client.reply(audit.dayRecords, { params: { organisationId, day }, query: only ? { only } : {} }),
  };
}

async function createSchool() {
  const national = await nationalAdmin();
  const [academy, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [auditor, otherAuditor] = await Promise.all([signedInAuditor(academy), signedInAuditor(other)]);
  const instructor = await signIn(academy.instructor.login);
  const courseId = await importCourse(instructor, smallBundle('Курс для аудиту', 'all'), academy.academyId);
  const { modules } = await instructor.call(courses.course, { params: { courseId } });
  return { national, academy, other, auditor, otherAuditor, courseId, lessonId: modules[0]!.lessons[0]!.id };
}

const signedInAuditor = async ({ academyId }: AcademyTree) =>
  signIn((await createPerson(academyId, ['auditor'])).login);
