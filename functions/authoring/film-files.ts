/** Rules of a film's other files. Pure. */
import type { DraftFilm } from '#contracts/draft-films.ts';

/** How many there are of each. */
export function filesOf(files: readonly { state: 'brought' | 'former' }[]): DraftFilm['files'] {
  const brought = files.filter(({ state }) => state === 'brought').length;
  return { brought, former: files.length - brought };
}
