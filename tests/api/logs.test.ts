import { readFile } from 'node:fs/promises';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { exportColumns, progress, type ExportWords } from '#contracts/progress.ts';
import { importBundle, importCourse, newImport, setFile, smallBundle } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  nationalAdmin,
  originSecret,
  settled,
  signIn,
  TestClient,
  testPassword,
  until,
} from '../support/stack.ts';
import { callbackOf, reachForm, sendForm } from './browsing.ts';

/** What is planted, by where it went in; none of it may come out in a log. */
const planted = new Map<string, string>();
function plant(where: string, value = `PLANTED${ulid()}`): string {
  planted.set(where, value);
  return value;
}

/** Answers the log once it holds the line of this request. */
async function logWith(requestId: string): Promise<string> {
  return until(
    () => readFile(inject('logFile'), 'utf8'),
    (text) => text.includes(requestId),
  );
}

let log = '';
let lastRequest = '';

beforeAll(async () => {
  const tree = await createAcademyTree();
  const name = { givenName: plant('given name'), familyName: plant('family name') };
  const { login } = await createPerson(tree.academyId, ['instructor', 'learner'], name);
  plant('login', login);
  plant('password', testPassword);
  plant('origin secret', await originSecret());

  const client = new TestClient();
  const landed = await sendForm(client, await reachForm(client), login);
  const { url } = callbackOf(landed);
  plant('sign-in code', url.searchParams.get('code')!);
  plant('sign-in state', url.searchParams.get('state')!);
  for (const cookie of client.cookies()) plant(`cookie ${cookie.name}`, cookie.value.split('.').at(-1)!);

  const from = smallBundle(plant('course title'));
  setFile(from, 'only.uk.md', 'text/markdown', `# ${plant('lesson text')}\n`);
  const courseId = await importCourse(client, from, tree.academyId);
  const failing = smallBundle(plant('title of a course that fails'));
  setFile(failing, 'scheme.png', 'image/png', plant('bytes of a picture that is none'));
  await importBundle(client, failing, newImport(tree.academyId));
  await client.call(courses.enrol, { params: { courseId } });
  const words = Object.fromEntries(exportColumns.map((column) => [column, plant(`column ${column}`)]));
  const statuses = { notBegun: plant('status'), learning: 'б', completed: 'в' };
  const body = { jobId: newId('job'), organisationId: tree.academyId, language: 'uk' as const };
  const all = { columns: words as ExportWords['columns'], statuses };
  await client.call(progress.startExport, { params: { courseId }, body: { ...body, words: all } });
  await settled();
  const job = await client.call(progress.exportJob, { params: { jobId: body.jobId } });
  plant('signature of a link', new URL(job.result!.url!).searchParams.get('X-Amz-Signature')!);

  await refused(client, tree.academyId);
  lastRequest = (await client.reply(courses.course, { params: { courseId } })).headers.get('x-request-id')!;
  log = await logWith(lastRequest);
});

/** Requests that fail are the likeliest to be logged with what they carried. */
async function refused(client: TestClient, academyId: string): Promise<void> {
  const post = (path: string, body: unknown) =>
    client.fetch(path, {
      method: 'POST',
      headers: { 'x-kurs': '1', 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const admin = await nationalAdmin();
  await post('/api/identity/organisations', { name: plant('value refused for want of a right') });
  await post('/api/progress/courses/crs_1/exports', { words: { columns: { [plant('name of a field')]: 'x' } } });
  await post('/api/courses/imports', `{"${plant('body that is not JSON')}`);
  await client.fetch(`/api/courses/catalogue?cursor=${plant('cursor')}`);
  await client.fetch(`/api/courses/catalogue?${plant('name of a query')}=1`);
  await client.fetch(`/api/courses/crs_1?q=${plant('query')}`, { headers: { 'x-anything': plant('header') } });
  const headers = { 'x-kurs': '1', 'content-type': 'application/json' };
  const wrong = {
    id: newId('person'),
    login: plant('login that is none'),
    memberships: [{ organisationId: academyId }],
  };
  await admin.fetch('/api/identity/people', { method: 'POST', headers, body: JSON.stringify(wrong) });
  await admin.fetch('/api/identity/me', {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ [plant('unknown field')]: 1 }),
  });
  const stranger = new TestClient();
  await sendForm(stranger, await reachForm(stranger), plant('login nobody has'), plant('wrong password'));
  await signIn(planted.get('login')!);
}

describe('the logs', () => {
  it('tell of every request: which operation, how it ended, who to ask about it', () => {
    const lines = log.split('\n').filter((line) => line.includes(lastRequest));
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ message: 'answered', operation: 'course', status: 200, requestId: lastRequest }),
    );
    expect(log).toContain('"code":"cursorInvalid"');
  });

  it('hold no names, no texts, no tokens and nothing that a refused request carried', () => {
    const found = [...planted].filter(([, value]) => log.includes(value)).map(([where]) => where);
    expect(found).toEqual([]);
    expect(planted.size).toBeGreaterThan(30);
  });
});
