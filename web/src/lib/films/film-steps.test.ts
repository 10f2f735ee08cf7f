import type { FilmProcessing } from '#contracts/film-processing.ts';
import { describe, expect, it } from 'vitest';
import { askAgainMs, mayBegin, stepsOf } from './film-steps.ts';

const film = (more: Partial<FilmProcessing> = {}): FilmProcessing => ({
  ...{ lectureId: 'lec_1', attempt: 1, state: 'processing', percent: 30, failure: null },
  ...{ heights: [240, 360], hasSound: true, seconds: 60, ...more },
});
const shown = (of: FilmProcessing, captioned = true) => stepsOf(of, captioned).map(({ state }) => state);

describe('the steps of a film', () => {
  it.each([
    [
      'waits to be looked into',
      film({ state: 'waiting', heights: [], hasSound: null }),
      ['done', 'now', 'later', 'done', 'later'],
    ],
    ['is made in its sizes', film(), ['done', 'done', 'now', 'done', 'later']],
    ['is made of sound alone', film({ heights: [] }), ['done', 'done', 'now', 'done', 'later']],
    ['is ready', film({ state: 'ready' }), ['done', 'done', 'done', 'done', 'done']],
    [
      'could not be read',
      film({ state: 'failed', heights: [], hasSound: null }),
      ['done', 'failed', 'later', 'done', 'later'],
    ],
    ['broke off', film({ state: 'failed' }), ['done', 'done', 'failed', 'done', 'later']],
    ['was stopped', film({ state: 'cancelled' }), ['done', 'done', 'failed', 'done', 'later']],
    [
      'waits for its release',
      film({ attempt: 0, state: 'waiting', heights: [], hasSound: null }),
      ['done', 'later', 'later', 'done', 'later'],
    ],
  ])('when it %s', (_, of, expected) => expect(shown(of)).toEqual(expected));

  it('ask for captions once all else is done', () => {
    expect(shown(film(), false)[3]).toBe('later');
    expect(shown(film({ state: 'ready' }), false)).toEqual(['done', 'done', 'done', 'missing', 'done']);
  });
});

describe('a film', () => {
  it('can be begun by hand where nothing is under way and nothing is ready', () => {
    const states = [film(), film({ state: 'ready' }), film({ state: 'failed' }), film({ state: 'cancelled' })];
    expect(states.map(mayBegin)).toEqual([false, false, true, true]);
    expect(mayBegin(film({ attempt: 0, state: 'waiting' }))).toBe(true);
  });

  it('is asked for soon while it is made, seldom while it waits, and not once it is ready', () => {
    const [ready, waiting] = [film({ state: 'ready' }), film({ attempt: 0, state: 'waiting' })];
    expect([askAgainMs([ready, film()]), askAgainMs([waiting]), askAgainMs([ready]), askAgainMs(undefined)]).toEqual([
      ...[2000, 15_000, false, false],
    ]);
  });
});
