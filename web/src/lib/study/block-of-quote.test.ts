import { expect, it } from 'vitest';
import { blockOfQuote } from './block-of-quote.ts';

const blocks = [
  { id: 'blk_1', texts: { uk: { text: 'Перший **важливий** абзац.' }, en: { text: 'First.' } } },
  { id: 'blk_2', texts: { uk: { text: '- раз\n- два' } } },
];

it('finds the block by its words, whatever their dress', () => {
  expect(blockOfQuote(blocks, 'важливий абзац', 'uk')).toBe('blk_1');
  expect(blockOfQuote(blocks, 'раз\nдва', 'uk')).toBe('blk_2');
  expect(blockOfQuote(blocks, 'абзац.\nраз', 'uk')).toBe('blk_1');
  expect(blockOfQuote(blocks, 'First', 'uk')).toBeUndefined();
});
