import { expect, it } from 'vitest';
import { DeviceId } from '#contracts/attempts.ts';
import { z } from '#contracts/z.ts';
import { newDevice } from './device-name.ts';

it('a writer gets a name that the contract takes, and nobody else has', () => {
  const names = Array.from({ length: 1_000 }, newDevice);
  for (const name of names) expect(z.safeParse(DeviceId, name).success, name).toBe(true);
  expect(new Set(names).size).toBe(names.length);
});
