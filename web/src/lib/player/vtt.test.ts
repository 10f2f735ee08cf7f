import { describe, expect, it } from 'vitest';
import { lineAt, linesOf } from './vtt.ts';

const source = `\ufeffWEBVTT - Лекція

NOTE перевірено

STYLE
::cue { color: red }

1
00:00:00.000 --> 00:00:02.076 align:start
<v Ірина>Перший
рядок

01:02:03.500 --> 01:02:04.000
A &lt;b&gt; &amp; <c.red>c</c>

00:03.000 --> 00:04.500
Другий
`;

describe('linesOf', () => {
  it('takes times and words, in order of time, with who speaks', () => {
    expect(linesOf(source)).toEqual([
      { startSeconds: 0, endSeconds: 2.076, text: 'Ірина: Перший рядок', settings: { align: 'start' } },
      { startSeconds: 3, endSeconds: 4.5, text: 'Другий' },
      { startSeconds: 3723.5, endSeconds: 3724, text: 'A <b> & c' },
    ]);
  });

  it.each(['', 'nonsense', 'WEBVTTX\n\n00:00.000 --> 00:01.000\nx', '<script>'])('gives nothing for %j', (text) => {
    expect(linesOf(text)).toEqual([]);
  });
});

describe('lineAt', () => {
  const lines = linesOf(source);
  it.each([
    [-1, -1],
    [0, 0],
    [2.5, 0],
    [3, 1],
    [9999, 2],
  ])('%d s → %d', (position, index) => {
    expect(lineAt(lines, position)).toBe(index);
  });
});
