import { describe, expect, it } from 'vitest';
import { fileBytesMax, pictureBytesMax } from '#contracts/media.ts';
import { checkAnnouncement, isRepeat, mayChange, maySee, variantFor, type StoredMedia } from './media.ts';

const path = ['org_root', 'org_academy'];
const person = (role: 'instructor' | 'academyAdmin' | 'learner', organisationId = 'org_academy', id = 'per_a') => ({
  id,
  memberships: [{ organisationId, roles: [role] }],
});
const stored: StoredMedia = {
  id: 'mda_x',
  organisationId: 'org_academy',
  branchId: 'org_academy',
  ownerId: 'per_a',
  kind: 'picture',
  name: 'Схема',
  state: 'ready',
  type: 'image/webp',
  bytes: 10,
  sha256: 'a',
  variants: [1000, 640, 320].flatMap((width) =>
    (['image/avif', 'image/webp'] as const).map((type) => ({
      sha256: `${type} ${width}`,
      type,
      width,
      height: 1,
      bytes: 1,
    })),
  ),
  createdAt: '2026-11-22T08:00:00.000Z',
};

describe('what is announced', () => {
  const code = (kind: 'picture' | 'file', type: string, bytes: number) => {
    try {
      checkAnnouncement({ kind, type, bytes });
      return 'taken';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  it('is of the types of its kind', () => {
    expect(code('picture', 'image/png', 1)).toBe('taken');
    expect(code('file', 'application/pdf', 1)).toBe('taken');
    expect(code('picture', 'application/pdf', 1)).toBe('mediaTypeRefused');
    expect(code('file', 'image/png', 1)).toBe('mediaTypeRefused');
  });
  it('is not larger than its kind may be', () => {
    expect(code('picture', 'image/png', pictureBytesMax)).toBe('taken');
    expect(code('picture', 'image/png', pictureBytesMax + 1)).toBe('mediaTooLarge');
    expect(code('file', 'application/pdf', fileBytesMax + 1)).toBe('mediaTooLarge');
  });
  it('may be announced again by the same person, for the same bytes', () => {
    expect(isRepeat(stored, { ...stored, name: 'Інакше' }, 'per_a')).toBe(true);
    expect(isRepeat(stored, stored, 'per_b')).toBe(false);
    expect(isRepeat(stored, { ...stored, sha256: 'b' }, 'per_a')).toBe(false);
    expect(isRepeat({ ...stored, removedAt: 'then' }, stored, 'per_a')).toBe(false);
  });
});

describe('who', () => {
  it('sees it: whoever makes texts there or above, as soon as it is ready', () => {
    expect(maySee(person('instructor', 'org_academy', 'per_b'), stored, path)).toBe(true);
    expect(maySee(person('academyAdmin', 'org_root', 'per_b'), stored, path)).toBe(true);
    expect(maySee(person('instructor', 'org_other'), stored, path)).toBe(false);
    expect(maySee(person('learner'), stored, path)).toBe(false);
  });
  it('sees it before it is ready: its owner alone', () => {
    const waiting = { ...stored, state: 'waiting' as const };
    expect(maySee(person('instructor'), waiting, path)).toBe(true);
    expect(maySee(person('instructor', 'org_academy', 'per_b'), waiting, path)).toBe(false);
  });
  it('changes it: its owner, and who administers the organisation', () => {
    expect(mayChange(person('instructor'), stored, path)).toBe(true);
    expect(mayChange(person('instructor', 'org_academy', 'per_b'), stored, path)).toBe(false);
    expect(mayChange(person('academyAdmin', 'org_academy', 'per_b'), stored, path)).toBe(true);
  });
});

describe('the variant for a width', () => {
  const width = (wanted?: number) => variantFor(stored, wanted)?.sha256;
  it('is the smallest that is wide enough, else the widest', () => {
    expect([width(300), width(320), width(321), width(5000), width()]).toEqual([
      'image/webp 320',
      'image/webp 320',
      'image/webp 640',
      'image/webp 1000',
      'image/webp 1000',
    ]);
  });
  it('is none where there are none', () => {
    expect(variantFor({ variants: [] })).toBeUndefined();
  });
});
