/** A new lesson in a draft: empty, or as a copy of one that the asker may read – in a draft of theirs, or in a released course. */
import type { Draft } from '#contracts/authoring.ts';
import type { draftOutline as contract } from '#contracts/draft-outline.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf, newestCourse, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { derivedId } from '../platform/ids.ts';
import { inParallel } from '../platform/parallel.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { blocksOfLesson, seedBlock, useMedia, type StoredBlock } from './blocks.store.ts';
import { copiedBlock, copiedFrozen, picturesIn, type CopyTo } from './lesson-copy.ts';
import { behind, titledAnew } from './made-from.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import * as rules from './outline.ts';
import { between, changeOutline, withLesson, type Present } from './outline-change.ops.ts';
import { lesson as lessonOf, lessonDelete, lessonPuts, type StoredLesson } from './outline.store.ts';

type Of = Input<(typeof contract)['addLesson']>;
/** What comes along with a copy beside its blocks. */
type Extras = Pick<StoredLesson, 'lectures'> & {
  pictures?: StoredLesson['pictures'];
  /** what translations of its title were made from that were behind there, and stay so */
  behind?: Localised | undefined;
};

const atOnce = 10;
/** who adds a lesson clears away some that have been in the bin for too long */
const clearedAtOnce = 10;

export async function addLesson(ctx: Context, { params, body }: Of): Promise<Draft> {
  const { courseId } = params;
  const { behind: old, ...extras } = await copied(ctx, courseId, body);
  const origin = body.copyOf ? `${body.copyOf.courseId} ${body.copyOf.lessonId}` : undefined;
  return changeOutline(ctx, courseId, ({ access: { draft }, outline, next }: Present) => {
    const known = outline.lessons.find(({ id }) => id === body.id);
    if (known) {
      if (known.createdBy !== ctx.person.id || known.copyOf !== origin) throw new AppError('idTaken');
      return { after: outline, writes: [] };
    }
    const gone = rules.expired(outline.lessons, ctx.now).slice(0, clearedAtOnce);
    const left = { ...outline, lessons: outline.lessons.filter((each) => !gone.includes(each)) };
    rules.requireLessonRoom(left, true);
    rules.requireModule(left, body.moduleId);
    const { id, moduleId, place, minutes } = body;
    const named = titledAnew(body.title, draft.languages[0]!, old);
    const made: StoredLesson = {
      ...{ courseId, id, moduleId, place, ...named, minutes, ...extras, revision: 0, movedAt: next },
      ...{ createdAt: new Date(ctx.now).toISOString(), createdBy: ctx.person.id },
      ...(origin ? { copyOf: origin } : {}),
    };
    const lesson = rules.placedLesson(left, made, between);
    return { after: withLesson(left, lesson), writes: [...lessonPuts(lesson), ...gone.map(lessonDelete)] };
  });
}

/** Puts the blocks of the copy; the lesson itself follows, so that nobody sees half of it. */
async function copied(ctx: Context, courseId: string, { id, copyOf }: Of['body']): Promise<Extras> {
  if (!copyOf) return { lectures: {} };
  const [{ draft }, made] = await Promise.all([accessToChange(ctx, courseId), lessonOf(courseId, id)]);
  if (made) return { lectures: {} };
  const to: CopyTo = {
    ...{ courseId, lessonId: id, by: ctx.person.id, at: new Date(ctx.now).toISOString() },
    first: draft.languages[0]!,
    idOf: (blockId) => derivedId('block', id, blockId),
  };
  const { blocks, extras } = (await fromDraft(ctx, copyOf, to)) ?? (await fromRelease(ctx, copyOf, to));
  await useMedia(
    courseId,
    blocks.flatMap(({ ref }) => ref ?? []),
  );
  await inParallel(blocks, atOnce, seedBlock);
  return extras;
}

interface Source {
  blocks: StoredBlock[];
  extras: Extras;
}
type From = NonNullable<Of['body']['copyOf']>;

/** Undefined where there is no such lesson in a draft that the asker may read. */
async function fromDraft(ctx: Context, { courseId, lessonId }: From, to: CopyTo): Promise<Source | undefined> {
  const access = await accessTo(ctx, courseId).catch(absent);
  const found = access && (await lessonOf(courseId, lessonId));
  if (!found || rules.inBin(found)) return undefined;
  const first = access.draft.languages[0]!;
  const blocks = (await blocksOfLesson(courseId, lessonId)).map((block) => copiedBlock(block, first, to));
  // a film belongs to its course
  const lectures = courseId === to.courseId ? found.lectures : {};
  const old = first === to.first ? behind({ text: found.title, madeFrom: found.madeFrom }, first) : undefined;
  return { blocks, extras: { lectures, behind: old, ...(found.pictures ? { pictures: found.pictures } : {}) } };
}

async function fromRelease(ctx: Context, { courseId, lessonId }: From, to: CopyTo): Promise<Source> {
  const manifest: Manifest = await newestCourse(ctx.person, courseId);
  const found: ManifestLesson | undefined = lessonsOf(manifest).find(({ id }) => id === lessonId);
  if (!found) throw new AppError('notFound');
  const frozen = await frozenBlocksOf(manifest, found);
  const first: Language = manifest.languages[0]!;
  const blocks = copiedFrozen(frozen, first, to, between);
  return { blocks, extras: { lectures: {}, pictures: picturesIn(frozen, manifest.pictures) } };
}

function absent(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'notFound') return undefined;
  throw error;
}
