import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanVtt, readCaptions, writeVtt } from './captions.ts';
import { cuesMax } from './cue.ts';
import { tidy, vttWords } from './words.ts';

const vtt = (...blocks: string[]) => `WEBVTT\n\n${blocks.join('\n\n')}\n`;
const read = (source: string) => readCaptions(source)!;
const shown = (source: string) => read(source).cues.map(({ startMs, endMs, text }) => [startMs, endMs, text]);
const noted = (source: string) => read(source).notes.map(({ code, line }) => `${code} ${line}`);

describe('captions that are in order', () => {
  const real = readFileSync(
    new URL('../../../content/courses/human-rights/media/udhr-uk.uk.vtt', import.meta.url),
    'utf8',
  );

  it('come out as they went in, with nothing to note', () => {
    const { cues, notes, format } = read(real);
    expect([cues.length > 30, notes, format]).toEqual([true, [], 'vtt']);
    const clean = writeVtt(cues);
    expect(read(clean)).toEqual({ cues, notes: [], format: 'vtt' });
    expect(cleanVtt(clean)).toBe(clean);
  });

  it('keep where they stand in the picture', () => {
    expect(cleanVtt(vtt('00:00.000 --> 00:01.000 line:0 align:start region:x\nтак'))).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.000 line:0 align:start\nтак\n',
    );
  });
});

describe('captions that are not', () => {
  it('over one another: the earlier ends where the next begins', () => {
    const source = vtt('00:00.000 --> 00:05.000\nодин', '00:03.000 --> 00:06.000\nдва');
    expect(shown(source)).toEqual([
      [0, 3000, 'один'],
      [3000, 6000, 'два'],
    ]);
    expect(noted(source)).toEqual(['overlap 6']);
  });

  it('beginning together become one', () => {
    expect(shown(vtt('00:00.000 --> 00:02.000\nодин', '00:00.100 --> 00:03.000\nдва'))).toEqual([
      [0, 3000, 'один\nдва'],
    ]);
  });

  it('running backwards get the time their words need, and their place', () => {
    const source = vtt('00:09.000 --> 00:08.000\nпізніше', '00:01.000 --> 00:02.000\nраніше');
    expect(shown(source)).toEqual([
      [1000, 2000, 'раніше'],
      [9000, 10_000, 'пізніше'],
    ]);
    expect(noted(source)).toEqual(['backwards 3', 'order 6']);
    // not over the next one either
    expect(shown(vtt('00:01.000 --> 00:01.000\nа', '00:01.500 --> 00:03.000\nб'))).toEqual([
      [1000, 1500, 'а'],
      [1500, 3000, 'б'],
    ]);
  });

  it('with HTML are words alone', () => {
    const source = vtt('00:00.000 --> 00:01.000\n<script>alert(1)</script><img src=x onerror=alert(1)>Так &lt;b&gt;');
    expect(shown(source)).toEqual([[0, 1000, 'alert(1)Так <b>']]);
    expect(noted(source)).toEqual(['markup 3']);
    expect(cleanVtt(source)).not.toMatch(/<(?!b)|onerror/);
    expect(cleanVtt(source)).toContain('Так &lt;b&gt;');
  });

  it('with an arrow or an empty line in their words cannot break out of their cue', () => {
    const cue = { startMs: 0, endMs: 1000, text: tidy('a\n\n00:00.000 --> 00:01.000\nb'), settings: {} };
    expect(read(writeVtt([cue])).cues).toEqual([cue]);
  });

  it('without words, times or an end in sight are left out, and told', () => {
    const source = vtt(
      'STYLE\n::cue {}',
      '00:00 -> 00:01\nні',
      '00:01 --> 00:02\nні',
      '00:02.000 --> 00:03.000\n<b></b>',
      '999:00:00.000 --> 999:00:01.000\nні',
    );
    expect(noted(source)).toEqual(['style 3', 'timing 9', 'empty 12', 'timing 15']);
  });

  it('are five thousand at most', () => {
    const many = Array.from(
      { length: cuesMax + 1 },
      (_, at) => `00:00:${String(at % 60).padStart(2, '0')}.000 --> 00:00:59.999\nx`,
    );
    const { cues, notes } = read(vtt(...many));
    expect(cues.length).toBeLessThanOrEqual(cuesMax);
    expect(notes.some(({ code }) => code === 'tooMany')).toBe(true);
  });

  it('that are no captions are none', () => {
    for (const text of ['', 'Це не субтитри', '{"a": 1}', '<html>']) expect(readCaptions(text), text).toBeUndefined();
    expect(cleanVtt('Це не субтитри')).toBe('WEBVTT\n');
  });
});

describe('SubRip', () => {
  const srt = [
    '\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Добрий</i> <font color="#fff">день</font>\r\nколеги\r\n',
    '2\r\n0:0:3,5 --> 0:0:4,05  X1:10 X2:20\r\n{\\an8}AT&amp;T: 5 < 7\r\n\r\n42\r\n',
    '3\r\n00:00:05.000 --> 00:00:06.000\r\n-- 2026\r\n',
    '4\r\nнемає --> часу\r\nзагублене\r\n',
  ].join('\r\n');

  it('is read as its many writers write it', () => {
    const { format, cues, notes } = read(srt);
    expect(format).toBe('srt');
    expect(cues).toEqual([
      { startMs: 1000, endMs: 2500, text: 'Добрий день\nколеги', settings: {} },
      { startMs: 3500, endMs: 4050, text: 'AT&T: 5 < 7\n42', settings: { line: 0 } },
      { startMs: 5000, endMs: 6000, text: '-- 2026', settings: {} },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['markup', 'markup', 'timing']);
    expect(read(writeVtt(cues)).cues).toEqual(cues);
  });
});

describe('the words of a cue', () => {
  it.each([
    ['<v Ірина>Перший\nрядок', 'Ірина: Перший\nрядок'],
    ['<v.loud.first Ірина &amp; Олег>Так.</v> <v Степан>Ні.', 'Ірина & Олег: Так.\nСтепан: Ні.'],
    ['<c.red>один</c> <00:01.000>два <ruby>три<rt>tri</rt></ruby>', 'один два триtri'],
    ['a &lt;b&gt; &amp; c&nbsp;d &#1103;&#x44f; &unknown; &amp', 'a <b> & c\u00a0d яя &unknown; &'],
    ['a < b > c', 'a c'],
    ['ends <in the middle', 'ends'],
    [' \t two   spaces \n\n lines \u0007', 'two spaces\nlines'],
    ['&#0; &#x110000; &#xd800;', '\ufffd \ufffd \ufffd'],
  ])('%j', (text, words) => expect(vttWords(text)).toBe(words));
});
