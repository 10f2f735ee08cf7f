import { describe, expect, it } from 'vitest';
import { readCaptions, writeVtt } from '#contracts/captions/captions.ts';
import * as edits from './edits.ts';
import { captionAction } from './keys.ts';
import { peaksOf, peaksPerSecond } from './peaks.ts';
import { parseShift, parseTime, timeField } from './times.ts';
import { Undo } from './undo.ts';
import { lettersPerSecond, warningsOf } from './warnings.ts';

const cue = (id: number, startMs: number, endMs: number, text: string): edits.EditCue => ({
  ...{ id, startMs, endMs, text, settings: {} },
});
const cues = [
  cue(1, 0, 2000, 'Добрий день колеги'),
  cue(2, 2000, 5000, 'Сьогодні про обшук'),
  cue(3, 6000, 7000, 'Далі'),
];
const shown = (all: edits.Cues | undefined) => all?.map(({ id, startMs, endMs, text }) => [id, startMs, endMs, text]);
const inOrder = (all: edits.Cues) =>
  all.every(({ startMs, endMs }, at) => startMs >= (all[at - 1]?.endMs ?? 0) && endMs - startMs >= edits.shortestMs);

describe('edges', () => {
  it('move as far as the neighbours', () => {
    expect(shown(edits.withTimes(cues, 2, { startMs: 1000, endMs: 9000 }))?.[1]).toEqual([
      2,
      2000,
      6000,
      cues[1]!.text,
    ]);
    expect(shown(edits.withTimes(cues, 2, { startMs: 4990 }))?.[1]).toEqual([2, 4900, 5000, cues[1]!.text]);
    expect(edits.withTimes(cues, 1, { startMs: -50 })).toBe(cues);
    expect(edits.withTimes(cues, 9, { startMs: 0 })).toBe(cues);
  });
});

describe('splitting', () => {
  it('parts the words at the caret', () => {
    expect(shown(edits.splitAt(cues, 1, 500, 9, 6))?.slice(0, 2)).toEqual([
      [1, 0, 500, 'Добрий'],
      [9, 500, 2000, 'день колеги'],
    ]);
  });

  it('without a caret between the words that are nearest, outside of the cue in its middle', () => {
    expect(shown(edits.splitAt(cues, 1, 1300, 9))?.slice(0, 2)).toEqual([
      [1, 0, 1300, 'Добрий день'],
      [9, 1300, 2000, 'колеги'],
    ]);
    expect(shown(edits.splitAt(cues, 1, 60_000, 9, 0))?.slice(0, 2)).toEqual([
      [1, 0, 1000, 'Добрий день'],
      [9, 1000, 2000, 'колеги'],
    ]);
  });

  it('of what is too short changes nothing', () => {
    const short = [cue(1, 0, 150, 'а б')];
    expect(edits.splitAt(short, 1, 70, 2)).toBe(short);
  });

  it('and merging is as before', () => {
    const merged = edits.mergedWithNext(edits.splitAt(cues, 2, 3000, 9), 2);
    expect(shown(merged)).toEqual(shown(cues));
    expect(edits.mergedWithNext(cues, 3)).toBe(cues);
  });
});

describe('shifting from a cue on', () => {
  it('takes all after it along, never into the one before', () => {
    expect(shown(edits.shiftedFrom(cues, 2, 500))?.map(([, start]) => start)).toEqual([0, 2500, 6500]);
    expect(edits.shiftedFrom(cues, 2, -500)).toBe(cues);
    expect(shown(edits.shiftedFrom(cues, 3, -5000))?.[2]?.[1]).toBe(5000);
  });
});

describe('a new cue', () => {
  it('stands where there is room, and is as long as that', () => {
    expect(shown(edits.withNew(cues, 5500, 9))?.[2]).toEqual([9, 5500, 6000, '']);
    expect(shown(edits.withNew([], 0, 9))).toEqual([[9, 0, 2000, '']]);
    expect(edits.withNew(cues, 1000, 9)).toBeUndefined();
    expect(edits.withNew(cues, 5950, 9)).toBeUndefined();
  });
});

