/** The outline of a draft once an import is its content: modules and lessons as they came, everything else in the bin. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import { canonical } from './draft.ts';
import { knownFilms, shownFilms } from './films.ts';
import { titledAnew } from './made-from.ts';
import { inBin, thrown, type Between, type Outline } from './outline.ts';
import type { StoredLesson, StoredModule } from './outline.store.ts';

export interface Imported {
  courseId: string;
  /** who brought it, and when */
  by: string;
  at: string;
  /** the outline's revision once it is taken over */
  next: number;
  /** pictures that came with the text of a lesson, by the path it names */
  picturesOf(lessonId: string): StoredLesson['pictures'];
}

/** Modules and lessons that differ from those that stand there. */
export interface OutlineChanges {
  modules: { before: StoredModule | undefined; after: StoredModule }[];
  /** without lessons that stand: taken away */
  left: StoredModule[];
  lessons: { before: StoredLesson | undefined; after: StoredLesson }[];
}

export function importedOutline(
  standing: Outline,
  manifest: Pick<Manifest, 'modules' | 'lectures' | 'languages'>,
  imported: Imported,
  between: Between,
): OutlineChanges {
  const [modules, lessons] = [byId(standing.modules), byId(standing.lessons)];
  const came = new Set(manifest.modules.flatMap((module) => module.lessons.map(({ id }) => id)));
  const films = knownFilms({ lectures: manifest.lectures }, []);
  const places = placesFor(manifest.modules, between);
  // what was imported together is up to date
  const named = (title: Localised) => titledAnew(title, manifest.languages[0]!);
  const after = {
    modules: manifest.modules.map(({ id, title }, index) =>
      moduleAfter(modules.get(id), { courseId: imported.courseId, id, ...named(title), place: places[index]! }),
    ),
    lessons: manifest.modules.flatMap((module) => {
      const inside = placesFor(module.lessons, between);
      return module.lessons.map((lesson, index) =>
        lessonAfter(lessons.get(lesson.id), lesson, {
          ...imported,
          ...{ moduleId: module.id, place: inside[index]!, lectures: filmsOf(lesson, films), ...named(lesson.title) },
        }),
      );
    }),
  };
  const binned = standing.lessons
    .filter((lesson) => !inBin(lesson) && !came.has(lesson.id))
    .map((lesson) => thrown(standing, lesson, imported));
  return {
    modules: changed(after.modules, modules),
    left: standing.modules.filter(({ id }) => !manifest.modules.some((module) => module.id === id)),
    lessons: changed([...after.lessons, ...binned], lessons),
  };
}

const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((each) => [each.id, each]));

const changed = <T extends { id: string }>(all: readonly T[], before: ReadonlyMap<string, T>) =>
  all.map((after) => ({ before: before.get(after.id), after })).filter((each) => each.after !== each.before);

/** Places one after the other. */
function placesFor(siblings: readonly unknown[], between: Between): string[] {
  let place: string | null = null;
  return siblings.map(() => (place = between(place, null)));
}

const sameTitles = (one: Titled, other: Titled): boolean =>
  same([one.title, one.madeFrom ?? {}], [other.title, other.madeFrom ?? {}]);
type Titled = Pick<StoredModule, 'title' | 'madeFrom'>;

function moduleAfter(before: StoredModule | undefined, asked: Omit<StoredModule, 'revision' | 'asked'>): StoredModule {
  if (before && before.place === asked.place && sameTitles(before, asked)) return before;
  return { ...asked, revision: before ? before.revision + 1 : 0 };
}

type LessonAsked = Imported & Pick<StoredLesson, 'moduleId' | 'place' | 'lectures' | 'title' | 'madeFrom'>;

function lessonAfter(
  before: StoredLesson | undefined,
  { id, minutes }: ManifestLesson,
  { courseId, by, at, next, moduleId, place, lectures, title, madeFrom: made, picturesOf }: LessonAsked,
): StoredLesson {
  const pictures = picturesOf(id);
  const titles = { title, ...(made ? { madeFrom: made } : {}) };
  const says = { moduleId, place, ...titles, minutes, lectures, ...(pictures ? { pictures } : {}) };
  if (!before) return { courseId, id, ...says, revision: 0, movedAt: next, createdAt: at, createdBy: by };
  const stands = before.moduleId === moduleId && before.place === place && !inBin(before);
  const reads =
    sameTitles(before, titles) &&
    before.minutes === minutes &&
    same(before.lectures, lectures) &&
    same(before.pictures ?? {}, pictures ?? {});
  if (stands && reads) return before;
  const {
    asked: _asked,
    binnedAt: _at,
    binnedBy: _by,
    binnedFrom: _from,
    pictures: _p,
    madeFrom: _made,
    ...kept
  } = before;
  return { ...kept, ...says, revision: before.revision + 1, movedAt: stands ? before.movedAt : next };
}

/** The films that a lesson shows, as the draft keeps them. */
const filmsOf = (lesson: ManifestLesson, films: ReturnType<typeof knownFilms>): StoredLesson['lectures'] =>
  Object.fromEntries(
    shownFilms(lesson.lectures, films).map(({ language, id, title, durationSeconds, captions }) => [
      language,
      { id, title, durationSeconds, captions: Object.keys(captions) as Language[] },
    ]),
  );

/** The same values, in whatever order their fields were read. */
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);
