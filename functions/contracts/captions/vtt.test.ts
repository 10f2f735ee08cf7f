/**
 * The cases that web-platform-tests puts to parsers of WebVTT (webvtt/parsing/file-parsing), in files of our own: signature,
 * header, line ends, NUL, identifiers, arrows, times, white space, settings, styles.
 */
import { describe, expect, it } from 'vitest';
import { settingsIn, settingsText } from './settings.ts';
import { parseVtt } from './vtt.ts';

const times = '00:00:00.000 --> 00:00:01.000';
const texts = (source: string) => parseVtt(source)?.cues.map(({ text }) => text);
const cueOf = (line: string) => parseVtt(`WEBVTT\n\n${line}\nx\n`)?.cues[0];

describe('the signature', () => {
  it.each(['WEBVTT', '\ufeffWEBVTT', 'WEBVTT ', 'WEBVTT\t', 'WEBVTT\n', 'WEBVTT - a name', 'WEBVTT --> no times'])(
    'is %j',
    (source) => expect(parseVtt(source)?.cues).toEqual([]),
  );
  it.each(['', 'webvtt', 'WEBVTTX', ' WEBVTT', 'WEBVT', '\nWEBVTT', 'WEBVTT\u00a0', '\ufeff\ufeffWEBVTT'])(
    'is not %j',
    (source) => expect(parseVtt(source)).toBeUndefined(),
  );
});

describe('the header', () => {
  it('is what stands right under the signature; times end it', () => {
    expect(texts(`WEBVTT\nanything\nRegion: id=1\n\n${times}\na`)).toEqual(['a']);
    expect(texts(`WEBVTT\n${times}\na`)).toEqual(['a']);
    expect(texts(`WEBVTT\nanything\n${times}\na`)).toEqual(['a']);
    expect(texts('WEBVTT\n\n\n')).toEqual([]);
  });
});

describe('lines', () => {
  it('end as on every system, mixed too', () => {
    const found = parseVtt(`WEBVTT\r\rone\r${times}\ra\n\ntwo\r\n${times}\r\nb\r\n\nthree\n${times}\nc\r`)?.cues;
    expect(found?.map(({ id, text }) => [id, text])).toEqual([
      ['one', 'a'],
      ['two', 'b'],
      ['three', 'c'],
    ]);
  });

  it('have a sign in place of NUL, which is no white space', () => {
    expect(texts(`WEBVTT\n\0\nstill the header\n${times}\na\0b`)).toEqual(['a\ufffdb']);
    expect(cueOf(`${times} align\0:end`)?.settings).toEqual({});
    expect(cueOf(`${times}\0 align:end`)?.settings).toEqual({ align: 'end' });
    expect(cueOf('00:00:00.000\0 --> 00:00:01.000')).toBeUndefined();
    expect(cueOf('00:00:00.000 --> \x0000:00:01.000')).toBeUndefined();
  });

  it('of several make one text; an empty one ends it', () => {
    expect(texts(`WEBVTT\n\n${times}\na\nb\n\nalone\n\n${times}\nc`)).toEqual(['a\nb', 'c']);
  });
});

