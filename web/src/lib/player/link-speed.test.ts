import { describe, expect, it } from 'vitest';
import { linkSpeed } from './link-speed.ts';

const came = (kB: number, responseStart: number, responseEnd: number, workerStart = 0) => ({
  ...{ transferSize: kB * 1000, responseStart, responseEnd, workerStart },
});

describe('the speed of the link', () => {
  it('is what came side by side in the time it took together', () => {
    expect(linkSpeed([came(100, 2000, 10_000), came(150, 0, 8000)], 10_000)).toBe(200_000);
  });

  it('counts no time in which nothing came', () => {
    expect(linkSpeed([came(50, 0, 2000), came(50, 9000, 11_000)], 11_000)).toBe(200_000);
  });

  it('is not known by copies of the device, by what came long ago, or by little', () => {
    expect(linkSpeed([came(300, 0, 10, 5)], 1000)).toBeUndefined();
    expect(linkSpeed([came(0, 0, 10), came(20, 0, 10)], 1000)).toBeUndefined();
    expect(linkSpeed([came(300, 0, 1000)], 120_000)).toBeUndefined();
    expect(linkSpeed([], 0)).toBeUndefined();
  });
});
