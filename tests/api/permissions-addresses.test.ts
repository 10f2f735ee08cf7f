/** Addresses signed for S3 – of an upload, of an export – do what they were signed for and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { announcement } from '../support/people-import.ts';
import { createAcademyTree, newId, signIn, until, type TestClient } from '../support/stack.ts';
import { all, each } from './permissions/asked.ts';
import { emptyList, words } from './permissions/world.ts';

let academyId: string;
let admin: TestClient;
let courseId: string;
beforeAll(async () => {
  const tree = await createAcademyTree();
  academyId = tree.academyId;
  admin = await signIn(tree.admin.login);
  courseId = await importCourse(admin, smallBundle(), academyId);
});

/** Status of the answer. */
async function ask(url: string, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(url, init);
  await answer.arrayBuffer();
  return answer.status;
}

describe('a signed address', () => {
  it('of an upload takes the announced bytes under their key, and does nothing else', async () => {
    const { jobId, body } = announcement(academyId, emptyList);
    const { uploads } = await admin.call(people.startPeopleImport, { body });
    const { url, headers, sha256: hash } = uploads[0]!;
    const text = emptyList[0]!.text;
    const asIs = { method: 'PUT', headers, body: text };
    const asked = {
      anotherJob: ask(url.replace(jobId, newId('job')), asIs),
      anotherFile: ask(url.replace(hash, '0'.repeat(64)), asIs),
      content: ask(url.replace(`incoming/${jobId}`, 'sha256'), asIs),
      export: ask(url.replace(`incoming/${jobId}`, 'exports'), asIs),
      read: ask(url, { headers }),
      removed: ask(url, { method: 'DELETE', headers }),
      longer: ask(url.replace('X-Amz-Expires=3600', 'X-Amz-Expires=604800'), asIs),
      unsigned: ask(url.split('?')[0]!, asIs),
      page: ask(url, { ...asIs, headers: { ...headers, 'content-type': 'text/html' } }),
    };
    expect(await all(asked)).toEqual(each(asked, 403));
    const otherBytes = { ...asIs, body: text.toUpperCase() };
    for (const init of [otherBytes, { method: 'PUT', body: text }])
      expect(await ask(url, init)).toBeGreaterThanOrEqual(400);
    expect(await ask(url, asIs)).toBe(200);
  });

  it('of an export gives its file, and no other', async () => {
    const exported = async () => {
      const body = { jobId: newId('job'), organisationId: academyId, language: 'uk' as const, words };
      await admin.call(progress.startExport, { params: { courseId }, body });
      const ended = () => admin.call(jobs.job, { params: { jobId: body.jobId } });
      return { jobId: body.jobId, url: (await until(ended, ({ file }) => file !== null)).file!.url };
    };
    const [one, two] = [await exported(), await exported()];
    const asked = {
      anotherJob: ask(one.url.replace(one.jobId, two.jobId)),
      inline: ask(one.url.replace('attachment', 'inline')),
      upload: ask(one.url, { method: 'PUT', body: 'x' }),
      removed: ask(one.url, { method: 'DELETE' }),
      unsigned: ask(one.url.split('?')[0]!),
    };
    expect(await all(asked)).toEqual(each(asked, 403));
    expect(await ask(one.url)).toBe(200);
  });
});
