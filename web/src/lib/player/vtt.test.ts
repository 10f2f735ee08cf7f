import { describe, expect, it } from 'vitest';
import { lineAt, parseVtt } from './vtt.ts';

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

describe('parseVtt', () => {
  it('takes times and words, in order of time', () => {
    expect(parseVtt(source)).toEqual([
      { startSeconds: 0, endSeconds: 2.076, text: 'Перший рядок' },
      { startSeconds: 3, endSeconds: 4.5, text: 'Другий' },
      { startSeconds: 3723.5, endSeconds: 3724, text: 'A <b> & c' },
    ]);
  });

  it.each(['', 'nonsense', 'WEBVTTX\n\n00:00.000 --> 00:01.000\nx', '<script>'])('gives nothing for %j', (text) => {
    expect(parseVtt(text)).toEqual([]);
  });

  it('reads Windows line ends', () => {
    expect(parseVtt('WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nx\r\n')).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'x' },
    ]);
  });
});

describe('lineAt', () => {
  const lines = parseVtt(source);
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
