/** The academy’s clock as this device can tell it: told with each answer, carried on by the device’s own clocks. Pure. */

/** The device’s two clocks: `wall` may be set, `mono` runs evenly but stands still while some devices sleep. */
export interface DeviceTime {
  wallMs: number;
  mono: number;
}
/** What the academy said, and when by the device’s clocks; `mono` is null where it was kept by a page that is gone. */
export interface ClockBase {
  serverMs: number;
  wallMs: number;
  mono: number | null;
}

/** After an answer that took `tookMs`: half of it went by since the academy looked at its clock. */
export const baseOf = (server: string, tookMs: number, { wallMs, mono }: DeviceTime): ClockBase => ({
  serverMs: Date.parse(server) + tookMs / 2,
  wallMs,
  mono,
});

/**
 * How long ago, by two clocks of which each can only be too low where it is honest: a clock that was set back, one that
 * stood still in sleep. The higher one is believed.
 */
export function elapsedMs(from: { wallMs: number; mono: number | null }, now: DeviceTime): number {
  const even = from.mono === null ? 0 : now.mono - from.mono;
  return Math.max(0, even, now.wallMs - from.wallMs);
}

export const serverNow = (base: ClockBase, now: DeviceTime): number => base.serverMs + elapsedMs(base, now);

/** Kept for a page to come, which has another even clock. */
export const keptBase = (base: ClockBase): ClockBase => ({ ...base, mono: null });

/** What an earlier page has kept, carried on by this page’s clocks. */
export const rebased = (base: ClockBase, now: DeviceTime): ClockBase =>
  base.mono === null ? { serverMs: serverNow(base, now), ...now } : base;

/** This page’s clocks. */
export const deviceTime = (): DeviceTime => ({ wallMs: Date.now(), mono: performance.now() });
