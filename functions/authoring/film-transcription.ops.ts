/** Captions written down by a machine: no installation has a service for it yet, and says so. What one would be asked: `transcriptionJob`. */
import type { filmTranscription as contract } from '#contracts/film-transcription.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessToChange } from './access.ops.ts';
import { filmOf } from './film-captions.ops.ts';

export const transcriptionHandlers: Handlers<typeof contract> = { transcribeFilm };

async function transcribeFilm(ctx: Context, { params }: Input<(typeof contract)['transcribeFilm']>): Promise<never> {
  const { draft } = await accessToChange(ctx, params.courseId);
  await filmOf(draft, params.lectureId);
  throw new AppError('transcriptionAbsent');
}
