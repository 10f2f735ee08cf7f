import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const bytes = (length: number, changed = -1) => {
  const all = Buffer.alloc(length, 'курс');
  if (changed >= 0) all[changed] = 1;
  return all;
};

describe('a film’s fingerprint', () => {
  it('is the same for the same bytes, whatever the file is called', async () => {
    const [one, other] = [new File([bytes(3_000_000)], 'a.mp4'), new File([bytes(3_000_000)], 'b.mov')];
    expect(await fingerprintOf(one)).toBe(await fingerprintOf(other));
    expect(await fingerprintOf(one)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs with the size, the beginning, the middle and the end', async () => {
    const size = 3_000_000;
    const changed = (where: number) => new Blob([bytes(size, where)]);
    const all = [
      new Blob([bytes(size)]),
      new Blob([bytes(size - 1)]),
      changed(0),
      changed(1_400_000),
      changed(size - 1),
    ];
    const found = await Promise.all(all.map(fingerprintOf));
    expect(new Set(found).size).toBe(5);
  });

  it.each([0, 1, 65_536, 65_537, 1_000_000])('is made of %i bytes as well', async (length) => {
    expect(await fingerprintOf(new Blob([bytes(length)]))).toHaveLength(64);
  });
});
