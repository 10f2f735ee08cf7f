import { describe, expect, test } from 'vitest';
import { questionKinds, type QuestionContent } from '#contracts/question-kinds.ts';
import { faultLines } from './fault-lines.ts';
import { newBody, newContent } from './new-content.ts';
import { distractorsOf, pairsOf, withDistractors, withPairs } from './pairs.ts';
import { questionText, type Words } from './question-text.ts';
import { beside } from './queue.ts';
import { withTags } from './tags.ts';
import { pictureText, withList, withSigns, withWords } from './text-keys.ts';
import { metaOf, printOf } from './written.ts';

let count = 0;
const newId = () => `p${(count += 1)}`;

describe('pairs', () => {
  const body = newBody('matching', newId);
  if (body.kind !== 'matching') throw new Error('kind');

  test('are prompts beside their choices; a new pair brings both', () => {
    const added = withPairs(body, [
      ...pairsOf(body),
      { prompt: { id: 'new', text: { uk: 'а' } }, choice: { id: 'right', text: { uk: 'б' } } },
    ]);
    expect(added.prompts.at(-1)).toEqual({ id: 'new', text: { uk: 'а' }, choice: 'right' });
    expect(added.choices.map(({ id }) => id)).toContain('right');
    expect(distractorsOf(added)).toEqual([]);
  });

  test('leave the distractors alone, and these them', () => {
    const extra = { id: 'extra', text: { uk: 'зайве' } };
    const wider = withDistractors(body, [extra]);
    expect(distractorsOf(wider)).toEqual([extra]);
    expect(pairsOf(withPairs(wider, pairsOf(wider).slice(1)))).toHaveLength(1);
    expect(distractorsOf(withDistractors(wider, []))).toEqual([]);
  });
});

describe('light Markdown', () => {
  test('puts signs around words and takes them away again', () => {
    const bold = withSigns({ value: 'дуже важливо', start: 5, end: 12 }, '**');
    expect(bold).toEqual({ value: 'дуже **важливо**', start: 7, end: 14 });
    expect(withSigns(bold, '**')).toEqual({ value: 'дуже важливо', start: 5, end: 12 });
    expect(withSigns({ value: '**а**', start: 2, end: 3 }, '*').value).toBe('***а***');
  });
  test('makes a list of lines and lines of a list', () => {
    const list = withList({ value: 'а\nб', start: 0, end: 3 });
    expect(list.value).toBe('- а\n- б');
    expect(withList({ ...list, start: 0, end: list.value.length }).value).toBe('а\nб');
  });
  test('puts words where the writing stands', () => {
    expect(withWords({ value: 'аб', start: 1, end: 1 }, '–')).toEqual({ value: 'а–б', start: 2, end: 2 });
    expect(pictureText('mda_1', 'Схема [а]\nдалі')).toBe('![Схема \\[а\\] далі](media:mda_1)');
  });
});

test('tags are parted by commas, each once, as the bank writes them', () => {
  expect(withTags(['право'], 'Затримання, ПРАВО;  новий   тег', ['затримання'])).toEqual([
    'право',
    'затримання',
    'новий тег',
  ]);
});

test('the neighbours in a queue are those one may answer', () => {
  const queue = ['a', 'b', 'c', 'd'].map((id) => ({ id, mayDecide: id !== 'b' }));
  expect(beside(queue, 'c')).toEqual({ before: 'a', after: 'd' });
  expect(beside(queue, 'gone')).toEqual({ before: undefined, after: 'a' });
});

test('faults of a kind are one line', () => {
  const fault = { code: 'languageMissing' as const, language: 'en' as const };
  expect(
    faultLines([
      { ...fault, part: 'a' },
      { ...fault, part: 'b' },
    ]),
  ).toEqual([{ ...fault, count: 2 }]);
});

test('two questions that read the same have the same print, whatever the order of their fields', () => {
  const content = newContent('trueFalse', newId);
  const meta = { folderId: null, use: 'exam' as const, difficulty: 3, tags: [], competences: [], norms: [] };
  const turned = JSON.parse(
    '{"norms":[],"competences":[],"tags":[],"difficulty":3,"use":"exam","folderId":null}',
  ) as typeof meta;
  expect(printOf({ content: { ...content, ask: { en: 'a', uk: 'б' } }, meta })).toBe(
    printOf({ content: { body: content.body, ask: { uk: 'б ', en: 'a' }, given: {} }, meta: metaOf(turned) }),
  );
});

test('a question of every kind can be read as one text', () => {
  const words = new Proxy({} as Words, {
    get: (_, name) =>
      ['right', 'wrong', 'true', 'false', 'explanation', 'sample', 'scoring'].includes(String(name))
        ? String(name)
        : () => String(name),
  });
  for (const kind of questionKinds) {
    const content: QuestionContent = { ...newContent(kind, newId), ask: { uk: 'Що?' }, explanation: { uk: 'Бо так.' } };
    expect(questionText(content, 'uk', words), kind).toMatch(/^Що\?[\s\S]*\*\*explanation\*\*\n\nБо так\.$/);
  }
});
