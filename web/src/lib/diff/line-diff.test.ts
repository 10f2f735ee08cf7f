import { describe, expect, it } from 'vitest';
import { framesOf } from './groups.ts';
import { diffMarkdown, type DiffLine } from './line-diff.ts';
import { linesOf } from './lines.ts';
import type { Part } from './word-diff.ts';
import { textOf } from './words.ts';

const part = ({ change, words }: Part) =>
  ({ same: textOf(words), removed: `[-${textOf(words)}-]`, added: `{+${textOf(words)}+}` })[change];
const shown = (lines: DiffLine[]) =>
  lines.map(
    ({ kind, change, marker, cells }) =>
      `${kind} ${change}: ${marker}${marker && ' '}${cells.map((parts) => parts.map(part).join('')).join(' | ')}`,
  );
const diff = (before: string | null, after: string | null) => shown(diffMarkdown(before, after));

describe('lines of a text', () => {
  it('carry what they are: heading, item, row, footnote, frame', () => {
    const text = [
      '## Порядок',
      '',
      '1. Описати',
      '2. Зняти\n   - здалеку',
      '',
      '> [!WARNING]\n> **Увага.** Не торкайтеся.',
      '',
      '| Слід | Дія |\n|---|---|\n| взуття | зліпок |',
      '',
      'Права[^1] є.',
      '',
      '[^1]: Стаття 29.',
    ].join('\n');
    expect(linesOf(text).map(({ kind, level, marker, frame }) => [kind, level, marker, frame].join(' '))).toEqual([
      'heading 2  ',
      'item 1 1. ',
      'item 1 2. ',
      'item 2 • ',
      'paragraph 0  warning',
      'row 0  ',
      'row 0  ',
      'paragraph 0  ',
      'note 0 [1] ',
    ]);
  });

  it('keeps raw HTML as the text it is', () => {
    expect(linesOf('<script>alert(1)</script>').map(({ cells }) => textOf(cells.flat()))).toEqual([
      '<script>alert(1)</script>',
    ]);
  });
});

describe('differences of a block', () => {
  it('are words, not Markdown', () => {
    expect(diff('Людина має **право** на захист.', 'Людина має **обов’язок** на захист.')).toEqual([
      'paragraph changed: Людина має [-право-]{+обов’язок+} на захист.',
    ]);
  });

  it('show that only the formatting changed', () => {
    expect(diff('Слід описують негайно.', 'Слід описують **негайно**.')).toEqual([
      'paragraph changed: Слід описують [-негайно-]{+негайно+}.',
    ]);
  });

  it('show that a link leads elsewhere', () => {
    expect(diff('Див. [ст. 29](https://a.example/)', 'Див. [ст. 29](https://b.example/)')).toEqual([
      'paragraph changed: Див. ст. 29[-https://a.example/-]{+https://b.example/+}',
    ]);
  });

  it('go through a list item by item', () => {
    expect(
      diff(
        '1. Описати\n2. Зняти на фото\n3. Пакувати',
        '1. Описати\n2. Виміряти\n3. Зняти на фото\n4. Пакувати одразу',
      ),
    ).toEqual([
      'item same: 1. Описати',
      'item added: 2. {+Виміряти+}',
      'item same: 3. Зняти на фото',
      'item changed: 4. Пакувати{+ одразу+}',
    ]);
  });

  it('go through a table row by row and cell by cell', () => {
    const head = '| Випадок | Годин |\n|---|---|\n';
    expect(
      diff(
        `${head}| Звичайний | 3 |\n| За рішенням | 72 |`,
        `${head}| Звичайний | 3 |\n| За рішенням | 48 |\n| Інший | 1 |`,
      ),
    ).toEqual([
      'row same: Випадок | Годин',
      'row same: Звичайний | 3',
      'row changed: За рішенням | [-72-]{+48+}',
      'row added: {+Інший+} | {+1+}',
    ]);
  });

  it('show a column that is new', () => {
    expect(diff('| А | Б |\n|---|---|\n| 1 | 2 |', '| А | В | Б |\n|---|---|---|\n| 1 | 9 | 2 |')).toEqual([
      'row changed: А | {+В+} | Б',
      'row changed: 1 | {+9+} | 2',
    ]);
  });

  it('name a paragraph that became a heading', () => {
    expect(diff('Порядок', '## Порядок')).toEqual(['paragraph removed: [-Порядок-]', 'heading added: {+Порядок+}']);
  });

  it('show a block that came or went whole', () => {
    expect(diff(null, 'Новий абзац.')).toEqual(['paragraph added: {+Новий абзац.+}']);
    expect(diff('Старий абзац.', null)).toEqual(['paragraph removed: [-Старий абзац.-]']);
  });

  it('stay short where a table of ten thousand rows changed', () => {
    const table = (value: string) => `|а|\n|-|\n${Array.from({ length: 6000 }, () => `|${value}|\n`).join('')}`;
    expect(diffMarkdown(table('1'), table('2'))).toHaveLength(6001);
  });
});

describe('frames', () => {
  it('keep together what stands in one list, table or call-out', () => {
    const lines = diffMarkdown('', '- а\n- б\n\n> [!NOTE]\n> в\n\n|г|\n|-|\n|ґ|');
    expect(
      framesOf(lines).map(
        ({ frame, groups }) => `${frame}:${groups.map(({ type, lines: l }) => type + l.length).join()}`,
      ),
    ).toEqual([':list2', 'note:line1', ':table2']);
  });
});
