import { describe, expect, it } from 'vitest';
import {
  assigned,
  contributorsOf,
  decided,
  endedState,
  hasShare,
  isContributor,
  isDecided,
  isSubmittedSo,
  newReview,
  partsFor,
  type Decision,
} from './review.ts';
import type { StoredDraft } from './drafts.store.ts';
import type { StoredReview } from './reviews.store.ts';

const review = (change: Partial<StoredReview> = {}): StoredReview => ({
  courseId: 'crs_1',
  id: 'rvw_1',
  organisationId: 'org_1',
  branchId: 'org_1',
  title: { uk: 'Курс' },
  state: 'open',
  version: 2,
  submittedBy: 'per_author',
  submittedAt: '2026-11-22T08:00:00.000Z',
  languages: ['uk', 'en'],
  parts: partsFor(['en']),
  candidate: 'hash',
  changedLessons: 1,
  contributors: ['per_author'],
  comments: 0,
  openComments: 0,
  revision: 1,
  ...change,
});
const decision = (change: Partial<Decision> = {}): Decision => ({
  part: 'course',
  decision: 'approve',
  note: null,
  by: 'per_reviewer',
  at: '2026-11-22T09:00:00.000Z',
  ...change,
});
const code = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a submission', () => {
  const draft = {
    id: 'crs_1',
    organisationId: 'org_1',
    title: { uk: 'Курс' },
    languages: ['uk', 'en', 'kk'],
    version: 1,
  };
  const asked = { id: 'rvw_1', languages: ['kk' as const], note: null, dueAt: null, by: 'per_author' };
  const at = '2026-11-22T08:00:00.000Z';
  const begun = (change: object = {}) => newReview(draft as StoredDraft, 'org_1', { ...asked, at, ...change });

  it('is prepared as the next version, the first language always among its own', () => {
    expect(begun()).toMatchObject({
      state: 'preparing',
      version: 2,
      languages: ['uk', 'kk'],
      submittedAt: at,
      parts: [],
    });
  });

  it('sent again is recognised, also with a note of blanks alone', () => {
    expect(isSubmittedSo(begun(), asked)).toBe(true);
    expect(isSubmittedSo(begun({ note: '  ' }), { ...asked, note: '  ' })).toBe(true);
    expect(isSubmittedSo(begun({ note: 'Прошу' }), { ...asked, note: 'Прошу' })).toBe(true);
    expect(isSubmittedSo(begun(), { ...asked, languages: ['kk', 'uk', 'kk'] })).toBe(true);
  });

  it('of somebody else, of other languages or with other words is another', () => {
    expect(isSubmittedSo(begun(), { ...asked, by: 'per_other' })).toBe(false);
    expect(isSubmittedSo(begun(), { ...asked, languages: ['uk'] })).toBe(false);
    expect(isSubmittedSo(begun(), { ...asked, languages: ['en', 'kk'] })).toBe(false);
    expect(isSubmittedSo(begun(), { ...asked, note: 'Прошу' })).toBe(false);
    expect(isSubmittedSo(begun(), { ...asked, dueAt: '2026-12-01T00:00:00.000Z' })).toBe(false);
  });

  it('says to learners what has changed, in the languages that are submitted', () => {
    const whatChanged = { uk: ' Нова стаття ', en: 'A new article', kk: '  ' };
    expect(begun({ whatChanged }).whatChanged).toEqual({ uk: 'Нова стаття' });
    expect(begun({ whatChanged: { en: 'A new article' } }).whatChanged).toBeUndefined();
    expect(isSubmittedSo(begun({ whatChanged }), { ...asked, whatChanged })).toBe(true);
    expect(isSubmittedSo(begun({ whatChanged }), asked)).toBe(false);
  });

  it('cannot be due before it is made', () => {
    expect(code(() => begun({ dueAt: at }))).toBe('invalid');
    expect(begun({ dueAt: '2026-11-23T00:00:00.000Z' }).dueAt).toBe('2026-11-23T00:00:00.000Z');
  });

  it('that ends without an answer leaves the draft as it was before', () => {
    expect([endedState({ version: undefined }), endedState({ version: 1 })]).toEqual(['draft', 'released']);
  });
});

