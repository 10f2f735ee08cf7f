import { describe, expect, it } from 'vitest';
import { audiencesOf, byOfferTitle, fits, isSharedWith, type Offer } from './sharing.ts';

const offer = (some: Partial<Offer> = {}): Offer => ({
  ...{ id: 'crs_1', version: 1, title: { uk: 'Права затриманих', en: 'Rights' }, summary: { uk: 'Про строки' } },
  ...{ languages: ['uk', 'en'], topics: ['Затримання'], lessonsTotal: 1, lecturesTotal: 0, minutes: 5, releasedAt: '' },
  ...{ organisationId: 'org_1', branchId: 'org_1', competences: ['cmp_1'], ...some },
});

describe('on whose shelves a course stands', () => {
  const listed = { with: 'listed' as const, organisationIds: ['b', 'c'] };
  it('all, or each academy that is listed', () => {
    expect(audiencesOf({ with: 'all', organisationIds: [] }, {})).toEqual(['all']);
    expect(audiencesOf(listed, {})).toEqual(['b', 'c']);
    expect(audiencesOf({ with: 'nobody', organisationIds: [] }, {})).toEqual([]);
  });
  it('none before it is released, and none while it is retired or recalled', () => {
    expect(audiencesOf(listed, undefined)).toEqual([]);
    expect(audiencesOf(listed, { retired: {} })).toEqual([]);
    expect(audiencesOf(listed, { recalled: {} })).toEqual([]);
  });
  it('is shared with those named, and with nobody where nothing was said', () => {
    expect(isSharedWith(listed, ['a', 'c'])).toBe(true);
    expect(isSharedWith(listed, ['a'])).toBe(false);
    expect(isSharedWith(undefined, ['a'])).toBe(false);
  });
});

describe('what a search finds', () => {
  it('beginnings of words, in any language and any case', () => {
    expect(fits(offer(), { q: 'ЗАТРИМ прав' })).toBe(true);
    expect(fits(offer(), { q: 'right' })).toBe(true);
    expect(fits(offer(), { q: 'рава' })).toBe(false);
  });
  it('only what every filter lets through', () => {
    expect(fits(offer(), { language: 'en', organisation: 'org_1', competence: 'cmp_1', topic: 'затримання' })).toBe(
      true,
    );
    expect(fits(offer(), { language: 'kk' })).toBe(false);
    expect(fits(offer(), { competence: 'cmp_2' })).toBe(false);
    expect(fits(offer(), { organisation: 'org_2' })).toBe(false);
    expect(fits(offer(), { topic: 'Затрим' })).toBe(false);
  });
});

it('stands by title, in the order of its alphabet', () => {
  const titles = ['Яр', 'Єдність', 'Еталон'].map((uk) => offer({ title: { uk } }));
  expect(byOfferTitle(titles).map(({ title }) => title.uk)).toEqual(['Еталон', 'Єдність', 'Яр']);
});
