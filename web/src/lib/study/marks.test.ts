import { describe, expect, it } from 'vitest';
import type { Term } from '#contracts/norms.ts';
import { plainText, type Inline } from '../markdown/model.ts';
import { textModel } from '../markdown/text-model.ts';
import { linearOf } from './linear.ts';
import { markedModel, termSpans, termsToShow, type MarkSpan } from './marks.ts';

const source = `Скарга **подана** вчасно[^1].

## Скарга в заголовку

Про скаргу й [скаргу](https://example.org), \`скарга\`.

| Що | Скарга |
| --- | --- |
| Строк | Розгляд скарги, ще скарга |

[^1]: Скарга у виносці.
`;
const model = textModel(source);
const linear = linearOf(model);
const term = (code: string, uk: string, more: Partial<Term> = {}): Term => ({
  ...{ id: `trm_${code}`, code, area: 'право', word: { uk, en: code }, definition: { uk: 'Пояснення' } },
  ...more,
});
const marked = (spans: MarkSpan[]) =>
  markedModel(model, spans)
    .blocks.flatMap((block) => ('children' in block ? block.children : []))
    .filter((inline) => inline.type === 'marked');
const span = (text: string, from = 0) => {
  const start = linear.text.indexOf(text, from);
  return { start, end: start + text.length };
};

describe('a text as one line', () => {
  it('has every word in the order of reading, footnotes last, and a line for each part', () => {
    expect(linear.text.split('\n').filter(Boolean)).toEqual([
      'Скарга подана вчасно.',
      'Скарга в заголовку',
      'Про скаргу й скаргу, скарга.',
      'Що',
      'Скарга',
      'Строк',
      'Розгляд скарги, ще скарга',
      'Скарга у виносці.',
    ]);
    expect(linear.headings).toMatchObject([{ title: 'Скарга в заголовку', id: 's-скарга-в-заголовку' }]);
  });
});

describe('marks', () => {
  it('change no character of the text', () => {
    const all: MarkSpan[] = [
      { kind: 'found', ...span('Скарга') },
      { kind: 'note', id: 'nte_1', bookmark: false, ...span('Скарга подана вчасно') },
      ...termSpans(linear, [term('complaint', 'скарга')], 'uk'),
    ];
    expect(linearOf(markedModel(model, all)).text).toBe(linear.text);
  });
  it('go through bold words and show the sign once', () => {
    const [note] = marked([{ kind: 'note', id: 'nte_1', bookmark: true, ...span('Скарга подана вчасно') }]);
    expect(note).toMatchObject({ text: 'Скарга ', notes: ['nte_1'], signs: [] });
    const last = marked([{ kind: 'note', id: 'nte_1', bookmark: true, ...span('Скарга подана вчасно') }]).at(-1);
    expect(last).toMatchObject({ text: ' вчасно', signs: [{ id: 'nte_1', bookmark: true }] });
  });
  it('that overlap are cut into pieces that know all of them', () => {
    const found = marked([
      { kind: 'found', ...span('вчасно') },
      { kind: 'note', id: 'a', bookmark: false, ...span('асно') },
    ]);
    expect(found.map(({ text, found: isFound, notes }) => [text, isFound, notes.length])).toEqual([
      ['вч', true, 0],
      ['асно', true, 1],
    ]);
  });
});

describe('terms', () => {
  it('are explained where they come first in a section, not in headings, links, code and footnotes', () => {
    const places = termSpans(linear, [term('complaint', 'скарга')], 'uk').map(({ start, end }) =>
      linear.text.slice(start, end),
    );
    expect(places).toEqual(['Скарга', 'скаргу']);
    expect(termSpans(linear, [term('complaint', 'скарга')], 'uk')[1]!.start).toBe(linear.text.indexOf('скаргу'));
  });
  it('that another mark cuts are left alone', () => {
    const terms = termSpans(linear, [term('complaint', 'скарга')], 'uk');
    const found = marked([...terms, { kind: 'note', id: 'a', bookmark: false, ...span('арга подана') }]);
    expect(found.filter((inline) => inline.terms.length)).toHaveLength(1);
  });
  it('without a definition are shown to who reads in another language than their own', () => {
    const bare = term('cadet', 'курсант', { definition: null });
    expect(termsToShow([bare], 'uk', 'uk')).toEqual([]);
    expect(termsToShow([bare], 'uk', 'en')).toEqual([bare]);
    expect(termsToShow([bare], 'uk', 'kk')).toEqual([]);
  });
});

it('plain text of marked words is their text', () => {
  const inline: Inline = { type: 'marked', text: 'слово', at: 0, found: true, notes: [], signs: [], terms: [] };
  expect(plainText([inline])).toBe('слово');
});
