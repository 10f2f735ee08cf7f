/** A draft for tests: `sketch({ m1: ['a', 'b'], m2: [] })`. */
import type { Draft, DraftModule } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';
import { outlineOf } from './outline.ts';
import { placeAt } from './places.ts';

const placesOf = (count: number): string[] => {
  const made: { id: string; place: string }[] = [];
  for (let index = 0; index < count; index += 1) made.push({ id: '', place: placeAt(made, index) });
  return made.map(({ place }) => place);
};

/** Modules with the ids of their lessons, in order. */
export function sketch(plan: Record<string, string[]>): Draft {
  const names = Object.keys(plan);
  const modulePlaces = placesOf(names.length);
  const modules: DraftModule[] = names.map((id, index) => ({
    id,
    place: modulePlaces[index] ?? '',
    title: { uk: `Модуль ${id}` },
    revision: 1,
  }));
  const lessons: DraftLesson[] = Object.entries(plan).flatMap(([moduleId, ids]) => {
    const places = placesOf(ids.length);
    return ids.map((id, index) => lessonOf(id, moduleId, places[index] ?? ''));
  });
  return {
    id: 'crs',
    languages: ['uk', 'en'],
    outlineRevision: 7,
    modules,
    lessons,
    mayChange: true,
  } as unknown as Draft;
}

export const lessonOf = (id: string, moduleId: string, place: string): DraftLesson => ({
  id,
  moduleId,
  place,
  title: { uk: `Заняття ${id}` },
  minutes: 15,
  lectures: {},
  revision: 1,
  movedAt: 1,
});

/** The other way: what stands where, by id. */
export const planOf = (draft: Pick<Draft, 'modules' | 'lessons'>): Record<string, string[]> =>
  Object.fromEntries(
    outlineOf(draft).map(({ module, lessons }) => [module.id, lessons.map(({ lesson }) => lesson.id)]),
  );
