import { describe, expect, it } from 'vitest';
import { hasEnded } from '#contracts/common.ts';
import { mayCancel, mayGetFile, maySee, type Asking, type Judged } from './job.ts';

const path = ['nat', 'aca'];
const job: Judged = { ownerId: 'per_o', kind: 'peopleImport', state: 'running' };
const asker = (id: string, organisationId: string, role: 'academyAdmin' | 'instructor'): Asking => ({
  id,
  memberships: [{ organisationId, roles: [role] }],
});
const owner = asker('per_o', 'aca', 'academyAdmin');
const colleague = asker('per_c', 'aca', 'academyAdmin');

describe('a job is seen', () => {
  it.each([
    ['by its owner', asker('per_o', 'elsewhere', 'instructor'), true],
    ['by an administrator of its organisation', colleague, true],
    ['by one of an organisation above', asker('per_n', 'nat', 'academyAdmin'), true],
    ['not by one of another', asker('per_x', 'reg', 'academyAdmin'), false],
    ['not by an instructor', asker('per_i', 'aca', 'instructor'), false],
  ])('%s', (_, who, sees) => expect(maySee(who, job, path)).toBe(sees));

  it('by its owner alone where it belongs to no organisation', () => {
    expect([maySee(owner, job, undefined), maySee(colleague, job, undefined)]).toEqual([true, false]);
  });
});

describe('a job is cancelled', () => {
  it('while it has not ended, by those who see it', () => {
    for (const state of ['waiting', 'asking', 'running'] as const)
      expect(mayCancel(colleague, { ...job, state }, path)).toBe(true);
    for (const state of ['succeeded', 'failed', 'cancelled'] as const) {
      expect(hasEnded({ state })).toBe(true);
      expect(mayCancel(owner, { ...job, state }, path)).toBe(false);
    }
  });
  it('not where half of it would be worse than all', () => {
    for (const kind of ['personErasure', 'organisationMove'] as const)
      expect(mayCancel(owner, { ...job, kind }, path)).toBe(false);
  });
});

describe('the file of a job', () => {
  const day = 24 * 3600 * 1000;
  const finishedAt = '2026-11-22T08:00:00.000Z';
  const made: Judged = { ...job, state: 'succeeded', finishedAt, file: {}, fileAction: 'managePeople' };
  const gets = (who: Asking, of = made, after = day, where: string[] | undefined = path) =>
    mayGetFile(who, of, where, { now: Date.parse(finishedAt) + after, fileMs: day });

  it('is its owner’s, for a day, while they may see what is in it', () => {
    expect(gets(owner)).toBe(true);
    expect(gets(colleague)).toBe(false);
    expect(gets(owner, made, day + 1)).toBe(false);
    expect(gets(asker('per_o', 'aca', 'instructor'))).toBe(false);
    expect(gets({ id: 'per_o', memberships: [] }, { ...made, fileAction: undefined })).toBe(true);
  });
  it('is nobody’s where there is none', () => {
    expect(gets(owner, { ...made, file: undefined })).toBe(false);
  });
});
