/** What becomes of a film once it is kept: looked into, made in several sizes, ready – or not, and why. */
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** waiting: it will be looked into · processing: sizes are made · cancelled: an author stopped it */
export const processingStates = ['waiting', 'processing', 'ready', 'failed', 'cancelled'] as const;

/** Why a film did not become a lecture; the words of each tell the author what to do. cutOff: it says its length and ends before · service: not the film’s fault · noPicture: of a time when sound alone was no lecture */
export const processingFaults = [
  'unreadable',
  'noPicture',
  'codecUnknown',
  'tooShort',
  'tooLong',
  'cutOff',
  'service',
] as const;
export type ProcessingFault = (typeof processingFaults)[number];

export const FilmProcessing = z.object({
  lectureId: id('lecture'),
  /** from 1; 0: it was never begun, as with what an import brought: that begins with the release, or when an author asks */
  attempt: z.int(),
  state: z.enum(processingStates),
  /** 0–100 */
  percent: z.int(),
  failure: z.nullable(z.enum(processingFaults)),
  /** heights of the sizes, the smallest first; empty until the film was looked into, and of sound alone */
  heights: z.array(z.int()),
  /** false: it has no sound track; null: not known yet */
  hasSound: z.nullable(z.boolean()),
  /** as the file itself says; null: not known yet */
  seconds: z.nullable(z.number()),
});
export type FilmProcessing = z.infer<typeof FilmProcessing>;

const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });
const Attempt = z.int().check(z.minimum(1), z.maximum(1000));

export const filmProcessing = {
  filmProcessing: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/film-processing',
    summary: 'How far the films of a course are: those that lessons can show.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    output: z.object({ items: z.array(FilmProcessing) }),
  }),
  processFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/processing',
    summary: 'Begins this attempt at a film that failed, was cancelled or never begun; else nothing changes.',
    permission: 'signedIn',
    params,
    body: z.strictObject({ attempt: Attempt }),
    output: FilmProcessing,
    strictLimit: 30,
  }),
  cancelProcessing: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/processing/cancellation',
    summary: 'Stops this attempt while it is under way; what was made of the film is thrown away.',
    permission: 'signedIn',
    params,
    body: z.strictObject({ attempt: Attempt }),
    output: FilmProcessing,
  }),
};
