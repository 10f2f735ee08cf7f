import { describe, expect, test } from 'vitest';
import { withLesson, withModule, withoutModule } from './changes.ts';
import { lessonPlace, modulePlace, outlineOf, spotOf, type Spot } from './outline.ts';
import { lessonOf, planOf, sketch } from './outline-fixture.ts';
import { byPlace, placeAt } from './places.ts';

const draft = sketch({ m1: ['a', 'b', 'c'], m2: ['d'], m3: [] });
const moved = (id: string, spot: Spot) =>
  planOf(withLesson(draft, id, { moduleId: spot.moduleId, place: lessonPlace(outlineOf(draft), spot, id) }));

describe('the outline', () => {
  test('counts lessons through the whole course', () => {
    const numbers = outlineOf(draft).map(({ number, lessons }) => [number, lessons.map((lesson) => lesson.number)]);
    expect(numbers).toEqual([
      [1, [1, 2, 3]],
      [2, [4]],
      [3, []],
    ]);
  });

  test('shows a lesson whose module has just gone in the last one', () => {
    expect(planOf(withoutModule(draft, 'm1'))).toEqual({ m2: ['d'], m3: ['a', 'b', 'c'] });
  });

  test.each<[string, string, Spot, Record<string, string[]>]>([
    ['to the beginning', 'c', { moduleId: 'm1', index: 0 }, { m1: ['c', 'a', 'b'], m2: ['d'], m3: [] }],
    ['to the end', 'a', { moduleId: 'm1', index: 2 }, { m1: ['b', 'c', 'a'], m2: ['d'], m3: [] }],
    ['down by one', 'a', { moduleId: 'm1', index: 1 }, { m1: ['b', 'a', 'c'], m2: ['d'], m3: [] }],
    ['up by one', 'c', { moduleId: 'm1', index: 1 }, { m1: ['a', 'c', 'b'], m2: ['d'], m3: [] }],
    [
      'before a lesson of another module',
      'b',
      { moduleId: 'm2', index: 0 },
      { m1: ['a', 'c'], m2: ['b', 'd'], m3: [] },
    ],
    ['into an empty module', 'a', { moduleId: 'm3', index: 0 }, { m1: ['b', 'c'], m2: ['d'], m3: ['a'] }],
    ['where it is', 'b', { moduleId: 'm1', index: 1 }, { m1: ['a', 'b', 'c'], m2: ['d'], m3: [] }],
  ])('a lesson goes %s', (_, id, spot, plan) => {
    expect(moved(id, spot)).toEqual(plan);
  });

  test.each([
    ['m3', 0, ['m3', 'm1', 'm2']],
    ['m1', 2, ['m2', 'm3', 'm1']],
    ['m1', 1, ['m2', 'm1', 'm3']],
  ])('module %s goes to %i', (id, index, order) => {
    const place = modulePlace(outlineOf(draft), index, id);
    expect(Object.keys(planOf(withModule(draft, id, { place })))).toEqual(order);
  });

  test('says where a lesson stands', () => {
    expect(spotOf(outlineOf(draft), 'c')).toEqual({ moduleId: 'm1', index: 2 });
    expect(spotOf(outlineOf(draft), 'nobody')).toBeUndefined();
  });
});

describe('places', () => {
  test('two who added at the same place at once stand in the same order for everybody', () => {
    const [one, other] = [lessonOf('a', 'm', 'a1'), lessonOf('b', 'm', 'a1')];
    expect(byPlace([other, one])).toEqual(byPlace([one, other]));
  });

  test('what comes between two at the same place stands behind both', () => {
    const siblings = [lessonOf('a', 'm', 'a1'), lessonOf('b', 'm', 'a1'), lessonOf('c', 'm', 'a2')];
    const place = placeAt(siblings, 1);
    expect(place > 'a1' && place < 'a2').toBe(true);
  });

  test('a place no client of ours made does not stop anybody', () => {
    expect(placeAt([lessonOf('a', 'm', 'zzz')], 1) > 'zzz').toBe(true);
  });

  test('five hundred moves to the same gap still fit', () => {
    let siblings = [lessonOf('first', 'm', 'a0'), lessonOf('last', 'm', 'a1')];
    for (let count = 0; count < 500; count += 1) {
      siblings = [siblings[0]!, lessonOf(`${count}`, 'm', placeAt(siblings, 1)), ...siblings.slice(1)];
    }
    expect(siblings.map(({ place }) => place)).toEqual(byPlace(siblings).map(({ place }) => place));
    expect(Math.max(...siblings.map(({ place }) => place.length))).toBeLessThanOrEqual(120);
  });
});
