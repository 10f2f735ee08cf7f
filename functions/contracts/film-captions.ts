/** Captions of a film in a draft, as its authors write them on; they are put by `filmCaptions` of draft-films. */
import { Language, Sha256, id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const filmCaptions = {
  captionsText: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/films/{lectureId}/captions/{language}',
    summary: 'The captions of a film in a language, and the hash to say when they are put again.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture'), language: Language }),
    output: z.object({ text: z.nullable(z.string()), sha256: z.nullable(Sha256) }),
  }),
};
