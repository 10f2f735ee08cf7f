import { describe, expect, it } from 'vitest';
import type { Block, Inline } from './model.ts';
import { textModel } from './text-model.ts';

const pictures = { 'pictures/a.png': { src: '/api/courses/crs_1/pictures/abc', width: 640, height: 360 } };
const blocks = (source: string) => textModel(source, pictures).blocks;
const text = (value: string): Inline => ({ type: 'text', text: value });

describe('text', () => {
  it('turns headings into levels two to four with ids, each once', () => {
    expect(blocks('# Один\n\n## Один\n\n##### Два слова')).toEqual([
      { type: 'heading', level: 2, id: 's-один', children: [text('Один')] },
      { type: 'heading', level: 2, id: 's-один-2', children: [text('Один')] },
      { type: 'heading', level: 4, id: 's-два-слова', children: [text('Два слова')] },
    ]);
  });

  it('shows character references as characters, in code as written', () => {
    expect(blocks('a &amp; b &#8211; &lt;b&gt; `&amp;`')).toEqual([
      { type: 'paragraph', children: [text('a & b – <b> '), { type: 'code', text: '&amp;' }] },
    ]);
  });

  it('keeps lists tight or loose, ordered from their start, and tasks', () => {
    const [list] = blocks('3. раз\n4. два\n');
    expect(list).toMatchObject({ type: 'list', ordered: true, start: 3 });
    const [tasks] = blocks('- [x] так\n- [ ] ні\n') as [Extract<Block, { type: 'list' }>];
    expect(tasks.items.map((item) => item.checked)).toEqual([true, false]);
    expect(tasks.items[0]?.blocks).toEqual([{ type: 'plain', children: [text('так')] }]);
  });

  it('makes a figure of a picture that stands alone', () => {
    expect(blocks('![Опис](pictures/a.png "Підпис")')).toEqual([
      { type: 'figure', picture: pictures['pictures/a.png'], alt: 'Опис', caption: 'Підпис' },
    ]);
  });

  it('takes a bold sentence before a table as its caption, without the full stop', () => {
    const [table, ...rest] = blocks('**Три кроки.**\n\n| A | B |\n| --- | ---: |\n| 1 | 2 |') as [
      Extract<Block, { type: 'table' }>,
    ];
    expect(rest).toEqual([]);
    expect(table).toMatchObject({ type: 'table', name: 'Три кроки', caption: [text('Три кроки')] });
    expect(table.rows[0]?.map((cell) => cell.align)).toEqual(['start', 'end']);
  });

  it('names a table without caption by its heads', () => {
    expect(blocks('| A | B |\n| --- | --- |\n| 1 | 2 |')[0]).toMatchObject({ caption: null, name: 'A B' });
  });
});

describe('call-outs', () => {
  it('knows the five kinds and takes a bold first sentence as title', () => {
    expect(blocks('> [!WARNING]\n> **Увага**\n>\n> Текст')).toEqual([
      {
        type: 'callout',
        kind: 'warning',
        title: [text('Увага')],
        blocks: [{ type: 'paragraph', children: [text('Текст')] }],
      },
    ]);
  });

  it('works without a title and with text right after the mark', () => {
    expect(blocks('> [!TIP]\n> Коротко')).toEqual([
      { type: 'callout', kind: 'tip', title: null, blocks: [{ type: 'paragraph', children: [text('Коротко')] }] },
    ]);
  });

  it('leaves unknown marks and ordinary quotations alone', () => {
    expect(blocks('> [!PARTY]\n> Текст')[0]?.type).toBe('quote');
    expect(blocks('> слова')[0]?.type).toBe('quote');
  });
});

describe('footnotes', () => {
  const model = textModel('А[^b] і ще[^a], знову[^b].\n\n[^a]: Перша\n[^b]: Друга *книга*\n    с. 5\n');

  it('numbers by first mention and knows every mention', () => {
    expect(model.notes.map(({ number, id, references }) => ({ number, id, references }))).toEqual([
      { number: 1, id: 'note-1', references: ['ref-1-1', 'ref-1-2'] },
      { number: 2, id: 'note-2', references: ['ref-2-1'] },
    ]);
  });

  it('keeps the definitions out of the text', () => {
    expect(model.blocks).toHaveLength(1);
    expect(model.notes[1]?.blocks).toEqual([{ type: 'paragraph', children: [text('Перша')] }]);
  });

  it('leaves a mark without definition as written', () => {
    expect(blocks('Слово[^none].')).toEqual([
      { type: 'paragraph', children: [text('Слово'), text('[^none]'), text('.')] },
    ]);
  });

  it('cuts a definition off a paragraph right above it', () => {
    const { blocks: above, notes } = textModel('Слово[^1]\n[^1]: Нотатка');
    expect(above).toHaveLength(1);
    expect(notes).toHaveLength(1);
  });

  it('does not loop on notes that mention themselves', () => {
    const { notes } = textModel('A[^1]\n\n[^1]: B[^1] C[^2]\n\n[^2]: D[^1]');
    expect(notes.map((note) => note.number)).toEqual([1, 2]);
  });
});
