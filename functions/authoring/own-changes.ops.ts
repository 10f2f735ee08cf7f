/** Endpoints of an adopted course: what was changed here of what was taken over. */
import type { adoption as contract, OwnLesson } from '#contracts/adoption.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { accessTo } from './access.ops.ts';
import { adoptedId } from './adoption.ops.ts';
import { adoptedBlocks } from './adopted-course.ts';
import { frozenOf } from './block-pieces.ts';
import { blocksOfCourse } from './blocks.store.ts';
import { lesson as lessonOf } from './outline.store.ts';
import type { Sides } from './pieces.ts';
import { blockMarks, takenBlocks } from './taken.ts';
import { originalOf, sidesOf, type Original } from './upstream-items.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const atOnce = 6;

export async function ownChanges(ctx: Context, { params: { courseId } }: Of<'ownChanges'>) {
  const { draft } = await accessTo(ctx, courseId);
  const original = await originalOf(draft, null);
  const blocks = Map.groupBy(await blocksOfCourse(courseId), ({ lessonId }) => lessonId);
  const idOf = adoptedId(courseId);
  const theirs = new Map([...original.versions.values()].flatMap(lessonsOf).map(({ id }) => [idOf('lesson', id), id]));
  const here = original.lessons;
  const standing = await inParallel(here, atOnce, async (own): Promise<OwnLesson> => {
    const lessonId = theirs.get(own.id);
    const said = { lessonId: own.id, title: own.title, number: here.indexOf(own) + 1 };
    const count = blocks.get(own.id)?.length ?? 0;
    if (lessonId === undefined) return { ...said, kind: 'added', blocks: { ...noMarks, added: count } };
    const marks = marksOf(await sidesOf(original, lessonId, blocks.get(own.id) ?? []));
    const isSame = marks.changed + marks.added + marks.removed === 0;
    return { ...said, kind: isSame ? 'same' : 'changed', blocks: marks };
  });
  return { items: [...standing, ...takenOut(original)] };
}

const noMarks = { same: 0, changed: 0, added: 0, removed: 0 };

function marksOf(sides: Sides): OwnLesson['blocks'] {
  const before = takenBlocks(sides).map((block) => ({ ...block, id: sides.idOf(block.id) }));
  return blockMarks(before, writtenIn(sides), sides.languages);
}

/** An empty paragraph is nothing that was added. */
const writtenIn = ({ mine }: Sides) =>
  (mine?.blocks ?? [])
    .map(frozenOf)
    .filter(({ kind, ref, texts }) => (kind === 'text' ? Object.keys(texts).length : ref));

/** Lessons that were adopted and do not stand here any more. */
function takenOut({ draft, known, versions, lessons }: Original): OwnLesson[] {
  const here = new Set(lessons.map(({ id }) => id));
  const adopted = versions.get(known.adopted);
  return (adopted ? lessonsOf(adopted) : [])
    .map(({ id, title }) => ({ lessonId: adoptedId(draft.id)('lesson', id), title }))
    .filter(({ lessonId }) => !here.has(lessonId))
    .map((each) => ({ ...each, number: null, kind: 'removed', blocks: noMarks }));
}

export async function ownLesson(ctx: Context, { params: { courseId, lessonId } }: Of<'ownLesson'>) {
  const { draft } = await accessTo(ctx, courseId);
  const original = await originalOf(draft, null);
  const idOf = adoptedId(courseId);
  const theirs = [...original.versions.values()].flatMap(lessonsOf).find(({ id }) => idOf('lesson', id) === lessonId);
  if (!theirs) throw new AppError('notFound');
  const sides = await sidesOf(original, theirs.id);
  return {
    title: (sides.mine ?? theirs).title,
    languages: draft.languages,
    before: adoptedBlocks(takenBlocks(sides), idOf),
    after: writtenIn(sides),
    pictures: (await lessonOf(courseId, lessonId))?.pictures ?? {},
  };
}
