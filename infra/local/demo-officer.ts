/**
 * The demo's second course, made with the tools of authors: written in four languages, released twice, adopted by another
 * academy between the two releases, which changed a word of its own and has the second release's corrections before it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adoption } from '#contracts/adoption.ts';
import { authoring } from '#contracts/authoring.ts';
import { hasEnded, type Localised } from '#contracts/common.ts';
import { jobs } from '#contracts/jobs.ts';
import { draftSharing } from '#contracts/sharing.ts';
import { Client } from './client.ts';
import { demoId, until } from './demo.ts';
import { correct, draftIn, lessonId, releaseDraft, writeDraft, type TextChange } from './demo-drafts.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

const folder = fileURLToPath(new URL('../../content/demo/community-officer/', import.meta.url));
const key = 'community-officer';
export const officerCourseId = demoId('course', key);
export const adoptedCourseId = demoId('course', `${key} adopted`);
const academy = demoId('organisation', 'naddniprianska');
const adopter = demoId('organisation', 'karpatska');

interface Corrections {
  note: Localised;
  changes: TextChange[];
  adopterChange: TextChange;
}

/** Goes on where it stopped: each step asks first whether it is done. */
export async function seedOfficerCourse(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const { note, changes, adopterChange } = JSON.parse(
    readFileSync(join(folder, 'corrections.json'), 'utf8'),
  ) as Corrections;
  const [author, reviewer] = await signIn(stack, 'instructor@kurs.example', 'reviewer@kurs.example');
  if (!(await isReleased(author!))) {
    await writeDraft(author!, folder, key, academy);
    await releaseDraft(author!, reviewer!, officerCourseId, { version: 1 });
  }
  await shareWithAll(author!);
  await adopt(stack, adopterChange);
  for (const change of changes)
    await correct(author!, { courseId: officerCourseId, lessonId: lessonId(key, change.lesson) }, change);
  await releaseDraft(author!, reviewer!, officerCourseId, { version: 2, whatChanged: note });
  say('course «Поліцейський офіцер громади: перші тижні», released twice, adopted, a correction waiting');
}

const signIn = (stack: LocalStack, ...logins: string[]): Promise<Client[]> =>
  Promise.all(logins.map((login) => new Client(stack.origin).signIn(login, demoPassword)));

async function isReleased(author: Client): Promise<boolean> {
  const { items } = await author.call(authoring.ownDrafts, { query: {} });
  return items.some(({ id, version }) => id === officerCourseId && version !== null);
}

async function shareWithAll(author: Client): Promise<void> {
  const params = { courseId: officerCourseId };
  const { with: now, revision } = await author.call(draftSharing.courseSharing, { params });
  if (now === 'all') return;
  await author.call(draftSharing.shareCourse, { params, body: { revision, with: 'all', organisationIds: [] } });
}

/** Another academy takes it over, says one thing its own way, and releases it for its learners. */
async function adopt(stack: LocalStack, change: TextChange): Promise<void> {
  const [author, reviewer] = await signIn(stack, 'vasyl.hutsuliak@kap.example', 'hanna.vainshtein@kap.example');
  const body = { id: adoptedCourseId, organisationId: adopter, from: officerCourseId, version: 1 };
  const { id: jobId } = await author!.call(adoption.adopt, { body });
  const job = await until(() => author!.call(jobs.job, { params: { jobId } }), hasEnded);
  if (job.state !== 'succeeded') throw new Error(`adoption: ${job.state} ${job.failure?.code ?? ''}`);
  const draft = await author!.call(authoring.draft, { params: { courseId: adoptedCourseId } });
  if (draft.version !== null) return;
  const wanted = titleOf(change.lesson);
  const lesson = draft.lessons.find(({ title }) => title.uk === wanted);
  if (lesson) await correct(author!, { courseId: adoptedCourseId, lessonId: lesson.id }, change);
  await releaseDraft(author!, reviewer!, adoptedCourseId, { version: 1 });
}

const titleOf = (lessonKey: string): string | undefined =>
  draftIn(folder)
    .modules.flatMap(({ lessons }) => lessons)
    .find(({ key: each }) => each === lessonKey)?.title.uk;
