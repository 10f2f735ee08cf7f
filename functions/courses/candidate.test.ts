import { describe, expect, it } from 'vitest';
import { contentOf, releasedOf, type Candidate } from './candidate.ts';
import { attachedTo, type Manifest } from './manifest.ts';

const film = {
  id: 'lec_1',
  language: 'uk',
  title: {},
  durationSeconds: 5,
  source: 'film',
  captions: { uk: 'vtt' },
} as const;
const candidate: Candidate = {
  ...{ courseId: 'crs_1', organisationId: 'org_1', audience: 'own', languages: ['uk'] },
  ...{ title: { uk: 'Курс' }, summary: { uk: 'Про що' }, outcomes: [], topics: [] },
  modules: [
    {
      id: 'mod_1',
      title: { uk: 'Модуль' },
      lessons: [
        {
          id: 'les_1',
          number: 1,
          title: { uk: 'Один' },
          minutes: 5,
          text: { uk: 'text' },
          blocks: 'blocks',
          lectures: {},
        },
      ],
    },
  ],
  lectures: [film],
  pictures: {
    'wide.webp': {
      ...{ sha256: 'wide', type: 'image/webp', width: 2, height: 1 },
      variants: [{ sha256: 'avif', type: 'image/avif', width: 2, height: 1 }],
    },
    'came.png': { sha256: 'came', type: 'image/png', width: 1, height: 1 },
  },
  files: { mda_1: { sha256: 'form', type: 'text/plain', name: 'Бланк.txt', bytes: 3 } },
};
const release = (before?: Manifest) =>
  releasedOf(candidate, { version: (before?.version ?? 0) + 1, releasedAt: '2026-11-22T10:00:00.000Z', before });

describe('a released candidate', () => {
  it('has its number and moment, and the versions of its films go on', () => {
    const first = release();
    expect(first).toMatchObject({ version: 1, releasedAt: '2026-11-22T10:00:00.000Z', lectures: [{ version: 1 }] });
    const cut = { ...first, lectures: [{ ...first.lectures[0]!, source: 'another' }] };
    expect(release(cut)).toMatchObject({ version: 2, lectures: [{ version: 2 }], retired: [] });
    expect(release({ ...first, lectures: [], retired: first.lectures }).lectures).toMatchObject([{ version: 1 }]);
  });

  it('is the same bytes however often it is made', () => {
    expect(JSON.stringify(release())).toBe(JSON.stringify(release()));
  });

  it('is kept by its texts, pictures in all widths, files and films', () => {
    expect([...contentOf(release())].sort()).toEqual(['avif', 'came', 'film', 'form', 'text', 'vtt', 'wide']);
  });

  it('shows with a lesson what its text names', () => {
    const of = (text: string) => {
      const { pictures, files = {} } = attachedTo(text, release());
      return [Object.keys(pictures), Object.keys(files)];
    };
    expect(of('![x](wide.webp) [y](file:mda_1)')).toEqual([['wide.webp', 'came.png'], ['mda_1']]);
    expect(of('Нічого')).toEqual([['came.png'], []]);
  });
});
