/** Endpoints of an adopted course: what the original has changed. */
import type { adoption as contract, Piece, Upstream } from '#contracts/adoption.ts';
import { AppError } from '#contracts/errors.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import { pictureFor } from '../media/media.reads.ts';
import type { Context } from '../platform/context.ts';
import { filmLink } from '../platform/film-link.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { contentText } from '../platform/blobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { accessTo, type Access } from './access.ops.ts';
import { linesOfAddition } from './addition-lines.ops.ts';
import { adopt, adoptedId } from './adoption.ops.ts';
import { coursePieces } from './course-pieces.ts';
import { piecesOfQuizzes } from './course-quizzes.ops.ts';
import { about as aboutOf } from './drafts.store.ts';
import { lesson as lessonOf } from './outline.store.ts';
import { ownChanges, ownLesson } from './own-changes.ops.ts';
import { lessonPieces } from './pieces.ts';
import { mayChange } from './team.ts';
import { shownPictures } from './text-pictures.ops.ts';
import { decide } from './upstream-decisions.ops.ts';
import { lessonIn, lessonsToCompare, newsFor, originalOf, sidesOf, type Original } from './upstream-items.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const adoptionHandlers: Handlers<typeof contract> = {
  adopt,
  upstream: async (ctx, { params }) => overview(await accessTo(ctx, params.courseId)),
  upstreamLesson: lesson,
  upstreamFilm: film,
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
  const { draft, known, newest, versions, modules, lessons } = original;
  const about = await aboutOf(draft.id);
  const at = (version: number) => versions.get(version);
  const sides = { draft, about, modules, lessons, known, newest, at, idOf: adoptedId(draft.id) };
  return [...coursePieces(sides), ...(await piecesOfQuizzes(original))];
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
  const pieces = await withCaptionTexts(lessonPieces(sides));
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

/** Captions and additions are named by their hash until somebody looks at them. */
const withCaptionTexts = (pieces: readonly Piece[]): Promise<Piece[]> =>
  inParallel(pieces, atOnce, async (piece) => {
    if (piece.kind === 'addition') return withLines(piece);
    if (piece.kind !== 'captions') return piece;
    const [base, theirs, mine] = await Promise.all(
      [piece.base, piece.theirs, piece.mine].map((hash) => (hash === null ? null : contentText(hash))),
    );
    return { ...piece, base: base!, theirs: theirs!, mine: mine! };
  });

async function withLines(piece: Piece): Promise<Piece> {
  const [base, theirs, mine] = await Promise.all([piece.base, piece.theirs, piece.mine].map(linesOfAddition));
  return { ...piece, lines: { base: base!, theirs: theirs!, mine: mine! } };
}

/** So that who decides about a film can watch it first. */
async function film(ctx: Context, { params: { courseId, lectureId } }: Of<'upstreamFilm'>): Promise<Response> {
  const access = await accessTo(ctx, courseId);
  const { newest, versions } = await originalOf(access.draft, (await newsFor(access)).newest);
  const found = versions.get(newest)?.lectures.find(({ id }) => id === lectureId);
  if (!found) throw new AppError('notFound');
  return filmLink(found);
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
