import { describe, expect, it } from 'vitest';
import { bytesOfPart, coming, isSameFilm, isSameUpload, requireWhole } from './film-upload.ts';
import type { StoredUpload } from './film-uploads.store.ts';

const stored = {
  ...{ courseId: 'crs_1', id: 'lec_1', language: 'uk', title: { uk: 'Лекція' }, durationSeconds: 60 },
  ...{ fileName: 'a.mp4', bytes: 25, partBytes: 10, fingerprint: 'f', uploadId: 'secret', by: 'per_1' },
  ...{ state: 'waiting', expiresAt: 1_800_000_000 },
} as unknown as StoredUpload;
const parts = [10, 10, 5].map((bytes, index) => ({ number: index + 1, bytes }));
const faultOf = (there: typeof parts) => {
  try {
    requireWhole(stored, there);
    return undefined;
  } catch (error) {
    return (error as { details?: { part?: string } }).details?.part;
  }
};

describe('a film on its way', () => {
  it('is whole with every part in its size, and no other', () => {
    expect(faultOf(parts)).toBeUndefined();
    expect(faultOf([])).toBe('1');
    expect(faultOf([parts[0]!, parts[2]!])).toBe('2');
    expect(faultOf([parts[0]!, parts[1]!, { number: 3, bytes: 6 }])).toBe('3');
    expect(faultOf([{ number: 1, bytes: 9 }, parts[1]!, parts[2]!])).toBe('1');
    expect(faultOf([...parts, { number: 4, bytes: 1 }])).toBe('4');
  });

  it('has parts as large as its plan says', () => {
    expect([1, 2, 3].map((number) => bytesOfPart(stored, number))).toEqual([10, 10, 5]);
    for (const number of [0, 4]) expect(() => bytesOfPart(stored, number)).toThrow('invalid');
  });

  it('is the same by what it is called and by its bytes', () => {
    expect(isSameUpload(stored, { ...stored })).toBe(true);
    expect(isSameUpload(stored, { ...stored, fingerprint: 'other' })).toBe(false);
    expect(isSameUpload(stored, { ...stored, bytes: 26 })).toBe(false);
    expect(isSameFilm(stored, { language: 'uk', title: { uk: 'Інша' } })).toBe(false);
    expect(isSameFilm(stored, { language: 'en', title: { uk: 'Лекція' } })).toBe(false);
  });

  it('shows its sender what is needed to go on, never the store’s own name of it', () => {
    const seen = coming(stored, 'per_1');
    expect(seen).toMatchObject({ state: 'waiting', captions: [], upload: { mine: true, lessonId: null, fault: null } });
    expect(coming({ ...stored, captions: 'hash' }, 'per_2')).toMatchObject({
      captions: ['uk'],
      upload: { mine: false },
    });
    expect(JSON.stringify(seen)).not.toContain('secret');
  });
});
