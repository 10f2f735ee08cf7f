import { describe, expect, test } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { questionKinds } from '#contracts/question-kinds.ts';
import { needsOf } from './needs.ts';
import { inKind, newBody, newContent } from './new-content.ts';
import { cleaned, decimalOf, languagesOf, missingIn } from './texts.ts';

let count = 0;
const newId = () => `p${(count += 1)}`;
const single = (...options: [text: string, share: number][]): QuestionContent => ({
  ask: { uk: ' Хто? ', en: '' },
  body: {
    kind: 'single',
    shuffle: true,
    options: options.map(([uk, share]) => ({ id: newId(), text: { uk }, share, feedback: {} })),
  },
  given: { uk: '  ' },
});

describe('a question on its way to the academy', () => {
  test('loses what is blank, keeps what is wrong', () => {
    const content = cleaned(single(['Так', 0], ['', 0], ['', 1]));
    expect(content.ask).toEqual({ uk: 'Хто?' });
    expect(content).not.toHaveProperty('given');
    expect(content.body).toMatchObject({ options: [{ text: { uk: 'Так' } }, { text: {}, share: 1 }] });
    expect(content.body.kind === 'single' && 'feedback' in content.body.options[0]!).toBe(false);
    expect(needsOf(content)).toEqual(['optionText']);
  });

  test('is whole with two options, marked or not', () => {
    expect(needsOf(cleaned(single(['Так', 0], ['Ні', 0])))).toEqual([]);
    expect(needsOf(cleaned(single(['Так', 1])))).toEqual(['options']);
  });

  test('is begun in every kind with something to be typed', () => {
    for (const kind of questionKinds) {
      const needs = needsOf(cleaned(newContent(kind, newId)));
      expect(needs, kind).toContain('ask');
    }
  });

  test('writes numbers as the contract does', () => {
    expect(decimalOf('1 234,50')).toBe('1234.50');
    const body = {
      ...newBody('numeric', newId),
      units: [
        { text: 'км', factor: '7' },
        { text: ' ', factor: '1' },
      ],
    };
    const content = cleaned({ ask: { uk: 'Скільки?' }, body } as QuestionContent);
    expect(content.body).toMatchObject({ answers: [], units: [{ text: 'км', factor: '1' }] });
  });

  test('says that a number is none', () => {
    const answers = [{ value: 'сім', tolerance: '', share: 1 }];
    expect(needsOf(cleaned({ ask: { uk: 'Скільки?' }, body: { kind: 'numeric', answers, units: [] } }))).toEqual([
      'numberForm',
    ]);
  });

  test('keeps a choice that a prompt needs, and lets the empty rest go', () => {
    const body = newBody('matching', newId);
    if (body.kind !== 'matching') throw new Error('kind');
    body.prompts[0]!.text = { uk: 'Стаття 29' };
    const content = cleaned({ ask: { uk: 'Поєднайте' }, body });
    expect(content.body).toMatchObject({ prompts: [{ text: { uk: 'Стаття 29' } }], choices: [{ text: {} }] });
    expect(needsOf(content)).toEqual(['pairs']);
  });
});

test('languages, and what one of them lacks', () => {
  const content = single(['Так', 1], ['Ні', 0]);
  content.ask = { uk: 'Хто?', en: 'Who?' };
  expect(languagesOf(content)).toEqual(['uk', 'en']);
  expect(missingIn(content, 'en')).toBe(2);
  expect(missingIn(content, 'uk')).toBe(0);
});

test('options stay when one right answer becomes several, and back', () => {
  const { body } = single(['Так', 1], ['Ні', 0.5]);
  const several = inKind(body, 'multiple', newId);
  expect(several).toMatchObject({ kind: 'multiple', options: [{ correct: true }, { correct: false }] });
  expect(inKind(several, 'single', newId)).toMatchObject({ options: [{ share: 1 }, { share: 0 }] });
});
