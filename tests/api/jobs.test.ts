import { beforeAll, describe, expect, it } from 'vitest';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { progress, exportColumns, learnerStatuses } from '#contracts/progress.ts';
import { importBundle, newImport, smallBundle } from '../support/bundle.ts';
import { release, serviceReviewer } from '../support/reviews.ts';
import { announcement, checked } from '../support/people-import.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  now,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';

const hour = 3600 * 1000;
let tree: AcademyTree;
let other: AcademyTree;
let admin: TestClient;
let instructor: TestClient;
let courseId: string;
let importJob: string;
let reviewId: string;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [admin, instructor] = await Promise.all([signIn(tree.admin.login), signIn(tree.instructor.login)]);
  const ids = newImport(tree.academyId);
  ({ courseId, jobId: importJob } = ids);
  const { result } = await importBundle(instructor, smallBundle(), ids);
  reviewId = result!['reviewId']!;
  await release(await serviceReviewer(), { courseId, reviewId });
});

const one = (client: TestClient, jobId: string) => client.reply(jobs.job, { params: { jobId } });
const own = async (client: TestClient) => (await client.call(jobs.ownJobs, { query: {} })).items;
const announced = () =>
  announcement(tree.academyId, [{ kind: 'people', text: 'Прізвище;Ім’я;email\nК;О;o@kurs.test' }]);
const waiting = async (client: TestClient) => {
  const { jobId, body } = announced();
  await client.call(people.startPeopleImport, { body });
  return jobId;
};
const exported = async (client: TestClient) => {
  const jobId = newId('job');
  const words = {
    columns: Object.fromEntries(exportColumns.map((column) => [column, column])),
    statuses: Object.fromEntries(learnerStatuses.map((status) => [status, status])),
  } as never;
  const body = { jobId, organisationId: tree.academyId, language: 'uk' as const, words };
  await client.call(progress.startExport, { params: { courseId }, body });
  await settled();
  return jobId;
};

describe('jobs', () => {
  it('are listed for who started them, latest first, with what they made', async () => {
    const jobId = await exported(instructor);
    const listed = await own(instructor);
    expect(listed.map(({ id }) => id)).toEqual([jobId, importJob]);
    expect(listed[1]).toMatchObject({
      kind: 'courseImport',
      state: 'succeeded',
      result: { courseId, reviewId },
      owner: { id: tree.instructor.id, givenName: 'Проба' },
      organisation: { id: tree.academyId },
      file: null,
      mayCancel: false,
    });
  });
  it('of an organisation are listed for its administrators, and those above', async () => {
    const input = { params: { organisationId: tree.academyId }, query: {} };
    for (const client of [admin, await nationalAdmin()])
      expect((await client.call(jobs.organisationJobs, input)).items.map(({ id }) => id)).toContain(importJob);
    for (const login of [tree.instructor.login, other.admin.login])
      expect((await (await signIn(login)).reply(jobs.organisationJobs, input)).status).toBe(403);
  });
  it('come in pages', async () => {
    const busy = await signIn((await createPerson(tree.academyId, ['academyAdmin'])).login);
    // slower than imports may be started
    const begun = await now();
    for (let at = 0; at < 27; at += 1)
      await replyAt(busy, begun + at * 6_000, people.startPeopleImport, { body: announced().body });
    const first = await busy.call(jobs.ownJobs, { query: {} });
    const second = await busy.call(jobs.ownJobs, { query: { cursor: first.next! } });
    expect([first.items.length, second.items.length, second.next]).toEqual([25, 2, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(27);
  });
  it('are seen by owner and administrators, and do not exist for others', async () => {
    expect((await one(admin, importJob)).body.id).toBe(importJob);
    for (const login of [tree.learner.login, other.admin.login])
      expect((await one(await signIn(login), importJob)).status).toBe(404);
    expect((await one(admin, newId('job'))).status).toBe(404);
  });
});

describe('the file of a job', () => {
  it('is its owner’s alone', async () => {
    const jobId = await exported(instructor);
    const { file } = (await one(instructor, jobId)).body;
    expect(file?.name).toBe('kurs-learners.csv');
    expect((await fetch(file!.url)).status).toBe(200);
    expect((await one(admin, jobId)).body.file).toBeNull();
  });
  it('is given while its owner may still see what is in it', async () => {
    const teacher = await createPerson(tree.academyId, ['instructor']);
    const client = await signIn(teacher.login);
    const jobId = await exported(client);
    const params = { personId: teacher.id, organisationId: tree.academyId };
    const { revision } = await admin.call(people.person, { params });
    await admin.call(people.setRoles, { params, body: { roles: ['learner'], revision } });
    expect((await one(client, jobId)).body).toMatchObject({ state: 'succeeded', file: null });
  });
  it('is given for a day', async () => {
    const jobId = await exported(instructor);
    const at = async (hours: number) =>
      (await replyAt(instructor, (await now()) + hours * hour, jobs.job, { params: { jobId } })).body;
    // in steps that keep the session alive
    expect((await at(11)).file).not.toBeNull();
    expect((await at(22)).file).not.toBeNull();
    expect(await at(25)).toMatchObject({ state: 'succeeded', file: null });
  });
});

describe('a job is cancelled', () => {
  const cancel = (client: TestClient, jobId: string) => client.reply(jobs.cancelJob, { params: { jobId } });

  it('by its owner, once', async () => {
    const jobId = await waiting(admin);
    expect((await cancel(admin, jobId)).body).toMatchObject({ state: 'cancelled', mayCancel: false });
    expect((await cancel(admin, jobId)).status).toBe(200);
    const refused = await admin.reply(people.checkPeopleImport, { params: { jobId } });
    expect(refused.body.error.code).toBe('importNotWaiting');
  });
  it('while it asks: nothing is written', async () => {
    const text = `Прізвище;Ім’я;email\nК;О;${newId('person').toLowerCase().replace('_', '.')}@kurs.test`;
    const { jobId, job } = await checked(admin, tree.academyId, [{ kind: 'people', text }]);
    expect(job.state).toBe('asking');
    expect((await cancel(admin, jobId)).body).toMatchObject({ state: 'cancelled', file: null });
  });
  it('by an administrator of its organisation, and nobody else', async () => {
    const jobId = await waiting(admin);
    expect((await cancel(await signIn(other.admin.login), jobId)).status).toBe(404);
    expect((await cancel(await nationalAdmin(), jobId)).body.state).toBe('cancelled');
  });
  it('not after its end', async () => {
    expect((await cancel(instructor, importJob)).body.error.code).toBe('jobEnded');
  });
});
