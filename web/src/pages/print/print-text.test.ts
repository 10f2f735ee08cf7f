import { expect, it } from 'vitest';
import { linearOf } from '../../lib/study/linear.ts';
import { textModel } from '../../lib/markdown/text-model.ts';
import { articlesIn, withPrefix } from './print-text.ts';

const [a, b] = ['art_01JCQ3ZZZZZZZZZZZZZZZZZZZA', 'art_01JCQ3ZZZZZZZZZZZZZZZZZZZB'];
const model = textModel(`## Розділ

За [ст. 1](norm:${a}) і [далі](#розділ)[^1].

- [ст. 2](norm:${b})

| А |
| --- |
| знову [ст. 1](norm:${a})[^1] |

[^1]: Джерело.
`);

it('keeps the footnotes of each lesson apart', () => {
  const printed = withPrefix(model, 'l2-');
  const text = JSON.stringify(printed);
  expect(linearOf(printed).text).toBe(linearOf(model).text);
  for (const id of ['"l2-note-1"', '"l2-ref-1-1"', '"l2-ref-1-2"', '"l2-s-розділ"', '"#l2-s-розділ"'])
    expect(text).toContain(id);
  expect(text).not.toMatch(/"(note|ref)-/);
});

it('names every article once', () => {
  expect(articlesIn(model)).toEqual([a, b]);
});
