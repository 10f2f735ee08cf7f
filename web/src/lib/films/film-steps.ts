/** The way of a film to its viewers, step by step, as its author sees it. Pure. */
import type { FilmProcessing } from '#contracts/film-processing.ts';

export const filmSteps = ['sent', 'looking', 'sizes', 'captions', 'ready'] as const;
export type FilmStep = (typeof filmSteps)[number];
/** missing: waits for the author */
export type StepState = 'done' | 'now' | 'later' | 'failed' | 'missing';

/** Each step with its state. `captioned`: there are captions in the language it is spoken in. */
export function stepsOf(film: FilmProcessing, captioned: boolean): { step: FilmStep; state: StepState }[] {
  // sound alone has no sizes, but is known to have sound
  const looked = film.heights.length > 0 || film.hasSound !== null;
  const ready = film.state === 'ready';
  const ended = film.state === 'failed' || film.state === 'cancelled';
  const at = (done: boolean, now: boolean): StepState => {
    if (done) return 'done';
    if (!now) return 'later';
    return ended ? 'failed' : film.attempt === 0 ? 'later' : 'now';
  };
  return [
    { step: 'sent', state: 'done' },
    { step: 'looking', state: at(looked || ready, !looked) },
    { step: 'sizes', state: at(ready, looked) },
    { step: 'captions', state: captioned ? 'done' : ready ? 'missing' : 'later' },
    { step: 'ready', state: ready ? 'done' : 'later' },
  ];
}

export const isUnderWay = ({ attempt, state }: FilmProcessing): boolean =>
  attempt > 0 && (state === 'waiting' || state === 'processing');

/** What can be begun by hand: what failed, was stopped, or waits for its release. */
export const mayBegin = ({ attempt, state }: FilmProcessing): boolean =>
  attempt === 0 || state === 'failed' || state === 'cancelled';

const soonMs = 2000;
const laterMs = 15_000;

/** When to ask again: soon while something is made; now and then for what a colleague may begin. */
export function askAgainMs(films: readonly FilmProcessing[] | undefined): number | false {
  if (!films) return false;
  if (films.some(isUnderWay)) return soonMs;
  return films.some(({ state }) => state !== 'ready') ? laterMs : false;
}
