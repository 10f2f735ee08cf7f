import { describe, expect, it } from 'vitest';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import { candidateOf, textsOf, type Freezing } from './candidate.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { newBytes } from './frozen-bytes.ts';
import type { FrozenLesson } from './frozen-course.ts';

const text = (uk: string, en?: string): FrozenBlock => ({
  id: `blk_${uk}`,
  kind: 'text',
  ref: null,
  texts: { uk: { text: uk, alt: null }, ...(en ? { en: { text: en, alt: null } } : {}) },
});
const attached = (kind: 'picture' | 'file', ref: string): FrozenBlock => ({
  ...{ id: `blk_${ref}`, kind, ref },
  texts: { uk: { text: 'Підпис', alt: 'Опис' } },
});
const lesson = (id: string, blocks: FrozenBlock[], change: Partial<FrozenLesson> = {}): FrozenLesson => ({
  ...{ id, moduleId: 'mod_1', title: { uk: id }, minutes: 5, lectures: {}, pictures: {}, blocks },
  ...change,
});
const came = (sha256: string) => ({ 'a.png': { sha256, type: 'image/png', width: 1, height: 1 } });
const media = new Map(
  [
    {
      id: 'mda_picture',
      kind: 'picture',
      variants: [
        { sha256: 'wideAvif', type: 'image/avif', width: 900, height: 600, bytes: 10 },
        { sha256: 'wide', type: 'image/webp', width: 900, height: 600, bytes: 20 },
        { sha256: 'small', type: 'image/webp', width: 300, height: 200, bytes: 5 },
      ],
    },
    {
      id: 'mda_file',
      kind: 'file',
      sha256: 'form',
      type: 'application/pdf',
      name: 'Бланк.pdf',
      bytes: 7,
      variants: [],
    },
  ].map((each) => [each.id, each as unknown as StoredMedia]),
);
const draft = { id: 'crs_1', organisationId: 'org_1', audience: 'own', title: { uk: 'Курс' } } as StoredDraft;
const about: StoredAbout = { id: 'crs_1', summary: { uk: 'Про що' }, outcomes: [], topics: [], competences: [] };
const freezing = (...lessons: FrozenLesson[]): Freezing => ({
  ...{ draft, about, media, films: [], quizzes: new Map(), languages: ['uk', 'en'] },
  modules: [{ id: 'mod_1', title: { uk: 'Модуль' }, lessons }],
});
const candidate = (of: Freezing, before?: Manifest) => {
  const kept = new Map(
    of.modules[0]!.lessons.map(({ id }) => [id, { blocks: `blocks of ${id}`, text: { uk: 'hash' } }]),
  );
  return candidateOf(of, kept, before);
};

describe('a candidate', () => {
  it('names lessons in order, each by the hashes of its blocks and texts', () => {
    const { modules } = candidate(freezing(lesson('les_1', [text('а')]), lesson('les_2', [text('б')])));
    expect(modules[0]!.lessons).toMatchObject([
      { id: 'les_1', number: 1, blocks: 'blocks of les_1', text: { uk: 'hash' } },
      { id: 'les_2', number: 2, blocks: 'blocks of les_2', text: { uk: 'hash' } },
    ]);
  });

  it('brings its pictures in all widths and its files by their names', () => {
    const of = freezing(lesson('les_1', [text('а'), attached('picture', 'mda_picture'), attached('file', 'mda_file')]));
    const { pictures, files } = candidate(of);
    expect(pictures).toMatchObject({ 'wide.webp': { sha256: 'wide', width: 900 } });
    expect(pictures['wide.webp']!.variants!.map(({ sha256 }) => sha256)).toEqual(['wideAvif', 'wide', 'small']);
    expect(files).toEqual({
      mda_file: { sha256: 'form', type: 'application/pdf', name: 'Бланк.pdf', bytes: 7 },
    });
    const [made] = of.modules[0]!.lessons;
    expect(textsOf(made!, of)).toEqual({
      uk: 'а\n\n![Опис](wide.webp "Підпис")\n\n[Підпис](file:mda_file)\n',
    });
  });

  it('keeps apart pictures that came from different courses under one path', () => {
    const picture = (id: string, sha256: string) => lesson(id, [text('![x](a.png)')], { pictures: came(sha256) });
    const of = freezing(picture('les_1', 'first'), picture('les_2', 'second'), picture('les_3', 'first'));
    const texts = of.modules[0]!.lessons.map((each) => textsOf(each, of).uk);
    expect(texts).toEqual(['![x](a.png)\n', '![x](second.png)\n', '![x](a.png)\n']);
    const { pictures } = candidate(of);
    expect([pictures['a.png']?.sha256, pictures['second.png']?.sha256]).toEqual(['first', 'second']);
  });

  it('has films of earlier versions, and none of another course', () => {
    const film = { id: 'lec_1', version: 3, language: 'uk', title: {}, durationSeconds: 5, source: 's', captions: {} };
    const before = { lectures: [], retired: [film] } as unknown as Manifest;
    const of = freezing(lesson('les_1', [text('а')], { lectures: { uk: 'lec_1', en: 'lec_foreign' } }));
    const { lectures, modules } = candidate(of, before);
    expect(lectures.map((each) => [each.id, 'version' in each])).toEqual([['lec_1', false]]);
    expect(modules[0]!.lessons[0]!.lectures).toEqual({ uk: 'lec_1' });
  });

  it('takes room for what the course did not have', () => {
    const of = freezing(lesson('les_1', [text('аб'), attached('picture', 'mda_picture')]));
    const changes = [{ lessonId: 'les_1', title: {}, number: 1, kind: 'changed' as const, languages: [] }];
    const caption = new TextEncoder().encode('Підпис').length;
    expect(newBytes(of, changes, undefined)).toBe(4 + caption + 35 + 7);
    expect(newBytes(of, changes, new Set(['wide', 'form']))).toBe(4 + caption + 15);
    expect(newBytes(of, [], new Set(['wide', 'wideAvif', 'small', 'form']))).toBe(0);
  });
});