describe('a cue', () => {
  it('keeps its name as it stands', () => {
    const found = parseVtt(`WEBVTT\n\n leading\n${times}\na\n\n-- >\n${times}\nb\n\n \n${times}\nc`)?.cues;
    expect(found?.map(({ id }) => id)).toEqual([' leading', '-- >', ' ']);
  });

  it('begins with every arrow that has times, without an empty line too', () => {
    expect(texts(`WEBVTT\n\n-->\n${times}\na\nfoo-->\n${times}\nb\n-->foo\n${times}\nc\n${times}\nd`)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('without times is passed over, and told by its line', () => {
    const file = parseVtt(`WEBVTT\n\n00:00,000 --> 00:01,000\nlost\n\n${times}\nkept`);
    expect([file?.cues.map(({ text }) => text), file?.unread]).toEqual([['kept'], [3]]);
    expect(file?.cues[0]?.line).toBe(6);
  });
});

describe('times', () => {
  const ends = '00:00:01.000';
  it.each([
    ['00:00.000', 0],
    ['0:00:00.000', 0],
    ['000:00:00.000', 0],
    ['59:59.999', 3_599_999],
    ['01:02:03.004', 3_723_004],
    ['123:00:00.000', 442_800_000],
  ])('%s', (time, ms) => expect(cueOf(`${time} --> ${ends}`)?.startMs).toBe(ms));

  it.each([
    ...[
      '00::00:00.000',
      '00:000:00.000',
      '00:00:000.000',
      '00:00:00..000',
      '00:00:00.0000',
      '00:00.0000',
      '000:00.000',
    ],
    ...['0000:00.000', '00:0:00.000', '00:00:0.000', '00:00:00000', '00:00:00.00', '00:00:00.', '00:00:00', '0:00.000'],
    ...['00:60:00.000', '00:00:60.000', '60:00.000', '00:60.000', '-00:00:00.000', '00:00:00,000', '', '.', 'a'],
  ])('not %j', (time) => {
    expect(cueOf(`${time} --> ${ends}`)).toBeUndefined();
    expect(cueOf(`00:00:00.000 --> ${time}`)).toBeUndefined();
  });

  it('that run backwards are read as they stand', () => {
    expect(cueOf('01:00:00.000 --> 00:59:59.999')).toMatchObject({ startMs: 3_600_000, endMs: 3_599_999 });
  });

  it('have white space around them or none, never a vertical tab', () => {
    for (const line of [
      `   00:00:00.000    -->  ${ends} `,
      `\t00:00:00.000\t-->\t${ends}\t`,
      `\f00:00:00.000-->${ends}\f`,
    ])
      expect(cueOf(line)?.endMs, line).toBe(1000);
    expect(cueOf(`\v00:00:00.000 --> ${ends}`)).toBeUndefined();
  });
});

describe('settings', () => {
  it('are read together, the last of a name counts', () => {
    expect(settingsIn(' align:start line:1% vertical:lr size:50% position:25%')).toEqual({
      ...{ align: 'start', line: 1, linePercent: true, vertical: 'lr', size: 50, position: 25 },
    });
    expect(settingsIn('align:start align:end align:CENTER align: center align:middle align')).toEqual({ align: 'end' });
    expect(settingsIn('size:50% size:101%')).toEqual({ size: 50 });
  });

  it.each([
    ['line:-1', { line: -1 }],
    ['line:-0', { line: 0 }],
    ['line:1.5', { line: 1.5 }],
    ['line:00%', { line: 0, linePercent: true }],
    ['line:100%,end', { line: 100, linePercent: true, lineAlign: 'end' }],
    ['line:100%,middle', { line: 100, linePercent: true }],
    ['position:1%,line-left', { position: 1, positionAlign: 'line-left' }],
    ['position:1%,middle', { position: 1 }],
    ['size:0%', { size: 0 }],
    ['vertical:rl', { vertical: 'rl' }],
    ['align:right', { align: 'right' }],
  ])('%s', (text, settings) => {
    expect(settingsIn(text)).toEqual(settings);
    expect(settingsIn(settingsText(settingsIn(text)))).toEqual(settings);
  });

  it.each([
    ...[
      'line:101%',
      'line:-0%',
      'line:1%-',
      'line:1-',
      'line:%1',
      'line:1%%',
      'line:-',
      'line:%',
      'line:1..5',
      'line:.5',
    ],
    ...[
      'line:5.',
      'line:1e2',
      `line:${'9'.repeat(400)}`,
      'position:1',
      'position:-1%',
      'position:101%,center',
      'size:1x',
    ],
    ...[
      'size:',
      'size:%',
      'size:200%',
      'vertical:RL',
      'vertical:vertical-rl',
      'region:fred',
      ':x',
      'x:',
      '__proto__:x',
    ],
  ])('not %s', (text) => expect(settingsIn(text)).toEqual({}));
});

describe('styles and regions', () => {
  it('before the first cue are no cues, and told', () => {
    const file = parseVtt(
      `WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n${times}\na\n\nSTYLE\nnone any more`,
    );
    expect([file?.cues.length, file?.styles]).toEqual([1, [3, 6]]);
  });
});
