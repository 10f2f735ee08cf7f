/** Rules of a film’s chapters in a draft, and of whatever else begins at a moment of it. Pure. */
import { AppError } from '#contracts/errors.ts';
import type { Film } from './films.ts';

/** Each begins while the film runs. */
export function requireInside(
  items: readonly { startMs: number }[],
  { durationSeconds }: Pick<Film, 'durationSeconds'>,
): void {
  const last = items.at(-1);
  if (last && last.startMs >= durationSeconds * 1000)
    throw new AppError('invalid', { field: 'items', reason: 'outside' });
}
