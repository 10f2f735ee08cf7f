/** A small course as a bundle: two modules, three lessons, a lecture of six seconds; and its way in. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Bundle, BundleFileType } from '#contracts/bundle.ts';
import type { Job } from '#contracts/common.ts';
import { courses } from '#contracts/courses.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { Client } from '../../infra/local/client.ts';
import { release, serviceReviewer } from './reviews.ts';
import { newId, until } from './stack.ts';

export interface TestBundle {
  bundle: Bundle;
  /** path → what is uploaded */
  bytes: Record<string, Buffer<ArrayBuffer>>;
}

export const clip = readFileSync(new URL('clip.mp4', import.meta.url));
export const captions = readFileSync(new URL('clip.uk.vtt', import.meta.url));
/** 1 × 1 pixel */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Adds a file to a bundle, or puts other bytes in its place; the manifest follows. */
export function setFile(to: TestBundle, path: string, type: BundleFileType, data: string | Uint8Array): void {
  const bytes = Buffer.from(data);
  to.bundle.files = to.bundle.files.filter((file) => file.path !== path);
  to.bundle.files.push({ path, type, bytes: bytes.byteLength, sha256: sha256(bytes) });
  to.bytes[path] = bytes;
}

/** One lesson, one text. */
export function smallBundle(title = 'Мале', audience: Bundle['audience'] = 'own'): TestBundle {
  const lesson = { key: 'only', title: { uk: 'Єдине заняття' }, minutes: 5, text: { uk: 'only.uk.md' } };
  const made: TestBundle = {
    bundle: {
      format: 'kurs-bundle/1',
      languages: ['uk'],
      title: { uk: title },
      summary: { uk: 'Курс із одного заняття' },
      outcomes: [],
      topics: [],
      audience,
      modules: [{ key: 'first', title: { uk: 'Модуль' }, lessons: [lesson] }],
      lectures: [],
      files: [],
    },
    bytes: {},
  };
  setFile(made, 'only.uk.md', 'text/markdown', `# ${title}\n`);
  return made;
}

/** Two modules, three lessons (`law`, `duty`, `talk`), a picture; titles in four languages. */
export function courseBundle(audience: Bundle['audience'] = 'own', title = 'Права людини'): TestBundle {
  const named = (uk: string, en: string) => ({ uk, ru: `${uk} (ru)`, kk: `${uk} (kk)`, en });
  const made = smallBundle(title, audience);
  made.bytes = {};
  Object.assign(made.bundle, {
    languages: ['uk', 'en'],
    title: named(title, `${title} (en)`),
    summary: named('Про що курс', 'What the course is about'),
    outcomes: [named('Знає право', 'Knows the law')],
    topics: ['rights'],
    modules: [
      {
        key: 'basics',
        title: named('Основи', 'Basics'),
        lessons: [
          { key: 'law', title: named('Право', 'Law'), minutes: 10, text: { uk: 'law/uk.md', en: 'law/en.md' } },
          { key: 'duty', title: named('Обовʼязок', 'Duty'), minutes: 5, text: { uk: 'duty/uk.md' } },
        ],
      },
      {
        key: 'practice',
        title: named('Практика', 'Practice'),
        lessons: [{ key: 'talk', title: named('Розмова', 'Talk'), minutes: 7, text: { uk: 'talk/uk.md' } }],
      },
    ],
    files: [],
  } satisfies Partial<Bundle>);
  setFile(made, 'law/uk.md', 'text/markdown', '# Право\n\n![Схема](law/scheme.png)\n');
  setFile(made, 'law/en.md', 'text/markdown', '# Law\n\n![Scheme](law/scheme.png)\n');
  setFile(made, 'duty/uk.md', 'text/markdown', '# Обовʼязок\n\n| а | б |\n|---|---|\n| 1 | 2 |\n');
  setFile(made, 'talk/uk.md', 'text/markdown', '# Розмова\n');
  setFile(made, 'law/scheme.png', 'image/png', png);
  return made;
}

/** Adds the lecture to the lesson `talk`. The length is what the manifest declares: rules count by it. */
export function withLecture(to: TestBundle, { durationSeconds = 6, film = clip as Uint8Array } = {}): TestBundle {
  const title = { uk: 'Лекція', en: 'Lecture' };
  const [file, uk] = ['talk/clip.mp4', 'talk/clip.uk.vtt'];
  to.bundle.lectures.push({ key: 'clip', language: 'uk', title, durationSeconds, file, captions: { uk } });
  to.bundle.modules.at(-1)!.lessons.at(-1)!.lecture = { uk: 'clip' };
  setFile(to, file, 'video/mp4', film);
  setFile(to, uk, 'text/vtt', captions);
  return to;
}

type Uploads = OutputOf<typeof courses.startImport>['uploads'];
export interface Import {
  jobId: string;
  courseId: string;
  organisationId: string;
}

export const newImport = (organisationId: string, courseId = newId('course')): Import => ({
  jobId: newId('job'),
  courseId,
  organisationId,
});

/** Puts the files where the server said; answers the status of each. */
export async function upload(uploads: Uploads, bytes: TestBundle['bytes']): Promise<number[]> {
  const put = async ({ path, url, headers }: Uploads[number]) => {
    const answer = await fetch(url, { method: 'PUT', headers, body: bytes[path] ?? '' });
    await answer.arrayBuffer();
    return answer.status;
  };
  return Promise.all(uploads.map(put));
}

/** Asks for the import to run and waits for its end, good or bad. */
export async function run(client: Client, jobId: string): Promise<Job> {
  await client.call(courses.runImport, { params: { jobId } });
  const ask = () => client.call(courses.importJob, { params: { jobId } });
  return until(ask, (job) => job.state !== 'running' && job.state !== 'waiting');
}

/** The whole way in: announce, put the files, run; answers the ended job. */
export async function importBundle(client: Client, from: TestBundle, ids: Import): Promise<Job> {
  const { uploads } = await client.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
  await upload(uploads, from.bytes);
  return run(client, ids.jobId);
}

/**
 * Brings a course in, lets a reviewer (the service's unless said) approve it, and answers its id once it is released; throws where that
 * does not come about. What is released already is nothing new: nobody is asked.
 */
export async function importCourse(
  client: Client,
  from: TestBundle,
  organisationId: string,
  courseId?: string,
  reviewer?: Client,
) {
  const ids = newImport(organisationId, courseId);
  const job = await importBundle(client, from, ids);
  if (job.state !== 'succeeded') throw new Error(`import ${job.state}: ${JSON.stringify(job.failure)}`);
  const reviewId = job.result?.['reviewId'];
  if (reviewId) await release(reviewer ?? (await serviceReviewer()), { courseId: ids.courseId, reviewId });
  return ids.courseId;
}
