/** What a page says of captions that a machine writes, and what may be done. Pure. */
import { isUnderWay, type FilmTranscription } from '#contracts/film-transcription.ts';

const lookAgainMs = 5000;
/** a job takes some minutes; what is silent for longer may have lost its news */
const overdueMs = 30 * 60_000;

export type Said = 'underWay' | 'ready' | 'failed';

export const askAgainMs = (found: FilmTranscription | undefined): number | false =>
  found !== undefined && isUnderWay(found) && lookAgainMs;

/** Asked once more, the academy looks itself. */
export const isOverdue = ({ askedAt, ...found }: FilmTranscription, now: number): boolean =>
  isUnderWay(found) && askedAt !== null && now - Date.parse(askedAt) > overdueMs;

/** Somebody waits for it here, or there are no captions it could stand in the way of. */
export function saidOf(found: FilmTranscription | undefined, { awaited, empty }: { awaited: boolean; empty: boolean }) {
  if (!found) return undefined;
  if (isUnderWay(found)) return 'underWay' satisfies Said;
  if (found.state === 'ready') return awaited || empty ? ('ready' satisfies Said) : undefined;
  return found.state === 'failed' && awaited ? ('failed' satisfies Said) : undefined;
}
