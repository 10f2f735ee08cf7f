/** What a failed saving means for the next one. */
import { ApiError } from '../client.ts';
import type { Saving } from './save-queue.ts';

export const judge: Saving['judge'] = (error) => {
  if (!(error instanceof ApiError)) return 'offline';
  if (error.status === 401) return 'signedOut';
  if (error.status === 429 || error.status >= 500) return 'offline';
  return ['invalid', 'tooLarge', 'lessonFull'].includes(error.code) ? 'refused' : 'fatal';
};

export const reasonOf = (error: unknown): string => (error instanceof ApiError ? error.code : 'internal');
