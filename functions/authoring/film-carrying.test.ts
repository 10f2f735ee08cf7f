import { writeVtt } from '#contracts/captions/captions.ts';
import type { Cue } from '#contracts/captions/cue.ts';
import { describe, expect, it } from 'vitest';
import { carriedOver, shiftedAddition, shiftedCues } from './film-carrying.ts';

const cue = (startMs: number, endMs: number, text = 'слово'): Cue => ({ startMs, endMs, text, settings: {} });
const times = (cues: readonly Cue[]) => cues.map(({ startMs, endMs }) => [startMs, endMs]);

describe('captions of another file', () => {
  const cues = [cue(0, 2000), cue(3000, 5000), cue(8000, 10_000)];
  it.each([
    [
      'begins later',
      { byMs: 12_000, durationMs: 60_000 },
      [
        [12_000, 14_000],
        [15_000, 17_000],
        [20_000, 22_000],
      ],
      0,
      0,
    ],
    [
      'has lost its beginning',
      { byMs: -4000, durationMs: 60_000 },
      [
        [0, 1000],
        [4000, 6000],
      ],
      1,
      1,
    ],
    [
      'is shorter',
      { byMs: 0, durationMs: 9000 },
      [
        [0, 2000],
        [3000, 5000],
        [8000, 9000],
      ],
      1,
      0,
    ],
    ['is all another', { byMs: 90_000, durationMs: 60_000 }, [], 0, 3],
  ])('that %s', (_, shift, expected, shortened, cut) => {
    const moved = shiftedCues(cues, shift);
    expect(times(moved.cues)).toEqual(expected);
    expect([moved.kept, moved.shortened, moved.cut]).toEqual([expected.length, shortened, cut]);
  });

  it('leave no blink of a cue at an edge', () => {
    expect(shiftedCues([cue(0, 2000)], { byMs: -1950, durationMs: 9000 }).cut).toBe(1);
  });
});

describe('additions of another file', () => {
  const title = { uk: 'Розділ' };
  it('are moved whatever their kind, and what is no moment stays', () => {
    const questions = {
      passAll: true,
      items: [{ atMs: 5000, againFromMs: 1000, questionId: 'qst_1', answers: [{ text: 'Так' }] }, { atMs: 58_000 }],
    };
    const { value, ...counted } = shiftedAddition('questions', questions, { byMs: 3000, durationMs: 60_000 });
    expect(value).toEqual({ ...questions, items: [{ ...questions.items[0], atMs: 8000, againFromMs: 4000 }] });
    expect(counted).toEqual({ kept: 1, shortened: 0, cut: 1 });
    const rules = { noSkipping: true };
    expect(shiftedAddition('rules', rules, { byMs: 3000, durationMs: 1 }).value).toEqual(rules);
  });

  it('to listen again from before the beginning is from the beginning', () => {
    const [one] = shiftedAddition('questions', [{ atMs: 9000, againFromMs: 1000 }], { byMs: -5000, durationMs: 9000 })
      .value as object[];
    expect(one).toEqual({ atMs: 4000, againFromMs: 0 });
  });

  it('of which one holds until the next: the last before the new beginning begins there', () => {
    const chapters = [0, 5000, 20_000].map((startMs) => ({ startMs, title }));
    const moved = (byMs: number) =>
      (shiftedAddition('chapters', chapters, { byMs, durationMs: 60_000 }).value as { startMs: number }[]).map(
        ({ startMs }) => startMs,
      );
    expect(moved(-12_000)).toEqual([0, 8000]);
    // chapters are a second apart at least
    expect(moved(-19_500)).toEqual([500]);
    expect(moved(12_000)).toEqual([12_000, 17_000, 32_000]);
    const hints = shiftedAddition('hints', [{ atMs: 0 }], { byMs: -1000, durationMs: 60_000 });
    expect([hints.value, hints.cut]).toEqual([[], 1]);
  });
});

it('what is written for a film is told piece by piece, and what is left empty is gone', () => {
  const written = {
    captions: { uk: writeVtt([cue(0, 2000), cue(3000, 5000)]), en: writeVtt([cue(0, 1000)]) },
    additions: { chapters: JSON.stringify([{ startMs: 0, title: { uk: 'Вступ' } }]), hints: '[{"atMs":500}]' },
  };
  const after = carriedOver(written, { byMs: -2500, durationMs: 30_000 });
  expect(after.items).toEqual([
    { kind: 'captions', language: 'uk', kept: 1, shortened: 0, cut: 1 },
    { kind: 'captions', language: 'en', kept: 0, shortened: 0, cut: 1 },
    { kind: 'chapters', language: null, kept: 1, shortened: 0, cut: 0 },
    { kind: 'hints', language: null, kept: 0, shortened: 0, cut: 1 },
  ]);
  expect(after.written).toEqual({
    captions: { uk: writeVtt([cue(500, 2500)]) },
    additions: { chapters: JSON.stringify([{ startMs: 0, title: { uk: 'Вступ' } }]) },
  });
});
