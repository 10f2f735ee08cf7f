import { expect, it } from 'vitest';
import { baseOf, elapsedMs, keptBase, rebased, serverNow } from './clock.ts';

const base = baseOf('2026-11-22T10:00:00.000Z', 400, { wallMs: 1_000_000, mono: 5_000 });
const tenMs = Date.parse('2026-11-22T10:00:00.000Z');

it('the academy’s clock goes on, wherever the device’s stands', () => {
  expect(serverNow(base, { wallMs: 1_060_000, mono: 65_000 })).toBe(tenMs + 200 + 60_000);
});

it('a clock that is set back changes nothing, one that stood still in sleep neither', () => {
  expect(elapsedMs(base, { wallMs: 400_000, mono: 65_000 })).toBe(60_000);
  expect(elapsedMs(base, { wallMs: 4_600_000, mono: 6_000 })).toBe(3_600_000);
});

it('a page that opens later goes on by the wall, and from there evenly', () => {
  const opened = rebased(keptBase(base), { wallMs: 1_020_000, mono: 3 });
  expect(serverNow(opened, { wallMs: 1_020_000, mono: 3 })).toBe(tenMs + 200 + 20_000);
  expect(serverNow(opened, { wallMs: 500_000, mono: 1_003 })).toBe(tenMs + 200 + 21_000);
});
