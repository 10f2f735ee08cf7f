/** Endpoints of a lesson's blocks: the lesson as it is written, its history, its pictures. */
import type { LessonDraft } from '#contracts/blocks.ts';
import type { draftBlocks as contract } from '#contracts/draft-blocks.ts';
import { AppError } from '#contracts/errors.ts';
import { pictureFor } from '../media/media.reads.ts';
import { content } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo } from './access.ops.ts';
import { inOrder } from './block-room.ts';
import { presentBlock, writersOf } from './block.ts';
import { blocksOfLesson, isUsed } from './blocks.store.ts';
import { presentLesson } from './draft-view.ops.ts';
import { historyPage } from './history.store.ts';
import { namesOf } from './names.ops.ts';
import { inBin } from './outline.ts';
import { lesson as lessonOf } from './outline.store.ts';
import { accessToReviews } from './review-access.ops.ts';
import { saveBlocks } from './save-blocks.ops.ts';
import { lessonPicture } from './text-pictures.ops.ts';
import { mayChange } from './team.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const blockHandlers: Pick<
  Handlers<typeof contract>,
  'lessonDraft' | 'saveBlocks' | 'history' | 'draftPicture' | 'lessonPicture'
> = {
  lessonDraft,
  saveBlocks,
  history,
  draftPicture,
  lessonPicture,
};

async function lessonDraft(ctx: Context, { params }: Of<'lessonDraft'>): Promise<LessonDraft> {
  const { courseId, lessonId } = params;
  const [access, lesson] = await Promise.all([accessTo(ctx, courseId), lessonOf(courseId, lessonId)]);
  if (!lesson || inBin(lesson)) throw new AppError('notFound');
  const blocks = inOrder(await blocksOfLesson(courseId, lessonId));
  const nameOf = await namesOf(writersOf(blocks));
  return {
    courseId,
    lesson: presentLesson(lesson, access.draft.languages[0]!),
    languages: access.draft.languages,
    blocks: blocks.map((block) => presentBlock(block, nameOf)),
    pictures: lesson.pictures ?? {},
    mayChange: mayChange(access, access.draft.archived),
  };
}

async function history(ctx: Context, { params, query }: Of<'history'>) {
  const { courseId, lessonId } = params;
  const [, lesson] = await Promise.all([accessTo(ctx, courseId), lessonOf(courseId, lessonId)]);
  if (!lesson) throw new AppError('notFound');
  const scope = `history ${courseId} ${lessonId} ${ctx.person.id}`;
  const { items, lastKey } = await historyPage(courseId, lessonId, await openCursor(query.cursor, scope, ctx.now));
  const nameOf = await namesOf(items.map(({ by }) => by));
  const shown = items.map(({ id, blockId, kind, language = null, text = null, by, at }) => ({
    ...{ id, blockId, kind, language, text },
    by: nameOf(by),
    at,
  }));
  return { items: shown, next: await sealCursor(lastKey, scope, ctx.now) };
}

/** Bytes of what the draft uses, for its team and for those who review it; never of what it only names. */
async function draftPicture(ctx: Context, { params, query }: Of<'draftPicture'>): Promise<Response> {
  const { courseId, mediaId } = params;
  await accessToReviews(ctx, courseId);
  if (!(await isUsed(courseId, mediaId))) throw new AppError('notFound');
  const picture = await pictureFor(mediaId, query.width === undefined ? undefined : Number(query.width));
  if (!picture) throw new AppError('notFound');
  return new Response((await content(picture.sha256)) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': picture.type,
      // the same address may show a sharper one later, and the right to see it may end
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}
