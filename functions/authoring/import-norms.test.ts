import { describe, expect, it } from 'vitest';
import { renamedNorms } from './import-norms.ts';

const [there, here, gone] = ['1', '2', '3'].map((digit) => `art_${digit.repeat(26)}`) as [string, string, string];
const said = (text: string) => {
  const block = { id: 'blk_1', kind: 'text' as const, ref: null, texts: { uk: { text, alt: null } } };
  const names = new Map([
    [there, here],
    [gone, undefined],
  ]);
  return renamedNorms(block, names).texts.uk?.text;
};

describe('a reference to an article', () => {
  it('leads to the article that is the same here', () => {
    expect(said(`Див. [ст. 23](norm:${there}) і [ст. 24](norm:${there}).`)).toBe(
      `Див. [ст. 23](norm:${here}) і [ст. 24](norm:${here}).`,
    );
  });

  it('is words alone where there is none, and stays where nobody said anything of it', () => {
    expect(said(`Див. [ст. 23](norm:${gone}).`)).toBe('Див. ст. 23.');
    const unknown = `[ст. 1](norm:art_${'4'.repeat(26)})`;
    expect(said(unknown)).toBe(unknown);
  });
});
