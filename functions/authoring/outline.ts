/** Rules of an outline: order, limits, moving, the bin. */
import { lessonsMax, modulesMax } from '#contracts/blocks.ts';
import { binDays } from '#contracts/draft-outline.ts';
import { languages, type Language, type Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { freePlace, inOrder } from './block-room.ts';
import { madeFrom } from './made-from.ts';
import type { StoredLesson, StoredModule } from './outline.store.ts';

export interface Outline {
  modules: StoredModule[];
  /** binned ones too */
  lessons: StoredLesson[];
}
/** Makes a place between two. */
export type Between = (before: string | null, after: string | null) => string;

const keptMs = binDays * 24 * 3600 * 1000;

export const inBin = ({ binnedAt }: StoredLesson): boolean => binnedAt !== undefined;
/** Until when a lesson can be brought back, in milliseconds. */
export const keptUntil = ({ binnedAt }: StoredLesson): number => Date.parse(binnedAt ?? '') + keptMs;
/** In the bin, and not for too long. */
export const canReturn = (lesson: StoredLesson, now: number): boolean => inBin(lesson) && keptUntil(lesson) > now;

/** Lessons that nobody can bring back any more. */
export const expired = (lessons: readonly StoredLesson[], now: number): StoredLesson[] =>
  lessons.filter((lesson) => inBin(lesson) && !canReturn(lesson, now));

/** Lessons that stand in the outline. */
export const standing = (lessons: readonly StoredLesson[]): StoredLesson[] => lessons.filter((each) => !inBin(each));

/** Modules by place, and their lessons by place within their module; what is binned is left out. */
export function ordered({ modules, lessons }: Outline): Outline {
  const placed = inOrder(modules);
  const shown = inOrder(standing(lessons));
  return { modules: placed, lessons: placed.flatMap(({ id }) => shown.filter((each) => each.moduleId === id)) };
}

/** The lessons in the bin, the latest first. */
export const binned = (lessons: readonly StoredLesson[], now: number): StoredLesson[] =>
  lessons.filter((lesson) => canReturn(lesson, now)).sort((a, b) => ((a.binnedAt ?? '') < (b.binnedAt ?? '') ? 1 : -1));

type Standing = { id: string; place: string; asked?: string | undefined };

/** The thing at this place among its siblings, or beside it where one of them stands there. */
function placedAt<T extends Standing>(siblings: readonly Standing[], thing: T, place: string, between: Between): T {
  const { asked: _, ...rest } = thing;
  const others = siblings.filter(({ id }) => id !== thing.id).map((each) => each.place);
  const free = freePlace(place, others, between);
  return { ...rest, place: free, ...(free === place ? {} : { asked: place }) } as T;
}

/** Is it where it was asked to be? Then a request that puts it there has been made already. */
export const standsAt = ({ place, asked }: Omit<Standing, 'id'>, wanted: string): boolean =>
  wanted === (asked ?? place);

export const placedModule = ({ modules }: Outline, module: StoredModule, between: Between): StoredModule =>
  placedAt(modules, module, module.place, between);

/** The lesson at its place in its module. */
export const placedLesson = ({ lessons }: Outline, lesson: StoredLesson, between: Between): StoredLesson =>
  placedAt(
    standing(lessons).filter(({ moduleId }) => moduleId === lesson.moduleId),
    lesson,
    lesson.place,
    between,
  );

export function requireModule({ modules }: Outline, moduleId: string): StoredModule {
  const found = modules.find(({ id }) => id === moduleId);
  if (!found) throw new AppError('notFound');
  return found;
}

/** The lesson, binned or not. */
export function requireLesson({ lessons }: Outline, lessonId: string): StoredLesson {
  const found = lessons.find(({ id }) => id === lessonId);
  if (!found) throw new AppError('notFound');
  return found;
}

export function requireModuleRoom({ modules }: Outline): void {
  if (modules.length >= modulesMax) throw new AppError('outlineFull', { reason: 'modules' });
}

/** As `requireLesson`, of one that is not in the bin. */
export function requireStanding(outline: Outline, lessonId: string): StoredLesson {
  const lesson = requireLesson(outline, lessonId);
  if (inBin(lesson)) throw new AppError('notFound');
  return lesson;
}

/** What is in the bin counts, a little: it is read with the outline. */
const withBinMax = 2 * lessonsMax;

export function requireLessonRoom({ lessons }: Outline, isNew: boolean): void {
  if (standing(lessons).length >= lessonsMax || (isNew && lessons.length >= withBinMax))
    throw new AppError('outlineFull', { reason: 'lessons' });
}

const sameTitle = (one: Localised, other: Localised): boolean =>
  languages.every((language) => one[language] === other[language]);

/** With another title; `said`: what a translator looked at. */
export function titled<T extends { title: Localised; madeFrom?: Localised | undefined }>(
  thing: T,
  title: Localised,
  first: Language,
  said?: Localised,
): T {
  const { madeFrom: was, ...rest } = thing;
  const made = madeFrom({ text: thing.title, madeFrom: was }, title, first, said);
  return { ...rest, title, ...(made ? { madeFrom: made } : {}) } as T;
}

const saysSo = (one: Titled, other: Titled): boolean =>
  sameTitle(one.title, other.title) && sameTitle(one.madeFrom ?? {}, other.madeFrom ?? {});
type Titled = Pick<StoredModule, 'title' | 'madeFrom'>;

/** A module as it is asked for; the revision is what the asker knew, null for a new one. */
export type ModuleInput = Pick<StoredModule, 'courseId' | 'id' | 'title' | 'place'> & {
  revision: number | null;
  madeFrom?: Localised | undefined;
};

/** The module added, renamed or moved; the very one that stands there where it is so already. */
export function putModule(
  outline: Outline,
  { revision: known, madeFrom: said, ...asked }: ModuleInput,
  between: Between,
  first: Language,
): StoredModule {
  const before = outline.modules.find(({ id }) => id === asked.id);
  const stays = before !== undefined && standsAt(before, asked.place);
  const named = titled(before ?? { ...asked, title: {} }, asked.title, first, said);
  if (before && stays && saysSo(before, named)) return before;
  if ((before?.revision ?? null) !== known) throw new AppError(before || known === null ? 'conflict' : 'notFound');
  if (!before) requireModuleRoom(outline);
  const revision = before ? before.revision + 1 : 0;
  return stays ? { ...named, revision } : placedModule(outline, { ...named, place: asked.place, revision }, between);
}

/** The lesson with another name or length; the same where it says so already. */
export function changedLesson(
  lesson: StoredLesson,
  change: {
    revision: number;
    title?: Localised | undefined;
    minutes?: number | undefined;
    madeFrom?: Localised | undefined;
  },
  first: Language,
): StoredLesson {
  const { title = lesson.title, minutes = lesson.minutes } = change;
  const named = titled(lesson, title, first, change.madeFrom);
  if (saysSo(named, lesson) && minutes === lesson.minutes) return lesson;
  if (change.revision !== lesson.revision) throw new AppError('conflict');
  return { ...named, minutes, revision: lesson.revision + 1 };
}

export function requireEmptyModule({ lessons }: Outline, moduleId: string): void {
  if (standing(lessons).some((each) => each.moduleId === moduleId)) throw new AppError('moduleNotEmpty');
}

/** Where a lesson is moved to, and what its mover knew of the outline. */
export interface Move {
  moduleId: string;
  place: string;
  outlineRevision: number;
}

/** The lesson at its new place; the same where it stands there; `lessonMoved` where somebody else moved it since. */
export function moved(outline: Outline, lesson: StoredLesson, to: Move, next: number, between: Between): StoredLesson {
  const { moduleId, place } = to;
  if (lesson.moduleId === moduleId && standsAt(lesson, place)) return lesson;
  if (lesson.movedAt > to.outlineRevision) throw new AppError('lessonMoved');
  requireModule(outline, moduleId);
  return placedLesson(outline, { ...lesson, moduleId, place, movedAt: next }, between);
}

/** The lesson in the bin, with the name of the module it was in. */
export const thrown = (
  { modules }: Outline,
  lesson: StoredLesson,
  { by, at, next }: { by: string; at: string; next: number },
): StoredLesson => {
  const from = modules.find(({ id }) => id === lesson.moduleId);
  return { ...lesson, binnedAt: at, binnedBy: by, movedAt: next, ...(from ? { binnedFrom: from.title } : {}) };
};

export interface Returned {
  lesson: StoredLesson;
  /** made anew where there is none left to take the lesson */
  module: StoredModule | undefined;
}

/** The lesson out of the bin: at its place, at the end of the last module where its own is gone. */
export function returned(outline: Outline, lesson: StoredLesson, next: number, between: Between): Returned {
  const { binnedAt: _at, binnedBy: _by, binnedFrom: from, ...kept } = lesson;
  const { modules } = ordered(outline);
  const own = modules.find(({ id }) => id === lesson.moduleId);
  const taker = own ?? modules.at(-1);
  if (!taker) return { lesson: { ...kept, movedAt: next }, module: remade(lesson, from, between) };
  const last = inOrder(standing(outline.lessons).filter(({ moduleId }) => moduleId === taker.id)).at(-1);
  const place = own ? lesson.place : between(last?.place ?? null, null);
  const back = { ...kept, moduleId: taker.id, place, movedAt: next };
  return { lesson: placedLesson(outline, back, between), module: undefined };
}

const remade = (lesson: StoredLesson, title: Localised | undefined, between: Between): StoredModule => ({
  ...{ courseId: lesson.courseId, id: lesson.moduleId, place: between(null, null) },
  ...{ title: title ?? lesson.title, revision: 0 },
});