describe('a decision', () => {
  it('approves the review when every part is approved', () => {
    const first = decided(review(), decision());
    expect(first.state).toBe('open');
    const last = decided(first, decision({ part: 'en' }));
    expect([last.state, last.parts.map(({ state }) => state)]).toEqual(['approved', ['approved', 'approved']]);
  });

  it('returns the review as soon as one part is returned', () => {
    const after = decided(review(), decision({ part: 'en', decision: 'return', note: 'Неточно' }));
    expect([after.state, after.parts[1]]).toMatchObject(['returned', { note: 'Неточно', decidedBy: 'per_reviewer' }]);
  });

  it('needs words to return, something that waits, and what was looked at', () => {
    expect(code(() => decided(review(), decision({ decision: 'return', note: ' ' })))).toBe('noteMissing');
    expect(code(() => decided(review({ state: 'returned' }), decision()))).toBe('reviewEnded');
    expect(code(() => decided(decided(review(), decision()), decision({ decision: 'return', note: 'x' })))).toBe(
      'reviewEnded',
    );
    expect(code(() => decided(review(), decision({ part: 'kk' })))).toBe('notFound');
    expect(code(() => decided(review(), decision({ candidate: 'other' })))).toBe('conflict');
    expect(code(() => decided(review(), decision({ candidate: 'hash' })))).toBe('none');
  });

  it('is the same one only when the same person has made it', () => {
    const after = decided(review(), decision());
    expect(isDecided(after, decision())).toBe(true);
    expect(isDecided(after, decision({ by: 'per_other' }))).toBe(false);
    expect(isDecided(after, decision({ decision: 'return' }))).toBe(false);
  });
});

describe('who is asked', () => {
  it('is somebody, or anybody again', () => {
    const asked = assigned(review(), 'en', 'per_reviewer');
    expect(asked.parts[1]).toEqual({ part: 'en', state: 'open', assigneeId: 'per_reviewer' });
    expect(assigned(asked, 'en', null).parts[1]).toEqual({ part: 'en', state: 'open' });
  });

  it('is asked no more about what is answered', () => {
    expect(code(() => assigned(decided(review(), decision()), 'course', 'per_x'))).toBe('reviewEnded');
  });
});

describe('contributors', () => {
  const traces = {
    since: '2026-11-01T00:00:00.000Z',
    blocks: [
      {
        by: 'per_structure',
        at: '2026-11-02T00:00:00.000Z',
        texts: {
          uk: { by: 'per_old', at: '2026-10-01T00:00:00.000Z' },
          en: { by: 'per_translator', at: '2026-11-03T00:00:00.000Z' },
        },
      },
    ],
    history: [{ by: 'per_overwritten', at: '2026-11-02T00:00:00.000Z' }],
    lessons: [
      {
        createdBy: 'per_old',
        createdAt: '2026-10-01T00:00:00.000Z',
        binnedBy: 'per_binner',
        binnedAt: '2026-11-02T00:00:00.000Z',
      },
    ],
    team: [
      { personId: 'per_owner', role: 'owner' },
      { personId: 'per_reader', role: 'reader' },
    ],
    submittedBy: 'per_submitter',
  };

  it('are the team’s authors and all who have changed something since the last release', () => {
    expect(contributorsOf(traces).sort()).toEqual([
      'per_binner',
      'per_overwritten',
      'per_owner',
      'per_structure',
      'per_submitter',
      'per_translator',
    ]);
  });

  it('are all who have ever written, before the first release', () => {
    expect(contributorsOf({ ...traces, since: undefined })).toContain('per_old');
  });

  it('and who writes in the team today have a share in it', () => {
    expect(hasShare(review(), { id: 'per_author' }, undefined)).toBe(true);
    expect(hasShare(review(), { id: 'per_later' }, 'author')).toBe(true);
    expect(hasShare(review(), { id: 'per_reads' }, 'reader')).toBe(false);
    expect(hasShare(review(), { id: 'per_reviewer' }, undefined)).toBe(false);
  });

  it('stay so under the name of the card they were merged into', () => {
    expect(isContributor(review(), { id: 'per_kept', mergedFrom: ['per_author'] })).toBe(true);
    expect(isContributor(review(), { id: 'per_reviewer' })).toBe(false);
  });
});
