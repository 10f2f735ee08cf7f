import { describe, expect, it } from 'vitest';
import * as rules from './draft.ts';
import type { StoredDraft } from './drafts.store.ts';

const at = '2026-11-22T08:00:00.000Z';
const body = { id: 'crs_1', organisationId: 'org_1', title: { uk: 'Курс' }, languages: ['uk' as const, 'en' as const] };
const draft = () => rules.newDraft(body, at);

describe('a draft', () => {
  it('begins for the academy alone', () => {
    expect(draft().head).toMatchObject({ audience: 'own', state: 'draft', archived: false, revision: 0 });
  });

  it('is changed on the revision that stands', () => {
    const changed = rules.changedDraft(draft(), { revision: 0, title: { uk: 'Інший' }, summary: { uk: 'Про що' } }, at);
    expect(changed).toMatchObject({
      head: { title: { uk: 'Інший' }, revision: 1 },
      text: { summary: { uk: 'Про що' } },
    });
    expect(() => rules.changedDraft(changed, { revision: 0, title: { uk: 'Третій' } }, at)).toThrow('conflict');
    expect(rules.changedDraft(changed, { revision: 1, summary: null }, at).text).not.toHaveProperty('summary');
  });

  it('that says so already is the same, on whatever revision', () => {
    const before = rules.changedDraft(draft(), { revision: 0, outcomes: [{ uk: 'Знає', en: 'Knows' }] }, at);
    const again = rules.changedDraft(before, { revision: 0, outcomes: [{ en: 'Knows', uk: 'Знає' }] }, at);
    expect(again.head).toBe(before.head);
  });

  it('stays in its language of origin', () => {
    expect(() => rules.requireOrigin(['uk', 'en'], ['uk', 'kk'])).not.toThrow();
    expect(() => rules.requireOrigin(['uk', 'en'], ['en', 'uk'])).toThrow('invalid');
  });
});

describe('its state', () => {
  const of = (stored: Partial<StoredDraft>, version?: number, organisationId = 'org_1', more = {}) =>
    rules.stateOf(
      { state: 'draft', organisationId: 'org_1', ...stored } as StoredDraft,
      version === undefined ? undefined : { organisationId, version, releasedAt: at, ...more },
    );

  it('is true right after a release, before anybody has heard of it', () => {
    expect(of({ state: 'inReview' }, 1)).toEqual({ state: 'released', version: 1 });
    expect(of({ state: 'inReview', version: 1 }, 2)).toEqual({ state: 'released', version: 2 });
  });

  it('is that of the next review once there is one', () => {
    expect(of({ state: 'inReview', version: 2 }, 2)).toEqual({ state: 'inReview', version: 2 });
    expect(of({})).toEqual({ state: 'draft', version: null });
  });

  it('is true right after a course was taken from the catalogue, or put back', () => {
    const retired = { retired: { reason: 'Застаріло' } };
    expect(of({ state: 'released', version: 2 }, 2, 'org_1', retired)).toMatchObject({ state: 'retired' });
    expect(of({ state: 'retired', version: 2 }, 2)).toMatchObject({ state: 'released' });
    expect(of({ state: 'inReview', version: 2 }, 2, 'org_1', retired)).toMatchObject({ state: 'inReview' });
  });

  it('is not that of another academy’s course', () => {
    expect(of({}, 3, 'org_2')).toEqual({ state: 'draft', version: null });
  });
});

describe('whether it was changed since the newest release', () => {
  const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T08:00:00.000Z`;
  const of = (stored: Partial<StoredDraft>, version?: number) =>
    rules.hasChanges(
      { organisationId: 'org_1', ...stored } as StoredDraft,
      version === undefined ? undefined : { organisationId: 'org_1', version, releasedAt: day(5) },
    );

  it('is no question before the first', () => {
    expect(of({ changedAt: day(9) })).toBe(false);
    expect(of({ changedAt: day(9), submittedAt: day(3) })).toBe(false);
  });
  it('goes by when that was submitted: what was written during the review is not in it', () => {
    const stored = { version: 1, submittedAt: day(3), releasedUpTo: day(3) };
    expect(of({ ...stored, changedAt: day(2) }, 1)).toBe(false);
    expect(of({ ...stored, changedAt: day(4) }, 1)).toBe(true);
  });
  it('goes by the release where the next review was given back', () => {
    expect(of({ version: 1, releasedUpTo: day(3), submittedAt: day(7), changedAt: day(6) }, 1)).toBe(true);
  });
  it('is true right after a release, before anybody has heard of it', () => {
    expect(of({ submittedAt: day(3), changedAt: day(2) }, 1)).toBe(false);
    expect(of({ version: 1, releasedUpTo: day(1), submittedAt: day(3), changedAt: day(4) }, 2)).toBe(true);
  });
  it('shows with the first word: that is noted at once, later ones now and then', () => {
    const stored = { organisationId: 'org_1', submittedAt: day(3), releasedUpTo: day(3) };
    expect(rules.isFirstSince({ ...stored, changedAt: day(3) })).toBe(true);
    expect(rules.isFirstSince({ ...stored, changedAt: day(4) })).toBe(false);
  });
  it('is not by putting the draft away', () => {
    const before = rules.newDraft(body, day(1));
    const { head } = rules.changedDraft(before, { revision: 0, archived: true }, day(2));
    expect(head).toMatchObject({ archived: true, revision: 1, changedAt: day(1) });
  });
});

it('the latest changed comes first', () => {
  const changed = (id: string, changedAt: string) => ({ id, changedAt });
  const given = [changed('a', '1'), changed('c', '2'), changed('b', '2')];
  expect(rules.byChange(given).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
