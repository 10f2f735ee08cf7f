/** Endpoints for translators: how far each lesson is, and what a source said before. */
import { AppError } from '#contracts/errors.ts';
import type { translation as contract } from '#contracts/translation.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo } from './access.ops.ts';
import { blocksOfCourse } from './blocks.store.ts';
import { formerSourceAt } from './former-sources.store.ts';
import { inBin, ordered } from './outline.ts';
import { lesson as lessonOf, outlineItems } from './outline.store.ts';
import { progressIn } from './translation.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const translationHandlers: Handlers<typeof contract> = { translationProgress, formerSource };

async function translationProgress(ctx: Context, { params }: Of<'translationProgress'>) {
  const { courseId } = params;
  const [{ draft }, outline, blocks] = await Promise.all([
    accessTo(ctx, courseId),
    outlineItems(courseId),
    blocksOfCourse(courseId),
  ]);
  const byLesson = Map.groupBy(blocks, ({ lessonId }) => lessonId);
  const items = ordered(outline).lessons.map(({ id }) => ({
    lessonId: id,
    languages: progressIn(byLesson.get(id) ?? [], draft.languages),
  }));
  return { items };
}

async function formerSource(ctx: Context, { params }: Of<'formerSource'>) {
  const { courseId, lessonId, blockId, revision } = params;
  const [, lesson, former] = await Promise.all([
    accessTo(ctx, courseId),
    lessonOf(courseId, lessonId),
    formerSourceAt({ courseId, lessonId, blockId, revision: Number(revision) }),
  ]);
  if (!lesson || inBin(lesson) || !former) throw new AppError('notFound');
  return { text: former.text, alt: former.alt ?? null };
}
