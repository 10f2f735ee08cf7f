import { expect, test } from 'vitest';
import { allTimeZones, isTimeZone } from './time-zones.ts';

test('one’s own zone and the nearest come first, each once', () => {
  const zones = allTimeZones('Asia/Almaty');
  expect(zones.slice(0, 2)).toEqual(['Asia/Almaty', 'Europe/Kyiv']);
  expect(new Set(zones).size).toBe(zones.length);
});

test.each([
  ['Europe/Kyiv', true],
  ['Nowhere/City', false],
  ['', false],
  ['x'.repeat(100), false],
])('%s: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
