/** What is spoken in a film, written down by a machine, as captions to begin with. */
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const filmTranscription = {
  transcribeFilm: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/transcription',
    summary: 'Asks for captions in the language a film is spoken in, written down by a machine.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture') }),
    errors: ['transcriptionAbsent'],
  }),
};
