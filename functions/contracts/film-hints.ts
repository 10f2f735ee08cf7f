/** Hints of an instructor in a film of a draft: what a learner reads from a second on. */
import { Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const hintsMax = 100;
export const hintTextMax = 500;
/** two of them are at least so far apart, so that each has a second of its own */
export const hintGapMs = 1000;

export const Hint = z.strictObject({ atMs: z.int().check(z.minimum(0)), text: localised(hintTextMax) });
export type Hint = z.infer<typeof Hint>;

const isInOrder = (hints: readonly { atMs: number }[]): boolean =>
  hints.every(({ atMs }, index) => index === 0 || atMs - hints[index - 1]!.atMs >= hintGapMs);

export const Hints = z.array(Hint).check(z.maxLength(hintsMax), z.refine(isInOrder, 'order'));

/** As they are kept; what is no list of hints has none. */
export function hintsIn(text: string): Hint[] {
  try {
    return z.parse(Hints, JSON.parse(text));
  } catch {
    return [];
  }
}

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });

export const filmHints = {
  filmHints: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/hints',
    summary: 'The hints of a film, and the hash to say when they are put again.',
    permission: 'signedIn',
    params,
    output: z.object({ items: z.array(Hint), sha256: z.nullable(Sha256) }),
  }),
  saveFilmHints: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/hints',
    summary: 'Puts the hints of a film, in their order and inside of it; none takes them away.',
    permission: 'signedIn',
    params,
    body: z.strictObject({
      items: Hints,
      /** hash of the hints they were made from; null: there were none */
      base: z.nullable(Sha256),
    }),
    output: z.object({ sha256: z.nullable(Sha256) }),
    errors: ['conflict'],
    bodyBytesMax: 1024 * 1024,
  }),
};
