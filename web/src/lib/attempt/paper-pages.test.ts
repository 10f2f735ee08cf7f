import { expect, it } from 'vitest';
import { mayTurn, pagesOf } from './paper-pages.ts';

const questions = [0, 0, 1, 2, 2].map((section, id) => ({ id, section }));
const ids = (pages: { id: number }[][]) => pages.map((page) => page.map(({ id }) => id));

it('a paper is one page, a page per section, or a page per question', () => {
  expect(ids(pagesOf(questions, 'onePage'))).toEqual([[0, 1, 2, 3, 4]]);
  expect(ids(pagesOf(questions, 'onePerSection'))).toEqual([[0, 1], [2], [3, 4]]);
  expect(ids(pagesOf(questions, 'oneQuestion'))).toEqual([[0], [1], [2], [3], [4]]);
});

it('forward only means that the map leads nowhere else', () => {
  expect([mayTurn('free', 3, 1), mayTurn('forward', 3, 3), mayTurn('forward', 3, 1), mayTurn('forward', 3, 4)]).toEqual(
    [true, true, false, false],
  );
});
