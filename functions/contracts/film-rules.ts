/** Rules of a film: what its learners may do with it. All off: whatever they like, but take it away. */
import { Sha256, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const FilmRules = z.strictObject({
  /** the first time it is watched in its order; counts as watched, one goes anywhere */
  noSkipping: z.boolean(),
  /** who watches is written over the picture */
  watermark: z.boolean(),
  /** may be saved as a file */
  download: z.boolean(),
});
export type FilmRules = z.infer<typeof FilmRules>;

export const filmRuleKinds = ['noSkipping', 'watermark', 'download'] as const satisfies (keyof FilmRules)[];

export const noRules: FilmRules = { noSkipping: false, watermark: false, download: false };

export const hasRules = (rules: FilmRules): boolean => filmRuleKinds.some((kind) => rules[kind]);

/** As they are kept. What cannot be read sets none: a film is not shut away by a broken file. */
export function rulesIn(text: string): FilmRules {
  try {
    return z.parse(FilmRules, JSON.parse(text));
  } catch {
    return noRules;
  }
}

export const filmRules = {
  filmRules: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/film-rules',
    summary: 'The rules of the films of a course, those that have any, and the hash to say when they are put again.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    output: z.object({ items: z.array(z.object({ lectureId: id('lecture'), rules: FilmRules, sha256: Sha256 })) }),
  }),
  saveFilmRules: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/rules',
    summary: 'Says what learners may do with a film.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture') }),
    body: z.strictObject({
      rules: FilmRules,
      /** hash of the rules they were made from; null: there were none */
      base: z.nullable(Sha256),
    }),
    output: z.object({ sha256: z.nullable(Sha256) }),
    errors: ['conflict'],
  }),
};
