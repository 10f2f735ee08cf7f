/** The outline of a draft as a tree with numbers, and where in it something stands. Pure. */
import type { Draft, DraftModule } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';
import { byPlace, placeAt } from './places.ts';

export interface OutlineLesson {
  lesson: DraftLesson;
  /** counted through the whole course */
  number: number;
}
export interface OutlineModule {
  module: DraftModule;
  number: number;
  lessons: OutlineLesson[];
}
/** `index`: among the lessons of the module without the one that moves. */
export interface Spot {
  moduleId: string;
  index: number;
}
type Outlined = Pick<Draft, 'modules' | 'lessons'>;

/** Modules with their lessons. A lesson whose module has just gone stands in the last one: nothing is out of sight. */
export function outlineOf({ modules, lessons }: Outlined): OutlineModule[] {
  const ordered = byPlace(modules);
  const known = new Set(ordered.map(({ id }) => id));
  const last = ordered.at(-1)?.id;
  const homeOf = (lesson: DraftLesson) => (known.has(lesson.moduleId) ? lesson.moduleId : last);
  let count = 0;
  return ordered.map((module, index) => ({
    module,
    number: index + 1,
    lessons: byPlace(lessons.filter((lesson) => homeOf(lesson) === module.id)).map((lesson) => ({
      lesson,
      number: (count += 1),
    })),
  }));
}

/** The lessons of a module in order, without the one that moves. */
export function siblingsOf(outline: readonly OutlineModule[], moduleId: string, without?: string): DraftLesson[] {
  const found = outline.find(({ module }) => module.id === moduleId);
  return (found?.lessons ?? []).map(({ lesson }) => lesson).filter(({ id }) => id !== without);
}

/** Where a lesson stands. */
export function spotOf(outline: readonly OutlineModule[], lessonId: string): Spot | undefined {
  for (const { module, lessons } of outline) {
    const index = lessons.findIndex(({ lesson }) => lesson.id === lessonId);
    if (index >= 0) return { moduleId: module.id, index };
  }
  return undefined;
}

/** The place that puts a lesson – a new one, where no id is given – at a spot. */
export const lessonPlace = (outline: readonly OutlineModule[], spot: Spot, lessonId?: string): string =>
  placeAt(siblingsOf(outline, spot.moduleId, lessonId), spot.index);

/** The place that puts a module at `index` among the others. */
export function modulePlace(outline: readonly OutlineModule[], index: number, moduleId?: string): string {
  const others = outline.map(({ module }) => module).filter(({ id }) => id !== moduleId);
  return placeAt(others, index);
}

/** The spot behind all lessons of a module. */
export const endOf = (outline: readonly OutlineModule[], moduleId: string): Spot => ({
  moduleId,
  index: siblingsOf(outline, moduleId).length,
});

export const sameSpot = (one: Spot, other: Spot): boolean =>
  one.moduleId === other.moduleId && one.index === other.index;
