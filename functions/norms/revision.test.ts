import { describe, expect, it } from 'vitest';
import { isMade } from './revision.ts';

describe('a change', () => {
  it('is made once: the same again finds it', () => {
    expect(isMade({ revision: 1 }, null, true)).toBe(true);
    expect(isMade({ revision: 4 }, 3, true)).toBe(true);
  });

  it('is made on what its asker knew, and on nothing else', () => {
    expect(isMade(undefined, null, false)).toBe(false);
    expect(isMade({ revision: 3 }, 3, false)).toBe(false);
    expect(() => isMade({ revision: 4 }, 3, false)).toThrow('conflict');
    expect(() => isMade(undefined, 3, false)).toThrow('conflict');
    expect(() => isMade({ revision: 1 }, null, false)).toThrow('idTaken');
  });

  it('from a revision that never was is none, even if it says the same', () => {
    expect(() => isMade({ revision: 1 }, 2, true)).toThrow('conflict');
  });
});
