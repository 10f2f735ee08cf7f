import { expect, it } from 'vitest';
import { fieldBlocks, fieldsIn, unsentFields } from './field-blocks.ts';

it('comes back from the journal as it was typed', () => {
  const typed = { 'title uk': 'Права', 'summary uk': '' };
  expect(fieldsIn(fieldBlocks(typed))).toEqual(typed);
});

it('keeps what the academy does not have, also a text that was taken out', () => {
  const typed = { title: 'Нова', summary: '', topics: 'право', outcome: '' };
  expect(unsentFields(typed, { title: 'Стара', summary: 'Була', topics: 'право' })).toEqual({
    title: 'Нова',
    summary: '',
  });
});
