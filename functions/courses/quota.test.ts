import { describe, expect, it } from 'vitest';
import type { Bundle } from '#contracts/bundle.ts';
import type { Manifest } from './manifest.ts';
import { newBytes } from './quota.ts';

const file = (sha256: string, bytes: number): Bundle['files'][number] => ({
  path: `${sha256}.md`,
  type: 'text/markdown',
  sha256,
  bytes,
});
const lecture = (source: string) => ({ source, captions: { uk: 'captions' } });
const before = {
  modules: [{ lessons: [{ text: { uk: 'text' } }] }],
  lectures: [lecture('film')],
  retired: [lecture('earlier film')],
  pictures: { 'a.png': { sha256: 'picture' } },
} as unknown as Manifest;

describe('bytes a version adds', () => {
  it('are those of all files of a first version, each once', () => {
    expect(newBytes({ files: [file('a', 10), file('b', 5), file('a', 10)] }, undefined)).toBe(15);
  });

  it('are those of new files of a later version, also beside a film that comes back', () => {
    const known = ['text', 'film', 'captions', 'earlier film', 'picture'].map((hash) => file(hash, 100));
    expect(newBytes({ files: [...known, file('new', 7)] }, before)).toBe(7);
    expect(newBytes({ files: known }, before)).toBe(0);
  });
});
