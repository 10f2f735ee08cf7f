/** A child under the wrong parent: ids that exist, asked for where they do not belong. Whole rooms: permissions.test.ts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { jobs } from '#contracts/jobs.ts';
import { lectures } from '#contracts/lectures.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import type { InputOf } from '#contracts/request.ts';
import {
  captions,
  courseBundle,
  importCourse,
  newImport,
  png,
  sha256,
  smallBundle,
  withLecture,
} from '../support/bundle.ts';
import { detail, newcomer, outcome, setRoles } from '../support/people.ts';
import { announcement } from '../support/people-import.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  now,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { all, each } from './permissions/asked.ts';
import { emptyList, words } from './permissions/world.ts';

let [own, other]: AcademyTree[] = [];
/** the administrators of the two academies, the instructor of the first, and a learner there in both courses */
let [admin, stranger, author, learner]: TestClient[] = [];
/** one lesson, nothing else */
let plain: { courseId: string; lessonId: string };
/** with picture and lecture */
let rich: { courseId: string; lessonId: string; lectureId: string };
/** somebody who learns in both academies */
let shared: string;

beforeAll(async () => {
  [own, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [admin, stranger, author, learner] = await Promise.all(
    [own.admin, other.admin, own.instructor, own.learner].map(({ login }) => signIn(login)),
  );
  plain = await school(smallBundle());
  rich = await school(withLecture(courseBundle()));
  for (const { courseId } of [plain, rich]) await learner!.call(courses.enrol, { params: { courseId } });
  shared = (await createPerson(own!.academyId, ['learner'])).id;
  await setRoles(await nationalAdmin(), shared, other!.academyId, ['learner']);
  const look = () => author!.reply(lectures.lecture, { params: { lectureId: rich.lectureId } });
  await until(look, ({ body }) => body.state === 'ready');
}, 120_000);

async function school(bundle: ReturnType<typeof smallBundle>) {
  const courseId = await importCourse(author!, bundle, own!.academyId);
  const { modules } = await author!.call(courses.course, { params: { courseId } });
  const lesson = modules.at(-1)!.lessons.at(-1)!;
  return { courseId, lessonId: lesson.id, lectureId: lesson.lectures.uk ?? '' };
}

const ask = async <E extends Endpoint>(client: TestClient | undefined, endpoint: E, input: InputOf<E>) =>
  outcome(await client!.reply(endpoint, input));
describe('of a course one learns', () => {
  it('no lesson, picture or lecture is found under another course one learns, nor a lecture under another lesson', async () => {
    const crossed = { courseId: plain.courseId, lessonId: rich.lessonId };
    const misplaced = { ...rich, lessonId: plain.lessonId };
    const body = { positionSeconds: 1, spans: [[0, 1] as [number, number]] };
    const { lectureId } = rich;
    const asked = {
      lesson: ask(learner, courses.lesson, { params: crossed, query: {} }),
      picture: ask(learner, courses.picture, { params: { courseId: plain.courseId, sha256: sha256(png) } }),
      lecture: ask(learner, lectures.lecture, { params: { lectureId }, query: { courseId: plain.courseId } }),
      opened: ask(learner, progress.openLesson, { params: crossed }),
      read: ask(learner, progress.readLesson, { params: crossed }),
      watched: ask(learner, progress.watch, { params: { ...crossed, lectureId } }),
      reported: ask(learner, progress.reportWatch, { params: { ...crossed, lectureId }, body }),
      watchedInLesson: ask(learner, progress.watch, { params: misplaced }),
      reportedInLesson: ask(learner, progress.reportWatch, { params: misplaced, body }),
      reportedInCourse: ask(learner, progress.reportWatch, { params: { ...plain, lectureId }, body }),
    };
    expect(await all(asked)).toEqual(each(asked, 'notFound'));
  });

  it('media are closed to who holds a session alone', async () => {
    const { captions: listed } = await learner!.call(lectures.lecture, { params: { lectureId: rich.lectureId } });
    expect(listed).toHaveLength(1);
    const answer = await learner!.fetch(listed[0]!.url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain(captions.toString().split('\n')[3]);
  });

  it('neither course nor organisation can be another academy’s in a list of learners or its export', async () => {
    const order = (organisationId: string) => ({ jobId: newId('job'), organisationId, language: 'uk' as const, words });
    const params = { courseId: rich.courseId };
    const [mine, theirs] = [own!.academyId, other!.academyId];
    const teacher = await signIn(other!.instructor.login);
    const both = await all({
      theirLearners: ask(author, progress.learners, { params, query: { organisationId: theirs } }),
      theirExport: ask(author, progress.startExport, { params, body: order(theirs) }),
      ourCourse: ask(teacher, progress.learners, { params, query: { organisationId: theirs } }),
      ourCourseExported: ask(teacher, progress.startExport, { params, body: order(theirs) }),
    });
    expect(both).toEqual({
      theirLearners: 'notAllowed',
      theirExport: 'notAllowed',
      ourCourse: 'notFound',
      ourCourseExported: 'notFound',
    });
    expect(await ask(author, progress.learners, { params, query: { organisationId: mine } })).toBe(200);
  });
});

describe('of people', () => {
  it('nobody is put into another academy, nor taken out of it', async () => {
    const { id: personId } = await createPerson(own!.academyId, ['learner']);
    const [mine, theirs] = [own!.academyId, other!.academyId];
    const { revision } = await detail(admin!, shared);
    const memberships = [mine, theirs].map((organisationId) => ({ organisationId, roles: ['learner' as const] }));
    const set = (organisationId: string, id: string, roles: 'learner'[], on: number) =>
      ask(admin, people.setRoles, { params: { personId: id, organisationId }, body: { roles, revision: on } });
    const move = (id: string, from: string, to: string, on: number) =>
      ask(admin, people.movePerson, { params: { personId: id }, body: { from, to, revision: on } });
    const asked = {
      given: set(theirs, personId, ['learner'], 0),
      taken: set(theirs, shared, [], revision),
      same: set(theirs, shared, ['learner'], revision),
      moved: move(personId, mine, theirs, 0),
      fetched: move(shared, theirs, mine, revision),
      created: ask(admin, people.createPerson, { body: { ...newcomer(mine), memberships } }),
      imported: ask(admin, people.startPeopleImport, { body: announcement(theirs, emptyList).body }),
    };
    expect(await all(asked)).toEqual(each(asked, 'notAllowed'));
    expect((await detail(await nationalAdmin(), shared)).revision).toBe(revision);
  });

  it('nobody is merged with somebody of another academy', async () => {
    const { id: kept } = await createPerson(own!.academyId, ['learner']);
    const merge = (personId: string, duplicateId: string) => ({
      preview: ask(admin, people.previewMerge, { params: { personId }, query: { duplicateId } }),
      merged: ask(admin, people.mergePeople, {
        params: { personId },
        body: { duplicateId, revision: 0, duplicateRevision: 0 },
      }),
    });
    const none = { preview: 'notFound', merged: 'notFound' };
    expect(await all(merge(kept, other!.learner.id))).toEqual(none);
    expect(await all(merge(other!.learner.id, kept))).toEqual(none);
    // in sight by what they learn here, but not this administrator's alone
    expect(await all(merge(kept, shared))).toEqual({ preview: 'notAllowed', merged: 'notAllowed' });
  });

  it('who belongs to another academy as well is seen, and changed by who manages both', async () => {
    const { revision } = await detail(admin!, shared);
    const of = { params: { personId: shared } };
    const asked = {
      renamed: ask(admin, people.changePerson, { ...of, body: { givenName: 'Інша', revision } }),
      disabled: ask(admin, people.setDisabled, { ...of, body: { disabled: true, revision } }),
      rebound: ask(admin, people.rebindAccount, { ...of, body: { login: 'elsewhere@kurs.test', revision } }),
      signedOut: ask(admin, people.signOutPerson, of),
      invited: ask(admin, people.invitePerson, of),
      account: ask(admin, people.personAccount, of),
      secondFactor: ask(admin, people.resetSecondFactor, of),
      erased: ask(admin, people.erasePerson, { ...of, body: { jobId: newId('job'), mode: 'erase', revision } }),
      exported: ask(admin, audit.startPersonExport, { ...of, body: { jobId: newId('job') } }),
    };
    expect(await all(asked)).toEqual(each(asked, 'notAllowed'));
  });

  it('an auditor of one’s academy is not for its administrator to change, nor to take away with all their data', async () => {
    const { id: personId } = await createPerson(own!.academyId, ['auditor']);
    const of = { params: { personId } };
    const asked = {
      renamed: ask(admin, people.changePerson, { ...of, body: { givenName: 'Інша', revision: 0 } }),
      disabled: ask(admin, people.setDisabled, { ...of, body: { disabled: true, revision: 0 } }),
      rebound: ask(admin, people.rebindAccount, { ...of, body: { login: 'elsewhere@kurs.test', revision: 0 } }),
      signedOut: ask(admin, people.signOutPerson, of),
      exported: ask(admin, audit.startPersonExport, { ...of, body: { jobId: newId('job') } }),
    };
    expect(await all(asked)).toEqual(each(asked, 'notAllowed'));
  });
});

describe('of organisations', () => {
  it('a logo is not found under another one', async () => {
    const body = { png: png.toString('base64'), revision: 0 };
    const params = { organisationId: own!.academyId };
    const { logo = '' } = await admin!.call(organisations.setLogo, { params, body });
    const at = (organisationId: string) => ask(admin, organisations.logo, { params: { organisationId, logo: logo! } });
    expect([await at(own!.academyId), await at(own!.unitId), await at(other!.academyId)]).toEqual([
      200,
      'notFound',
      'notFound',
    ]);
  });
});

describe('of jobs', () => {
  let begun: { courseImport: string; peopleImport: string; learnersExport: string };
  const order = () => ({ jobId: newId('job'), organisationId: own!.academyId, language: 'uk' as const, words });
  beforeAll(async () => {
    const [ids, exported] = [newImport(own!.academyId), order()];
    const { jobId: peopleImport, body } = announcement(own!.academyId, emptyList);
    // all of one person, so that only the kind is wrong
    await admin!.call(courses.startImport, { body: { ...ids, bundle: smallBundle().bundle } });
    await admin!.call(people.startPeopleImport, { body });
    await admin!.call(progress.startExport, { params: { courseId: plain.courseId }, body: exported });
    begun = { courseImport: ids.jobId, peopleImport, learnersExport: exported.jobId };
  });

  it('none is taken for one of another kind', async () => {
    const of = (jobId: string) => ({ params: { jobId } });
    const { courseImport, peopleImport, learnersExport } = begun;
    const asked = {
      seen: ask(admin, courses.importJob, of(peopleImport)),
      run: ask(admin, courses.runImport, of(learnersExport)),
      exported: ask(admin, progress.exportJob, of(courseImport)),
      people: ask(admin, people.peopleImport, of(courseImport)),
      checked: ask(admin, people.checkPeopleImport, of(courseImport)),
      confirmed: ask(admin, people.runPeopleImport, { ...of(learnersExport), body: { invite: false } }),
    };
    expect(await all(asked)).toEqual(each(asked, 'notFound'));
  });

  it('an id that stands for somebody else’s, or for another thing, is taken', async () => {
    const { jobId: peopleJob, body: list } = announcement(own!.academyId, emptyList, begun.courseImport);
    const { bundle } = smallBundle();
    const day = academyDay(await now());
    const question = { view: 'day' as const, organisationId: own!.academyId, day };
    const { courseId } = plain;
    const jobId = begun.peopleImport;
    const asked = {
      people: ask(admin, people.startPeopleImport, { body: list }),
      course: ask(admin, courses.startImport, { body: { ...newImport(own!.academyId), jobId, bundle } }),
      learners: ask(admin, progress.startExport, { params: { courseId }, body: { ...order(), jobId } }),
      records: ask(admin, audit.startRecordsExport, {
        body: { jobId, question, language: 'uk', columns: {}, types: {} },
      }),
      person: ask(admin, audit.startPersonExport, { params: { personId: own!.learner.id }, body: { jobId } }),
      own: ask(stranger, audit.startOwnExport, { body: { jobId } }),
      erasure: ask(admin, people.erasePerson, {
        params: { personId: (await createPerson(own!.academyId, ['learner'])).id },
        body: { jobId: peopleJob, mode: 'erase', revision: 0 },
      }),
      // the course's id, from an academy that has not made it
      version: ask(stranger, courses.startImport, { body: { ...newImport(other!.academyId, courseId), bundle } }),
    };
    expect(await all(asked)).toEqual(each(asked, 'idTaken'));
  });

  it('the file is its owner’s: a colleague who sees the job gets no link to it', async () => {
    const colleague = await signIn((await createPerson(own!.academyId, ['academyAdmin'])).login);
    const input = { params: { jobId: begun.learnersExport } };
    const done = await until(
      () => admin!.call(jobs.job, input),
      ({ state }) => state === 'succeeded',
    );
    expect(done.file?.url).toContain('exports/');
    const seen = await colleague.call(jobs.job, input);
    expect([seen.file, JSON.stringify(seen).includes('exports/')]).toEqual([null, false]);
    const params = { organisationId: own!.academyId };
    const { items } = await colleague.call(jobs.organisationJobs, { params, query: {} });
    const listed = items.find(({ id }) => id === begun.learnersExport);
    expect(listed).toMatchObject({ state: 'succeeded', file: null });
    expect(JSON.stringify(items)).not.toContain('exports/');
    expect(await ask(stranger, jobs.job, input)).toBe('notFound');
  });

  it('is ended by who sees it, and by nobody else', async () => {
    const colleague = await signIn((await createPerson(own!.academyId, ['instructor'])).login);
    const input = { params: { jobId: begun.courseImport } };
    for (const client of [stranger, colleague, learner])
      expect(await ask(client, jobs.cancelJob, input)).toBe('notFound');
    expect((await admin!.call(jobs.job, input)).state).toBe('waiting');
  });
});
