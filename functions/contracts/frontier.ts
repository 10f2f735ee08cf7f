/** How far a lecture was watched without a gap: where who may not skip ahead may go. Pure; for browser and server. */

type Stretches = readonly (readonly [from: number, to: number])[];

/** Stretches nearer to each other than this were watched in one go: a player tells where it is a few times a second. */
export const gapSeconds = 2;

/** The end of the stretch that begins where the lecture does; 0: it was not begun. */
export function frontierOf(spans: Stretches): number {
  let end = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from > end + gapSeconds) break;
    end = Math.max(end, to);
  }
  return end;
}
