import { describe, expect, it } from 'vitest';
import type { Frozen } from '../../lib/diff/blocks.ts';
import { learnerText, picturesIn } from './learner-text.ts';

const block = (kind: Frozen['kind'], ref: string | null, texts: Frozen['texts']): Frozen => ({
  id: `blk_${ref ?? kind}`,
  kind,
  ref,
  texts,
});
const blocks = [
  block('text', null, { uk: { text: '## Розділ', alt: null }, en: { text: '## Part', alt: null } }),
  block('picture', 'mda_1', { uk: { text: 'Схема "А"', alt: 'Схема [місця]' } }),
  block('file', 'mda_2', { uk: { text: 'Бланк', alt: null } }),
];
const text = (language: 'uk' | 'en') => learnerText(blocks, language, 'uk', (id) => `/files/${id}`);

describe('the text as learners will get it', () => {
  it('is one Markdown text, with pictures and files where they stand', () => {
    expect(text('uk')).toBe(
      '## Розділ\n\n![Схема &#91;місця&#93;](mda_1 "Схема &#34;А&#34;")\n\n[Бланк](/files/mda_2)',
    );
    expect(picturesIn(blocks)).toEqual(['mda_1']);
  });

  it('falls back to the first language for pictures and files only', () => {
    expect(text('en')).toMatch(/^## Part\n\n!\[Схема/);
  });
});
