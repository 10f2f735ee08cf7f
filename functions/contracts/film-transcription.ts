/** What is spoken in a film, written down by a machine, as captions to begin with: its author takes them over, reads and corrects them. */
import { Moment, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** none: nobody has asked, or what was written has been cleared away · cancelled: nobody waits for it any more */
export const transcriptionStates = ['none', 'waiting', 'processing', 'ready', 'failed', 'cancelled'] as const;

/** Why nothing was written down; the words of each tell the author what to do. service: not the film’s fault */
export const transcriptionFaults = [
  'container',
  'tooLarge',
  'tooLong',
  'noSound',
  'noSpeech',
  'unreadable',
  'service',
] as const;
export type TranscriptionFault = (typeof transcriptionFaults)[number];

export const FilmTranscription = z.object({
  /** from 1; 0: it was never begun */
  attempt: z.int(),
  state: z.enum(transcriptionStates),
  failure: z.nullable(z.enum(transcriptionFaults)),
  /** when this attempt was asked for */
  askedAt: z.nullable(Moment),
  /** WebVTT as the machine wrote it, cleaned; null: it is not ready. It stands nowhere until its author puts it as captions */
  text: z.nullable(z.string()),
});
export type FilmTranscription = z.infer<typeof FilmTranscription>;

/** Is there something to wait for? */
export const isUnderWay = ({ state }: Pick<FilmTranscription, 'state'>): boolean =>
  state === 'waiting' || state === 'processing';

const path = '/api/authoring/courses/{courseId}/films/{lectureId}/transcription' as const;
const params = z.strictObject({ courseId: id('course'), lectureId: id('lecture') });
const body = z.strictObject({ attempt: z.int().check(z.minimum(1), z.maximum(1000)) });

export const filmTranscription = {
  filmTranscription: endpoint({
    method: 'GET',
    path,
    summary: 'What a machine has written down of a film, or how far it is.',
    permission: 'signedIn',
    params,
    output: FilmTranscription,
  }),
  transcribeFilm: endpoint({
    method: 'POST',
    path,
    summary:
      'Lets a machine write down what is spoken in a film: this attempt, unless one is under way; that one is looked after again.',
    permission: 'signedIn',
    params,
    body,
    output: FilmTranscription,
    errors: ['transcriptionAbsent'],
    strictLimit: 30,
  }),
  cancelTranscription: endpoint({
    method: 'POST',
    path: `${path}/cancellation`,
    summary: 'Waits no longer for this attempt: what it comes to is not taken.',
    permission: 'signedIn',
    params,
    body,
    output: FilmTranscription,
  }),
};
