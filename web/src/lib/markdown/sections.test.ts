import { describe, expect, it } from 'vitest';
import { partAt, sectionsOf } from './sections.ts';
import { textModel } from './text-model.ts';

describe('the contents of a text', () => {
  it('are its headings of level two, as words', () => {
    expect(sectionsOf(textModel('Вступ\n\n## Один **раз**[^1]\n\n### Дрібне\n\n## Два\n\n[^1]: Закон'))).toEqual([
      { id: 's-один-раз', title: 'Один раз' },
      { id: 's-два', title: 'Два' },
    ]);
  });

  it('know the part whose heading has passed the line last', () => {
    expect(partAt([300, 900], 200)).toBe(-1);
    expect(partAt([-500, 200, 900], 200)).toBe(1);
    expect(partAt([-900, -500, 100], 200)).toBe(2);
  });
});
