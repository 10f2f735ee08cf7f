import { describe, expect, test } from 'vitest';
import { hasMoved, lifted, pressed, type Lift } from './lift.ts';
import { outlineOf } from './outline.ts';
import { sketch } from './outline-fixture.ts';

const outline = outlineOf(sketch({ m1: ['a', 'b'], m2: [], m3: ['c', 'd'] }));

/** Lifts and presses keys one after the other. */
function go(kind: Lift['kind'], id: string, ...keys: string[]) {
  let result = { outcome: 'going' as string, lift: lifted(outline, kind, id)! };
  for (const key of keys) result = pressed(outline, result.lift, key) ?? { ...result, outcome: 'not ours' };
  return result;
}

describe('a lifted lesson', () => {
  test.each<[string[], { moduleId: string; index: number }]>([
    [['ArrowDown'], { moduleId: 'm1', index: 1 }],
    [['ArrowDown', 'ArrowDown'], { moduleId: 'm2', index: 0 }],
    [['ArrowDown', 'ArrowDown', 'ArrowDown'], { moduleId: 'm3', index: 0 }],
    [['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'], { moduleId: 'm2', index: 0 }],
    [['ArrowDown', 'ArrowDown', 'ArrowUp'], { moduleId: 'm1', index: 1 }],
    [['ArrowUp'], { moduleId: 'm1', index: 0 }],
    [['ArrowRight', 'ArrowRight'], { moduleId: 'm3', index: 0 }],
    [['ArrowRight', 'ArrowRight', 'End'], { moduleId: 'm3', index: 2 }],
    [['ArrowRight', 'ArrowLeft'], { moduleId: 'm1', index: 1 }],
    [['End', 'Home'], { moduleId: 'm1', index: 0 }],
  ])('goes by %j', (keys, at) => {
    expect(go('lesson', 'a', ...keys).lift.at).toEqual(at);
  });

  test('stays at the very end', () => {
    const { lift, outcome } = go('lesson', 'd', 'ArrowDown');
    expect([outcome, hasMoved(lift)]).toEqual(['going', false]);
  });

  test.each([' ', 'Enter', 'Tab'])('is put down by “%s”', (key) => {
    const { lift, outcome } = go('lesson', 'a', 'ArrowRight', key);
    expect([outcome, hasMoved(lift)]).toEqual(['down', true]);
  });

  test('is put back by Escape', () => {
    const { lift, outcome } = go('lesson', 'a', 'ArrowRight', 'Escape');
    expect([outcome, hasMoved(lift)]).toEqual(['back', false]);
  });

  test('leaves other keys alone', () => {
    expect(go('lesson', 'a', 'x').outcome).toBe('not ours');
  });
});

describe('a lifted module', () => {
  test.each<[string[], number]>([
    [['ArrowDown'], 1],
    [['ArrowDown', 'ArrowDown', 'ArrowDown'], 2],
    [['End', 'ArrowUp'], 1],
    [['ArrowUp'], 0],
  ])('goes by %j', (keys, at) => {
    expect(go('module', 'm1', ...keys).lift.at).toBe(at);
  });
});

test('what is gone cannot be lifted', () => {
  expect([lifted(outline, 'lesson', 'x'), lifted(outline, 'module', 'x')]).toEqual([undefined, undefined]);
});
