import { expect, it } from 'vitest';
import type { Manifest } from '../courses/courses.reads.ts';
import { knownIds, recognised } from './import-ids.ts';

const idOf = (kind: string, id: string) => `${kind} of ${id}`;
const known = knownIds({ module: ['m'], lesson: ['a'], lecture: ['f'] }, idOf);

it('what comes back keeps the ids it has here; what is new keeps its new ones', () => {
  const course = {
    lectures: [{ id: 'lecture of f' }, { id: 'lecture of g' }],
    modules: [
      {
        id: 'module of m',
        lessons: [
          { id: 'lesson of a', lectures: { uk: 'lecture of f' } },
          { id: 'lesson of b', lectures: {} },
        ],
      },
    ],
  } as unknown as Pick<Manifest, 'modules' | 'lectures'>;
  expect(recognised(course, known)).toEqual({
    lectures: [{ id: 'f' }, { id: 'lecture of g' }],
    modules: [
      {
        id: 'm',
        lessons: [
          { id: 'a', lectures: { uk: 'f' } },
          { id: 'lesson of b', lectures: {} },
        ],
      },
    ],
  });
});
