/** Endpoints of an adopted course: what the original has changed, and what was changed here. */
import type { adoption as contract, OwnLesson, Piece, Upstream } from '#contracts/adoption.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf } from '../courses/courses.reads.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import { pictureFor } from '../media/media.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { accessTo, type Access } from './access.ops.ts';
import { adopt, adoptedId } from './adoption.ops.ts';
import { adoptedBlocks } from './adopted-course.ts';
import { blocksOfCourse } from './blocks.store.ts';
import { coursePieces } from './course-pieces.ts';
import { about as aboutOf } from './drafts.store.ts';
import { ordered } from './outline.ts';
import { lesson as lessonOf } from './outline.store.ts';
import { frozenOf, lessonPieces, type Sides } from './pieces.ts';
import { blockMarks, takenBlocks } from './taken.ts';
import { mayChange } from './team.ts';
import { shownPictures } from './text-pictures.ops.ts';
import { decide } from './upstream-decisions.ops.ts';
import { lessonIn, lessonsToCompare, newsFor, originalOf, sidesOf, type Original } from './upstream-items.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const adoptionHandlers: Handlers<typeof contract> = {
  adopt,
  upstream: async (ctx, { params }) => overview(await accessTo(ctx, params.courseId)),
  upstreamLesson: lesson,
  decideUpstream: decide,
  ownChanges,
  ownLesson,
};

const atOnce = 6;
/** characters of texts in one answer */
const shownMax = 400_000;

export async function overview(access: Access): Promise<Upstream> {
  const news = await newsFor(access);
  const original = await originalOf(access.draft, news.newest);
  const { origin, newest, versions } = original;
  const latest = versions.get(newest)!;
  const [pieces, lessons, organisations] = await Promise.all([
    piecesOfCourse(original),
    inParallel(lessonsToCompare(original), atOnce, (id) => changedLesson(original, id)),
    organisationsById([origin.organisationId]),
  ]);
  const open = lessons.flatMap((each) => each ?? []);
  return {
    ...{ courseId: origin.courseId, title: latest.title, version: origin.version, newest: news.newest },
    organisation: { id: origin.organisationId, name: organisations.get(origin.organisationId)?.name ?? {} },
    ...{ adoptedVersion: origin.adopted, adoptedAt: origin.at, releasedAt: news.releasedAt, recall: news.recall },
    open: pieces.length + open.reduce((sum, each) => sum + each.open, 0),
    ...{ pieces, lessons: open, mayDecide: mayChange(access, access.draft.archived) },
  };
}

export async function piecesOfCourse(original: Original): Promise<Piece[]> {
  const { draft, known, newest, versions, modules } = original;
  const about = await aboutOf(draft.id);
  const at = (version: number) => versions.get(version);
  return coursePieces({ draft, about, modules, known, newest, at, idOf: adoptedId(draft.id) });
}

async function changedLesson(original: Original, lessonId: string): Promise<Upstream['lessons'][number] | undefined> {
  const sides = await sidesOf(original, lessonId);
  const pieces = lessonPieces(sides);
  if (!pieces.length) return undefined;
  const [latest, former] = [original.newest, original.known.version].map((version) =>
    lessonIn(original.versions.get(version), lessonId),
  );
  const [first] = pieces;
  return {
    ...{ lessonId, ownId: sides.mine?.id ?? null, title: (latest ?? former)?.title ?? sides.mine!.title },
    number: latest?.number ?? null,
    change: first!.kind === 'lesson' && first!.change !== 'changed' ? first!.change : 'changed',
    open: pieces.length,
  };
}

async function lesson(ctx: Context, { params: { courseId, lessonId } }: Of<'upstreamLesson'>) {
  const access = await accessTo(ctx, courseId);
  const original = await originalOf(access.draft, (await newsFor(access)).newest);
  const sides = await sidesOf(original, lessonId);
  const latest = sides.at(original.newest);
  if (!latest && !sides.mine) throw new AppError('notFound');
  const pieces = lessonPieces(sides);
  const shown = asManyAs(pieces);
  const manifest = original.versions.get(original.newest)!;
  const found = lessonIn(manifest, lessonId);
  const stored = sides.mine && (await lessonOf(courseId, sides.mine.id));
  return {
    title: (latest ?? sides.mine)!.title,
    ownId: sides.mine?.id ?? null,
    languages: access.draft.languages,
    pieces: shown,
    more: pieces.length - shown.length,
    shown: await picturesOf(shown),
    pictures: {
      ...(stored?.pictures ?? {}),
      ...(found && latest ? shownPictures(latest.blocks, manifest, found, {}) : {}),
    },
  };
}

const pictureWidth = 960;

/** Pictures of the original are nobody's here before they are taken over: they are shown as the shared course shows them. */
async function picturesOf(pieces: readonly Piece[]): Promise<Record<string, string>> {
  const blocks = pieces.flatMap(({ block }) => block?.theirs ?? []);
  const refs = blocks.flatMap(({ kind, ref }) => (kind === 'picture' && ref !== null ? [ref] : []));
  const found = await inParallel([...new Set(refs)], atOnce, async (ref) => [ref, await pictureFor(ref, pictureWidth)]);
  return Object.fromEntries(
    (found as [string, { sha256: string } | undefined][]).flatMap(([ref, picture]) =>
      picture ? [[ref, picture.sha256]] : [],
    ),
  );
}

/** The first at least, and as many more as an answer holds. */
function asManyAs(pieces: readonly Piece[]): Piece[] {
  let length = 0;
  return pieces.filter((piece, index) => {
    length += JSON.stringify(piece).length;
    return index === 0 || length <= shownMax;
  });
}

async function ownChanges(ctx: Context, { params: { courseId } }: Of<'ownChanges'>) {
  const { draft } = await accessTo(ctx, courseId);
  const original = await originalOf(draft, null);
  const blocks = Map.groupBy(await blocksOfCourse(courseId), ({ lessonId }) => lessonId);
  const idOf = adoptedId(courseId);
  const theirs = new Map([...original.versions.values()].flatMap(lessonsOf).map(({ id }) => [idOf('lesson', id), id]));
  const here = ordered({ modules: [...original.modules], lessons: [...original.lessons] }).lessons;
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

async function ownLesson(ctx: Context, { params: { courseId, lessonId } }: Of<'ownLesson'>) {
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
