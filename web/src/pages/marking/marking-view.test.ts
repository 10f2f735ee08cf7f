import { describe, expect, test } from 'vitest';
import type { ResultRow } from '#contracts/marking.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { rubricPoints } from './marking-view.ts';
import { countedRows, itemRows, optionText, summaryOf } from './results-view.ts';

const content: QuestionContent = {
  ask: { uk: 'Що правильно?' },
  body: {
    kind: 'single',
    shuffle: true,
    options: [
      { id: 'a', text: { uk: 'Це' }, share: 1 },
      { id: 'b', text: { uk: 'Те' }, share: 0 },
    ],
  },
};
const questions = ['q1', 'q2', 'q3'].map((questionId) => ({
  ...{ questionId, points: 1, version: 1, content, correction: null },
}));

function row(person: string, right: readonly number[], more: Partial<ResultRow> = {}): ResultRow {
  return {
    ...{ attemptId: `att_${person}`, organisationId: 'org', number: 1, openedAt: '', closedAt: '', state: 'marked' },
    learner: { id: person, givenName: '', familyName: person },
    ...{ points: right.reduce((all, each) => all + each, 0), pointsMax: 3, passed: right.length > 1 },
    questions: right.map((share, index) => ({ questionId: `q${index + 1}`, share, chosen: [share ? 'a' : 'b'] })),
    ...more,
  };
}

describe('results', () => {
  test('count the best attempt of each learner, and none that waits for marks', () => {
    const rows = [row('a', [1, 0, 0]), row('a', [1, 1, 0], { number: 2 }), row('b', [0, 0, 0], { state: 'marking' })];
    expect(countedRows(rows).map(({ number }) => number)).toEqual([2]);
    const later = [row('a', [1, 1, 0]), row('a', [1, 0, 0], { number: 2 })];
    expect(countedRows(later, 'last').map(({ number }) => number)).toEqual([2]);
    expect(countedRows(later, 'best').map(({ number }) => number)).toEqual([1]);
  });

  test('say how it went as a whole', () => {
    const found = summaryOf([row('a', [1, 1, 1]), row('b', [0, 0, 0]), row('c', [1, 1, 0])], questions);
    expect(found).toMatchObject({ learners: 3, passed: 3, median: 2 / 3 });
    expect(found?.mean).toBeCloseTo(5 / 9, 10);
    expect(found?.steps.reduce((all, each) => all + each, 0)).toBe(3);
    expect(summaryOf([], questions)).toBeUndefined();
  });

  test('say who chose which option', () => {
    const [first] = itemRows([row('a', [1, 1, 1]), row('b', [0, 0, 0]), row('c', [1, 1, 0])], questions);
    expect(first).toMatchObject({ learners: 3, difficulty: 2 / 3 });
    expect(first?.options.map(({ part, chosen, isRight }) => [part, chosen, isRight])).toEqual([
      ['a', 2, true],
      ['b', 1, false],
    ]);
    expect(optionText(content, 'b', 'en')).toBe('Те');
  });

  test('leave out a question nobody had', () => {
    expect(itemRows([row('a', [1])], questions).map(({ questionId }) => questionId)).toEqual(['q1']);
  });
});

describe('a rubric', () => {
  const level = (id: string, points: number) => ({ id, text: { uk: id }, points });
  const rubric = [
    { id: 'c1', name: { uk: 'Закон' }, levels: [level('l0', 0), level('l1', 4)] },
    { id: 'c2', name: { uk: 'Мова' }, levels: [level('l0', 0), level('l1', 1)] },
  ];

  test('comes to its part of the points, once every criterion is judged', () => {
    expect(rubricPoints(rubric, { c1: 'l1' }, 10)).toBeUndefined();
    expect(rubricPoints(rubric, { c1: 'l1', c2: 'l0' }, 10)).toBe(8);
    expect(rubricPoints([], {}, 10)).toBeUndefined();
  });
});
