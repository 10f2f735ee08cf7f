/** Versions that can still be recalled, the newest first; of many only the latest. Pure. */
const shownMax = 100;

export function recallable(newest: number, recalled: readonly { version: number }[]): number[] {
  const gone = new Set(recalled.map(({ version }) => version));
  const all = Array.from({ length: Math.min(newest, shownMax) }, (_, index) => newest - index);
  return all.filter((version) => !gone.has(version));
}
