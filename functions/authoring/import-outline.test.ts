import { generateKeyBetween } from 'fractional-indexing';
import { describe, expect, it } from 'vitest';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import { importedOutline } from './import-outline.ts';
import type { Outline } from './outline.ts';

const lesson = (id: string, uk = id): ManifestLesson => ({
  ...{ id, number: 1, title: { uk }, minutes: 5, text: {}, lectures: {} },
});
const course = (...modules: [string, ManifestLesson[]][]): Pick<Manifest, 'modules' | 'lectures' | 'languages'> => ({
  languages: ['uk', 'en'],
  modules: modules.map(([id, lessons]) => ({ id, title: { uk: id }, lessons })),
  lectures: [],
});
const imported = { courseId: 'crs_1', by: 'per_1', at: 'then', next: 4, picturesOf: () => ({}) };
const changes = (standing: Outline, from: ReturnType<typeof course>) =>
  importedOutline(standing, from, imported, generateKeyBetween);
/** The outline once the changes are made. */
function after(standing: Outline, from: ReturnType<typeof course>): Outline {
  const { modules, left, lessons } = changes(standing, from);
  const put = <T extends { id: string }>(all: readonly T[], changed: readonly { after: T }[]): T[] => [
    ...all.filter(({ id }) => !changed.some((one) => one.after.id === id)),
    ...changed.map((one) => one.after),
  ];
  return {
    modules: put(standing.modules, modules).filter(({ id }) => !left.some((one) => one.id === id)),
    lessons: put(standing.lessons, lessons),
  };
}
const nothing: Outline = { modules: [], lessons: [] };
const first = () => after(nothing, course(['one', [lesson('a'), lesson('b')]], ['two', [lesson('c')]]));

describe('the outline of a draft after an import', () => {
  it('is that of the bundle; brought in again it changes nothing', () => {
    const outline = first();
    expect(outline.lessons.map(({ id, moduleId }) => [id, moduleId])).toEqual([
      ['a', 'one'],
      ['b', 'one'],
      ['c', 'two'],
    ]);
    const again = changes(outline, course(['one', [lesson('a'), lesson('b')]], ['two', [lesson('c')]]));
    expect(again).toEqual({ modules: [], left: [], lessons: [] });
  });

  it('has what the bundle lacks in the bin, by who brought it in, and no module for it', () => {
    const { modules, lessons } = after(first(), course(['one', [lesson('a')]]));
    expect(modules.map(({ id }) => id)).toEqual(['one']);
    expect(
      lessons.filter(({ binnedAt }) => binnedAt).map(({ id, binnedBy, binnedFrom }) => [id, binnedBy, binnedFrom]),
    ).toEqual([
      ['b', 'per_1', { uk: 'one' }],
      ['c', 'per_1', { uk: 'two' }],
    ]);
  });

  it('takes out of the bin what comes again, and notes what was moved or renamed', () => {
    const without = after(first(), course(['one', [lesson('a')]]));
    const { lessons } = changes(without, course(['one', [lesson('b'), lesson('a', 'Інакше')]]));
    expect(lessons.map(({ after: { id, title, movedAt, binnedAt } }) => [id, title.uk, movedAt, binnedAt])).toEqual([
      ['b', 'b', 4, undefined],
      ['a', 'Інакше', 4, undefined],
    ]);
  });
});
