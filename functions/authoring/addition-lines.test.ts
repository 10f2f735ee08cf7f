import { expect, it } from 'vitest';
import { additionLines } from './addition-lines.ts';

const nothing = { texts: [], marks: [], version: null, againFromMs: null, picture: null };
const read = (value: object) => additionLines(JSON.stringify(value), (id) => ({ uk: `Що таке ${id}?` }));

it('chapters and hints are read as moments with words', () => {
  expect(read([{ startMs: 1000, title: { uk: 'Вступ', en: 'Opening' } }])).toEqual([
    { ...nothing, atMs: 1000, texts: [{ uk: 'Вступ', en: 'Opening' }] },
  ]);
  expect(read([{ atMs: 5, text: { uk: 'Див. статтю 29' } }])).toEqual([
    { ...nothing, atMs: 5, texts: [{ uk: 'Див. статтю 29' }] },
  ]);
});

it('a question is read as what it asks, slides without their pictures, rules as what is set', () => {
  const question = { atMs: 9000, questionId: 'qst_1', version: 2, required: true, againFromMs: 4000 };
  expect(read([question])).toEqual([
    {
      ...{ ...nothing, atMs: 9000, texts: [{ uk: 'Що таке qst_1?' }] },
      ...{ marks: ['required'], version: 2, againFromMs: 4000 },
    },
  ]);
  const slide = { startMs: 0, alt: { uk: 'Схема' }, title: {}, key: 'a'.repeat(64), variants: [{ sha256: 'b' }] };
  expect(read([slide])).toEqual([{ ...nothing, atMs: 0, texts: [{ uk: 'Схема' }], picture: slide.key }]);
  expect(read({ noSkipping: true, watermark: false })).toEqual([{ ...nothing, atMs: null, marks: ['noSkipping'] }]);
});
