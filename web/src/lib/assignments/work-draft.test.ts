import { describe, expect, it } from 'vitest';
import { isKeptWork, startOf, type KeptWork } from './work-draft.ts';

const kept: KeptWork = { text: 'На пристрої', fileIds: [], revision: 1, submissionId: 'sbm_1' };
const saved = { text: 'У закладі', fileIds: [], revision: 1, savedAt: '2026-11-20T10:00:00.000Z' };
const newId = () => 'sbm_new';

describe('a work that is written on', () => {
  it('begins with what the academy has, where the device has nothing', () => {
    expect(startOf(undefined, saved, newId).work).toEqual({ ...kept, text: 'У закладі', submissionId: 'sbm_new' });
    expect(startOf(undefined, null, newId).work).toMatchObject({ text: '', revision: 0 });
  });
  it('begins with what the device kept, under the id it may have been sent by', () => {
    expect(startOf(kept, saved, newId)).toEqual({ work: kept, other: undefined });
    expect(startOf({ ...kept, text: saved.text }, saved, newId).work.submissionId).toBe('sbm_1');
  });
  it('says so where another device has saved meanwhile', () => {
    expect(startOf(kept, { ...saved, revision: 2 }, newId)).toEqual({ work: kept, other: { ...saved, revision: 2 } });
  });
  it('takes from the device only what is whole', () => {
    expect(isKeptWork(kept)).toEqual(kept);
    expect(isKeptWork({ ...kept, fileIds: [1] })).toBeUndefined();
    expect(isKeptWork(null)).toBeUndefined();
  });
});
