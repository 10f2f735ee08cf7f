import { describe, expect, test } from 'vitest';
import { quizHref, quizIdOf, quizzesNamed, withQuizzesOf } from './quiz-link.ts';

const id = `qiz_${'0'.repeat(26)}`;

describe('a link to a quiz', () => {
  test('is known by its address', () => {
    expect(quizIdOf(quizHref(id))).toBe(id);
    expect([quizIdOf('quiz:javascript:alert(1)'), quizIdOf(`norm:${id}`), quizIdOf(`quiz:${id}x`)]).toEqual([
      ...[null, null, null],
    ]);
  });

  test('is found in a text, once for each quiz', () => {
    const other = id.replace('0', '1');
    const text = `[Перший](${quizHref(id)}) і [другий](${quizHref(other)}), ще раз [перший](${quizHref(id)}).`;
    expect(quizzesNamed(text)).toEqual([id, other]);
    expect(quizzesNamed(`quiz:${id} без посилання`)).toEqual([]);
  });

  test('is words alone where nobody has the quiz', () => {
    const other = id.replace('0', '1');
    const said = (text: string) => withQuizzesOf(text, (each) => each === other);
    expect(said(`Тест: [**перевірка** \\[1\\]](${quizHref(id)}), [друга](${quizHref(other)}).`)).toBe(
      `Тест: **перевірка** \\[1\\], [друга](${quizHref(other)}).`,
    );
    expect(said(`[a](https://example.org) [b [c]](${quizHref(id)})`)).toBe('[a](https://example.org) b [c]');
  });
});
