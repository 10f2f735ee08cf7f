import { describe, expect, it } from 'vitest';
import { diffMarkdown } from './line-diff.ts';
import { sideOf } from './sides.ts';
import { textOf } from './words.ts';

const read = (side: 'before' | 'after') =>
  sideOf(diffMarkdown('- Описати\n- Зняти\n- Пакувати', '- Описати все\n- Пакувати'), side).map(({ cells }) =>
    cells.map((parts) => parts.map(({ words }) => textOf(words)).join('')).join('|'),
  );

describe('the sides of a difference', () => {
  it('are the text as it was and as it is', () => {
    expect([read('before'), read('after')]).toEqual([
      ['Описати', 'Зняти', 'Пакувати'],
      ['Описати все', 'Пакувати'],
    ]);
  });
});
