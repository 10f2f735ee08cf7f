import { expect, it } from 'vitest';
import { lessonBefore } from './module-order.ts';

const modules = [['a1', 'a2'], [], ['b1', 'b2'], ['c1']].map((ids) => ({ lessons: ids.map((id) => ({ id })) }));
const before = (lessonId: string, ...completed: string[]) => lessonBefore(modules, new Set(completed), lessonId);

it.each([
  ['a lesson of the first module waits for nothing', before('a2'), undefined],
  ['one of a later module for the first that is left before it', before('b1', 'a1'), 'a2'],
  ['not for those of its own module', before('b2', 'a1', 'a2'), undefined],
  ['for those of all modules before it', before('c1', 'a1', 'a2', 'b1'), 'b2'],
  ['a lesson that is not there for nothing', before('x'), undefined],
])('%s', (_, found, expected) => expect(found).toBe(expected));
