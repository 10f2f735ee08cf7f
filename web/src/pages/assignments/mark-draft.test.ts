import { describe, expect, it } from 'vitest';
import { isMarkDraft, paragraphsOf, passageIn, piecesOf } from './mark-draft.ts';

const text = 'Особу доставлено о 10:00.\n\nПротокол складено о 13:30.';
const comment = (id: string, quote: string) => ({
  ...{ id, text: 'Ким?', passage: passageIn(text, text.indexOf(quote), text.indexOf(quote) + quote.length)! },
});

describe('a text with remarks', () => {
  it('comes in pieces that are the whole text', () => {
    const pieces = piecesOf(text, [comment('a', 'Особу доставлено'), comment('b', 'доставлено о 10:00')]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map(({ comments }) => comments.join(''))).toEqual(['a', 'ab', 'b', '']);
    expect(piecesOf(text, [])).toEqual([{ text, comments: [] }]);
    expect(piecesOf('', [])).toEqual([]);
  });
  it('has paragraphs', () => {
    expect(paragraphsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Особу доставлено о 10:00.',
      'Протокол складено о 13:30.',
    ]);
  });
});

it('a mark is taken from the device only whole', () => {
  const draft = { number: 1, points: '7', levels: {}, comment: '', comments: [], reason: '' };
  expect(isMarkDraft(draft)).toEqual(draft);
  expect(isMarkDraft({ ...draft, comments: 'ні' })).toBeUndefined();
});
