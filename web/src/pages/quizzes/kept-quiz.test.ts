import { expect, test } from 'vitest';
import { keptContent, wordsOf } from './kept-quiz.ts';
import { newContent, plusQuestions } from './quiz-edit.ts';

const quiz = {
  ...plusQuestions(newContent({ uk: 'Залік' }, ['uk'], 'class'), 's1', ['qst_1', 'qst_2']),
  intro: { uk: 'Двадцять хвилин.' },
};

test('a quiz comes back from the device as it was, and is read before that', () => {
  expect(keptContent(JSON.stringify(quiz))).toEqual(quiz);
  expect(wordsOf(quiz, (count) => `${count} запитання`)).toEqual(['Залік', 'Двадцять хвилин.', '2 запитання']);
});

test('what is no quiz is not taken', () => {
  for (const text of ['', 'null', '{', '{}', '[]', JSON.stringify({ ...quiz, sections: [{}] })])
    expect(keptContent(text)).toBeUndefined();
  expect(wordsOf(undefined, String)).toEqual([]);
});
