/** How fast the link is, by what it has just brought: so that a film begins in a size that comes through. Pure. */
type Timing = Pick<PerformanceResourceTiming, 'transferSize' | 'responseStart' | 'responseEnd' | 'workerStart'>;

/** less than this tells of waiting rather than of the link */
const bytesMin = 30_000;
const recentMs = 60_000;

/**
 * Bits per second; undefined where too little came over the link lately. What came side by side shares its time; copies
 * of the device, also those a service worker gives, tell nothing.
 */
export function linkSpeed(entries: readonly Timing[], nowMs: number): number | undefined {
  const came = entries
    .filter(
      ({ transferSize, workerStart, responseEnd }) =>
        transferSize > 0 && !workerStart && responseEnd > nowMs - recentMs,
    )
    .sort((a, b) => a.responseStart - b.responseStart);
  let [bytes, busyMs, until] = [0, 0, 0];
  for (const { transferSize, responseStart, responseEnd } of came) {
    bytes += transferSize;
    busyMs += Math.max(0, responseEnd - Math.max(responseStart, until));
    until = Math.max(until, responseEnd);
  }
  return bytes < bytesMin ? undefined : Math.round((bytes * 8000) / Math.max(1, busyMs));
}
