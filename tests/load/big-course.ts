/** A course as large as they come, made as authors make it: through the API. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { authoring } from '#contracts/authoring.ts';
import { changesMax, type BlockChange } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { reviews } from '#contracts/reviews.ts';
import type { Client } from '../../infra/local/client.ts';
import { demoId } from '../../infra/local/demo.ts';

export const lessonsTotal = 60;
const lessonsPerModule = 10;
const blocksPerLesson = 12;
const languages = ['uk', 'en'] as const satisfies Language[];

export interface BigCourse {
  courseId: string;
  /** of each lesson in order */
  lessons: { lessonId: string; blockIds: string[] }[];
}

/** Ids are derived: the same course in every run. */
const idOf = (kind: 'course' | 'module' | 'lesson' | 'block' | 'review', key: string) => demoId(kind, `bench ${key}`);

const inAll = (text: string) => ({ uk: `${text} українською`, en: `${text} in English` });

/** About 600 characters, as a paragraph of a lesson has. */
export const paragraph = (key: string) =>
  `${key}. ${'Поліцейський звертається до особи ввічливо, називає себе та пояснює причину. '.repeat(8)}`;

/** Writes a course of 60 lessons with 12 blocks in two languages each. */
export async function writeBigCourse(author: Client, organisationId: string): Promise<BigCourse> {
  const courseId = idOf('course', 'big');
  const body = { id: courseId, organisationId, title: inAll('Великий курс'), languages: [...languages] };
  const { revision } = await author.call(authoring.createDraft, { body });
  const about = { revision, summary: inAll('Про що курс'), outcomes: [inAll('Знає право')] };
  await author.call(authoring.changeDraft, { params: { courseId }, body: about });
  const lessons: BigCourse['lessons'] = [];
  const places = generateNKeysBetween(null, null, lessonsTotal);
  for (const [index, place] of places.entries()) {
    const moduleId = idOf('module', `${Math.floor(index / lessonsPerModule)}`);
    if (index % lessonsPerModule === 0)
      await author.call(draftOutline.putModule, {
        params: { courseId, moduleId },
        body: { title: inAll(`Модуль ${index / lessonsPerModule + 1}`), place, revision: null },
      });
    lessons.push(await writeLesson(author, { courseId, moduleId, place, number: index + 1 }));
  }
  return { courseId, lessons };
}

async function writeLesson(
  author: Client,
  { courseId, moduleId, place, number }: { courseId: string; moduleId: string; place: string; number: number },
) {
  const lessonId = idOf('lesson', `${number}`);
  await author.call(draftOutline.addLesson, {
    params: { courseId },
    body: { id: lessonId, moduleId, place, title: inAll(`Заняття ${number}`), minutes: 20, copyOf: null },
  });
  const blockIds = Array.from({ length: blocksPerLesson }, (_, index) => idOf('block', `${number} ${index}`));
  let last: string | null = null;
  const changes = blockIds.flatMap((blockId, index): BlockChange[] => {
    last = generateKeyBetween(last, null);
    return [
      { op: 'add', blockId, kind: 'text', ref: null, place: last },
      ...languages.map((language, at): BlockChange => ({
        ...{ op: 'write', blockId, language, base: 0, text: paragraph(`${number}.${index} ${language}`), alt: null },
        sourceRevision: at ? 1 : null,
      })),
    ];
  });
  for (let start = 0; start < changes.length; start += changesMax)
    await author.call(draftBlocks.saveBlocks, {
      params: { courseId, lessonId },
      body: { changes: changes.slice(start, start + changesMax) },
    });
  return { lessonId, blockIds };
}

/** Submits the course and waits until reviewers can begin. */
export async function submitForReview(author: Client, courseId: string, turn: number): Promise<string> {
  const id = idOf('review', `${courseId} ${turn}`);
  const body = { id, languages: [...languages], note: null, dueAt: null };
  await author.call(reviews.submit, { params: { courseId }, body });
  await reviewIs(author, courseId, id, 'open');
  return id;
}

/** Approves every part and waits until learners have it. */
export async function approveAll(reviewer: Client, courseId: string, reviewId: string): Promise<void> {
  const params = { courseId, reviewId };
  const { parts } = await reviewer.call(reviews.review, { params });
  for (const { part } of parts)
    await reviewer.call(reviews.decide, { params, body: { part, decision: 'approve', note: null } });
  await reviewIs(reviewer, courseId, reviewId, 'released');
}

async function reviewIs(client: Client, courseId: string, reviewId: string, wanted: string): Promise<void> {
  const until = Date.now() + 120_000;
  for (;;) {
    const { state } = await client.call(reviews.review, { params: { courseId, reviewId } });
    if (state === wanted) return;
    if (Date.now() > until || state === 'withdrawn') throw new Error(`the review is ${state}, not ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
