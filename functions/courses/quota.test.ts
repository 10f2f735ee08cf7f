import { describe, expect, it } from 'vitest';
import type { Bundle } from '#contracts/bundle.ts';
import { newBytes } from './quota.ts';

const file = (sha256: string, bytes: number): Bundle['files'][number] => ({
  path: `${sha256}.md`,
  type: 'text/markdown',
  sha256,
  bytes,
});
const known = new Set(['text', 'film', 'captions', 'picture']);

describe('bytes a version adds', () => {
  it('are those of all files of a first version, each once', () => {
    expect(newBytes({ files: [file('a', 10), file('b', 5), file('a', 10)] }, new Set())).toBe(15);
  });

  it('are those of new files of a later version', () => {
    const files = [...known].map((hash) => file(hash, 100));
    expect(newBytes({ files: [...files, file('new', 7)] }, known)).toBe(7);
    expect(newBytes({ files }, known)).toBe(0);
  });
});
