import type { FilmTranscription } from '#contracts/film-transcription.ts';
import { describe, expect, it } from 'vitest';
import { askAgainMs, isOverdue, saidOf } from './transcription-state.ts';

const of = (state: FilmTranscription['state']): FilmTranscription => ({
  ...{ attempt: 1, state, failure: null, askedAt: '2026-11-23T10:00:00.000Z', text: null },
});
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);

describe('captions that a machine writes', () => {
  it('are asked after while they are under way', () => {
    expect([undefined, of('none'), of('ready'), of('failed')].map(askAgainMs)).toEqual([false, false, false, false]);
    expect([of('waiting'), of('processing')].map(askAgainMs)).toEqual([5000, 5000]);
  });
  it('are looked for by the academy where no news came for half an hour', () => {
    expect(isOverdue(of('processing'), at('10:29:00'))).toBe(false);
    expect(isOverdue(of('processing'), at('10:31:00'))).toBe(true);
    expect(isOverdue(of('ready'), at('23:00:00'))).toBe(false);
  });
  it('are offered where there are none, or somebody waits for them', () => {
    const said = (state: FilmTranscription['state'], awaited: boolean, empty: boolean) =>
      saidOf(of(state), { awaited, empty });
    expect(said('processing', false, false)).toBe('underWay');
    expect([said('ready', false, false), said('ready', true, false), said('ready', false, true)]).toEqual([
      ...[undefined, 'ready', 'ready'],
    ]);
    expect([said('failed', false, true), said('failed', true, true)]).toEqual([undefined, 'failed']);
    for (const state of ['none', 'cancelled'] as const) expect(said(state, true, true)).toBeUndefined();
    expect(saidOf(undefined, { awaited: true, empty: true })).toBeUndefined();
  });
});