it('whatever is done, cues stay in order, and what is sent is clean', () => {
  let all: edits.Cues = cues;
  const steps = [
    () => edits.withTimes(all, 2, { startMs: 2700, endMs: 2650 }),
    () => edits.splitAt(all, 2, 2725, 10),
    () => edits.withNew(all, 5000, 11) ?? all,
    () => edits.withText(all, 11, '  <b>\n\n00:00.000 --> 00:01.000 '),
    () => edits.shiftedFrom(all, 11, -9000),
    () => edits.mergedWithNext(all, 1),
    () => edits.withTimes(all, 3, { endMs: 5 }),
  ];
  for (const step of steps) {
    all = step();
    expect(inOrder(all), step.toString()).toBe(true);
    const sent = edits.written(all);
    expect(readCaptions(writeVtt(sent))).toEqual({ format: 'vtt', cues: sent, notes: [] });
  }
});

describe('undo', () => {
  it('goes back and forth; letters of a word are one step', () => {
    const undo = new Undo<string>();
    let now = 'а';
    for (const [text, kind] of [
      ['аб', 'word 1'],
      ['абв', 'word 1'],
      ['абв г', 'word 2'],
    ] as const) {
      undo.step(now, kind);
      now = text;
    }
    const back = () => (now = undo.undo(now) ?? now);
    expect([back(), back(), back()]).toEqual(['абв', 'а', 'а']);
    expect((now = undo.redo(now) ?? now)).toBe('абв');
    undo.step(now);
    expect([undo.canRedo, undo.canUndo]).toEqual([false, true]);
  });
});

describe('warnings', () => {
  it('are of what cannot be read in time', () => {
    expect(lettersPerSecond(cue(1, 0, 2000, 'а'.repeat(34)))).toBe(17);
    expect(warningsOf(cue(1, 0, 2000, 'а'.repeat(34)), 9000)).toEqual([]);
    expect(warningsOf(cue(1, 0, 2000, 'а'.repeat(35)), 9000)).toEqual(['tooFast']);
    expect(warningsOf(cue(1, 0, 800, 'Так'), 9000)).toEqual(['tooShort']);
    expect(warningsOf(cue(1, 9000, 10_000, 'Так'), 9000)).toEqual(['afterEnd']);
    expect(warningsOf(cue(1, 0, 100, ' \n'), 9000)).toEqual(['empty']);
  });
});

describe('times in fields', () => {
  it.each([
    ['0:01.500', 1500],
    ['1:02,5', 62_500],
    ['62', 62_000],
    ['1:00:02.005', 3_602_005],
    [' 7. ', 7000],
  ])('%s', (text, ms) => {
    expect(parseTime(text)).toBe(ms);
    expect(parseTime(timeField(ms))).toBe(ms);
  });
  it.each(['', 'так', '1:60', '1:60:00', '-1', '1:2:3:4', '1.2345'])('not %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
  it('shifts go both ways', () => {
    expect(['1,5', '+0.25', '-2', '−1,5', '– 3', 'x', ''].map(parseShift)).toEqual([
      ...[1500, 250, -2000, -1500, -3000, undefined, undefined],
    ]);
  });
});

it('keys are known by where they lie, in any layout', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const press = (key: string, code: string, held: Partial<typeof plain>) =>
    captionAction({ key, code, ...plain, ...held });
  expect(press('Enter', 'Enter', { ctrlKey: true })).toBe('split');
  expect(press('я', 'KeyZ', { ctrlKey: true })).toBe('undo');
  expect(press('Я', 'KeyZ', { metaKey: true, shiftKey: true })).toBe('redo');
  expect(press('ь', 'KeyM', { altKey: true })).toBe('merge');
  expect(press('m', 'KeyM', {})).toBeUndefined();
  expect(press('Enter', 'Enter', {})).toBeUndefined();
});

it('peaks are the loudest of each fiftieth of a second', () => {
  const samples = new Float32Array(8000);
  samples[100] = -0.5;
  samples[7999] = 1.5;
  const peaks = peaksOf(samples, 8000);
  expect([peaks.length, peaks[0], peaks[1], peaks[peaksPerSecond - 1]]).toEqual([50, 127, 0, 255]);
});
