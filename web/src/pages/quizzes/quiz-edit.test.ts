import { describe, expect, test } from 'vitest';
import { presetIn, presetOf, presets } from './presets.ts';
import {
  minusQuestion,
  minusSection,
  movedQuestion,
  movedSection,
  newContent,
  newDraw,
  paperSums,
  plusQuestions,
  plusSection,
  pointsOfQuestion,
  withDraw,
} from './quiz-edit.ts';

const empty = newContent({ uk: 'Тест' }, ['uk'], 'class');
const two = plusQuestions(plusSection(plusQuestions(empty, 's1', ['qst_1', 'qst_2'])), 's2', ['qst_3', 'qst_1']);
const order = (content: typeof two) =>
  content.sections.map(({ questions }) => questions.map(({ questionId }) => questionId));

describe('a quiz that is written', () => {
  test('takes a question once, wherever it stands', () => {
    expect(order(two)).toEqual([['qst_1', 'qst_2'], ['qst_3']]);
  });

  test('moves questions within a section, and over its edge into the next', () => {
    expect(order(movedQuestion(two, 's1', 0, 1))).toEqual([['qst_2', 'qst_1'], ['qst_3']]);
    expect(order(movedQuestion(two, 's1', 1, 1))).toEqual([['qst_1'], ['qst_2', 'qst_3']]);
    expect(order(movedQuestion(two, 's2', 0, -1))).toEqual([['qst_1', 'qst_2', 'qst_3'], []]);
    expect(movedQuestion(two, 's1', 0, -1)).toBe(two);
  });

  test('has one section at least, and moves them', () => {
    expect(minusSection(empty, 's1')).toBe(empty);
    expect(order(minusSection(two, 's1'))).toEqual([['qst_3']]);
    expect(order(movedSection(two, 's2', -1))).toEqual([['qst_3'], ['qst_1', 'qst_2']]);
  });

  test('says how long a paper is and what it brings', () => {
    const drawn = withDraw(two, 's1', { ...newDraw(two), count: 4, points: 0.5 });
    expect(paperSums(pointsOfQuestion(drawn, 's1', 1, 3))).toEqual({ questions: 7, points: 7 });
    expect(newDraw(drawn).id).toBe('d2');
    expect(order(minusQuestion(two, 's1', 0))).toEqual([['qst_2'], ['qst_3']]);
  });
});

test.each(presets)('the preset “%s” is known by what it sets', (preset) => {
  expect(presetIn(presetOf(preset))).toBe(preset);
  const { use, settings } = presetOf(preset);
  expect(presetIn({ use, settings: { ...settings, attempts: 7 } })).toBeUndefined();
});
