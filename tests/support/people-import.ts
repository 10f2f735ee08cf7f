/** Imports of people in tests: files announced, put, checked, run – as the browser does it. */
import { createHash } from 'node:crypto';
import { jobs } from '#contracts/jobs.ts';
import type { ImportFile } from '#contracts/people-import.ts';
import { people } from '#contracts/people.ts';
import { newId, until, type TestClient } from './stack.ts';

export interface File {
  kind: ImportFile['kind'];
  text: string;
}
export interface Announced {
  jobId: string;
  body: { jobId: string; organisationId: string; files: ImportFile[] };
}

/** The body that announces these files. */
export function announcement(organisationId: string, files: readonly File[], jobId = newId('job')): Announced {
  const described = files.map(({ kind, text }) => ({
    kind,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
  }));
  return { jobId, body: { jobId, organisationId, files: described } };
}

/** Announces the files and puts them where the answer says. */
export async function upload(client: TestClient, organisationId: string, files: readonly File[]): Promise<string> {
  const { jobId, body } = announcement(organisationId, files);
  const { uploads } = await client.call(people.startPeopleImport, { body });
  for (const [index, { url, headers }] of uploads.entries()) {
    const answer = await fetch(url, { method: 'PUT', headers, body: files[index]!.text });
    if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  }
  return jobId;
}

/** The state of an import once nothing works on it. */
export const resting = (client: TestClient, jobId: string) =>
  until(
    () => client.call(people.peopleImport, { params: { jobId } }),
    ({ job }) => job.state !== 'running',
    60,
  );

/** Uploads and has checked: answers with preview or failure. */
export async function checked(client: TestClient, organisationId: string, files: readonly File[]) {
  const jobId = await upload(client, organisationId, files);
  await client.call(people.checkPeopleImport, { params: { jobId } });
  return { jobId, ...(await resting(client, jobId)) };
}

/** Confirms and waits for the end. */
export async function confirmed(client: TestClient, jobId: string, invite = false) {
  await client.call(people.runPeopleImport, { params: { jobId }, body: { invite } });
  return resting(client, jobId);
}

/** Lines of the report, each as its cells. */
export async function reportOf(client: TestClient, jobId: string): Promise<string[][]> {
  const { file } = await client.call(jobs.job, { params: { jobId } });
  if (!file) throw new Error('no report');
  const text = await (await fetch(file.url)).text();
  return text
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}
