import { expect, it } from 'vitest';
import { plainText } from '../markdown/model.ts';
import { textModel } from '../markdown/text-model.ts';
import { gapsOnPaper, linesFor } from './paper.ts';

it('an essay gets lines for its words, within reason', () => {
  expect([linesFor(null), linesFor(20), linesFor(300), linesFor(9_000)]).toEqual([15, 6, 34, 50]);
});

it('gaps become lines, with what there is to choose from behind them, letter by letter as it is', () => {
  const options = [
    { id: 'a', text: 'має *право*' },
    { id: 'b', text: 'ст. 5_1' },
  ];
  const gaps = [
    { id: 'g1', kind: 'choice' as const, options },
    { id: 'g2', kind: 'text' as const, options: [] },
  ];
  const [paragraph] = textModel(gapsOnPaper({ text: 'Він {{g1}} і {{g2}}.', gaps })).blocks;
  const words = paragraph && 'children' in paragraph ? plainText(paragraph.children) : '';
  expect(words).toBe('Він ________________ (має *право* / ст. 5_1) і ________________.');
});
