/** Tests that imported texts lead to: those that the course may have here go on, of others the words stay. */
import { quizzesNamed, withQuizzesOf } from '#contracts/quiz-link.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { lessonsOf, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import { contentText, putContent } from '../platform/blobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { quizzesFor } from './course-quizzes.ops.ts';
import { draft as draftNow } from './drafts.store.ts';
import { frozenBlocks } from './manifest-lesson.ops.ts';

const atOnce = 8;

export interface Linked {
  candidate: Manifest;
  /** tests that the texts lead to no more */
  leftOut: string[];
}

/** The candidate with the tests it may have, each in the version that learners will sit; safe to run again. */
export async function linkedQuizzes(candidate: Manifest): Promise<Linked> {
  const { courseId, organisationId } = candidate;
  const lessons = await inParallel(lessonsOf(candidate), atOnce, async (lesson) => ({
    lesson,
    named: quizzesNamed(await wordsOf(lesson)),
  }));
  const ids = [...new Set(lessons.flatMap(({ named }) => named))];
  if (!ids.length) return { candidate, leftOut: [] };
  const origin = (await draftNow(courseId))?.origin;
  const known = await quizzesFor({ id: courseId, organisationId, ...(origin ? { origin } : {}) }, ids);
  const isKnown = (id: string) => known.has(id);
  const linked = await inParallel(lessons, atOnce, async ({ lesson, named }) => {
    const quizzes = named.flatMap((quizId) => {
      const version = known.get(quizId)?.version;
      return version === undefined ? [] : [{ quizId, version }];
    });
    const said = named.every(isKnown) ? lesson : await without(lesson, isKnown);
    return [lesson.id, { ...said, ...(quizzes.length ? { quizzes } : {}) }] as const;
  });
  const byId = new Map(linked);
  const modules = candidate.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map(({ id }) => byId.get(id)!),
  }));
  return { candidate: { ...candidate, modules }, leftOut: ids.filter((id) => !isKnown(id)) };
}

/** All that a lesson says, in whatever language. */
async function wordsOf({ blocks, text }: ManifestLesson): Promise<string> {
  const hashes = blocks === undefined ? Object.values(text) : [blocks];
  return (await Promise.all(hashes.map((hash) => contentText(hash)))).join('\n');
}

async function without(lesson: ManifestLesson, isKnown: (quizId: string) => boolean): Promise<ManifestLesson> {
  if (lesson.blocks !== undefined) {
    const blocks = (await frozenBlocks(lesson.blocks)).map((block) => withoutIn(block, isKnown));
    return { ...lesson, blocks: await putContent(JSON.stringify(blocks), 'application/json') };
  }
  const texts = await Promise.all(
    Object.entries(lesson.text).map(async ([language, hash]) => {
      const said = withQuizzesOf(await contentText(hash), isKnown);
      return [language, await putContent(said, 'text/markdown; charset=utf-8')] as const;
    }),
  );
  return { ...lesson, text: Object.fromEntries(texts) };
}

function withoutIn(block: FrozenBlock, isKnown: (quizId: string) => boolean): FrozenBlock {
  const texts = Object.entries(block.texts).map(([language, segment]) => [
    language,
    { ...segment!, text: withQuizzesOf(segment!.text, isKnown) },
  ]);
  return { ...block, texts: Object.fromEntries(texts) as FrozenBlock['texts'] };
}
