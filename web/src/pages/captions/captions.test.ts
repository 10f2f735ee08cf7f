import { describe, expect, it } from 'vitest';
import { decode } from '../../lib/captions/decode.ts';
import { ApiError, OfflineError } from '../../lib/client.ts';
import { CaptionsDesk } from './captions-desk.svelte.ts';
import { CaptionsSaving, type CaptionsRemote } from './captions-saving.svelte.ts';
import { noteGroups } from './read-file.ts';
import { following, gripAt, visible } from './waveform-draw.ts';

const cue = (startMs: number, endMs: number, text: string) => ({ startMs, endMs, text, settings: {} });

describe('the desk', () => {
  it('chooses what comes of each step, and goes all the way back', () => {
    const desk = new CaptionsDesk([cue(0, 2000, 'один два'), cue(2000, 4000, 'три')]);
    const before = desk.text;
    expect(desk.split(1000, 4)).toBe(true);
    expect([desk.chosen?.text, desk.cues.length]).toEqual(['два', 3]);
    expect(desk.merge()).toBe(true);
    expect(desk.chosen?.text).toBe('два три');
    desk.write(desk.chosen!.id, 'два трис');
    desk.write(desk.chosen!.id, 'два триста');
    for (const text of ['два три', 'два', 'один два']) {
      expect(desk.undo()).toBe(true);
      expect(desk.chosen?.text).toBe(text);
    }
    expect([desk.canUndo, desk.canRedo, desk.text]).toEqual([false, true, before]);
  });

  it('sends nothing of what holds no words', () => {
    const desk = new CaptionsDesk([]);
    expect([desk.text, desk.add(500), desk.text]).toEqual(['', true, '']);
    desk.write(desk.chosen!.id, ' Так ');
    expect(desk.text).toBe('WEBVTT\n\n00:00:00.500 --> 00:00:02.500\nТак\n');
  });
});

describe('saving', () => {
  let text = 'a';
  const saving = (remote: Partial<CaptionsRemote>) =>
    new CaptionsSaving(
      { text: '', sha256: null },
      { load: () => Promise.reject(new OfflineError()), save: () => Promise.resolve('1'.repeat(64)), ...remote },
      () => text,
    );

  it('says what it was made from', async () => {
    const bases: (string | null)[] = [];
    const one = saving({ save: (_, base) => (bases.push(base), Promise.resolve(String(bases.length))) });
    text = 'a';
    expect([one.dirty, await one.flush(), one.dirty]).toEqual([true, true, false]);
    text = 'b';
    await one.flush();
    expect(bases).toEqual([null, '1']);
  });

  it('keeps what did not arrive, and sends it again', async () => {
    let online = false;
    text = 'a';
    const one = saving({ save: () => (online ? Promise.resolve('1') : Promise.reject(new OfflineError())) });
    expect([await one.flush(), one.refused, one.dirty]).toEqual([false, undefined, true]);
    online = true;
    expect(await one.close()).toBe(true);
  });

  it('asks a person where somebody was quicker, unless it was us', async () => {
    text = 'mine';
    const conflict = () => Promise.reject(new ApiError({ code: 'conflict' }, 409));
    const lost = saving({ save: conflict, load: () => Promise.resolve({ text: 'mine', sha256: '1' }) });
    expect([await lost.flush(), lost.conflict]).toEqual([true, undefined]);

    const other = saving({ save: conflict, load: () => Promise.resolve({ text: 'theirs', sha256: '2' }) });
    expect([await other.flush(), other.conflict?.text]).toEqual([false, 'theirs']);
    expect(other.decide('theirs')).toBe('theirs');
    text = 'theirs';
    expect(other.dirty).toBe(false);
  });

  it('stops at what the academy does not take', async () => {
    text = 'long';
    const one = saving({ save: () => Promise.reject(new ApiError({ code: 'tooLarge' }, 413)) });
    expect([await one.flush(), one.refused]).toEqual([false, 'tooLarge']);
  });
});

describe('the waveform', () => {
  const cues = Array.from({ length: 300 }, (_, at) => ({ id: at, ...cue(at * 1000, at * 1000 + 900, 'x') }));
  const view = { startMs: 10_000, spanMs: 10_000, width: 1000, height: 96 };

  it('looks at what is seen of three hundred cues only', () => {
    expect(visible(cues, view).map(({ id }) => id)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(visible([], view)).toEqual([]);
  });

  it('finds edges under a finger; of two that touch that of the chosen one', () => {
    expect(gripAt(cues, view, 94, undefined)).toEqual({ id: 10, edge: 'end' });
    expect(gripAt(cues, view, 95, 11)).toEqual({ id: 11, edge: 'start' });
    expect(gripAt(cues, view, 150, undefined)).toEqual({ id: 11, edge: undefined });
    expect(gripAt([], view, 150, undefined)).toBeUndefined();
  });

  it('follows the film', () => {
    expect([following(view, 15_000), following(view, 25_000), following(view, 0)]).toEqual([10_000, 24_000, 0]);
  });
});

describe('a file', () => {
  it('is read in Cyrillic Windows too', () => {
    const windows = new Uint8Array(
      [...'1\n00:00:01,000 --> 00:00:02,000\n'].map((sign) => sign.charCodeAt(0)).concat(0xd2, 0xe0, 0xea),
    );
    expect(decode(windows.buffer)).toContain('Так');
    expect(decode(new TextEncoder().encode('Так').buffer)).toBe('Так');
    expect(decode(new Uint8Array([0xff, 0xfe, 0x22, 0x04]).buffer)).toBe('Т');
    expect(decode(new ArrayBuffer(0))).toBeUndefined();
  });

  it('tells what was wrong once, with its lines', () => {
    const notes = Array.from({ length: 10 }, (_, at) => ({ code: 'overlap' as const, line: at + 1 }));
    expect(noteGroups([...notes, { code: 'empty', line: 40 }])).toEqual([
      { code: 'overlap', lines: '1, 2, 3, 4, 5, 6, 7, 8 …' },
      { code: 'empty', lines: '40' },
    ]);
  });
});
