import { describe, expect, it } from 'vitest';
import type { Localised } from '#contracts/common.ts';
import type { Slide } from '#contracts/film-slides.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import type { FrozenLesson } from './frozen-course.ts';
import { problemsOf, translationsOf, type Usable } from './readiness.ts';

const texts = (uk?: string, en?: string): FrozenBlock['texts'] => ({
  ...(uk ? { uk: { text: uk, alt: null } } : {}),
  ...(en ? { en: { text: en, alt: null } } : {}),
});
const text = (uk?: string, en?: string): FrozenBlock => ({
  id: 'blk_1',
  kind: 'text',
  ref: null,
  texts: texts(uk, en),
});
const lesson = (...blocks: FrozenBlock[]): FrozenLesson => ({
  id: 'les_1',
  moduleId: 'mod_1',
  title: { uk: 'Заняття', en: 'Lesson' },
  minutes: 5,
  lectures: {},
  pictures: { 'a/b.png': { sha256: 'hash', type: 'image/png', width: 1, height: 1 } },
  blocks,
});
const head = { title: { uk: 'Курс', en: 'Course' } } as StoredDraft;
const about = { id: 'crs_1', summary: { uk: 'Про що' } } as StoredAbout;
const ready: Usable = () => ({ kind: 'picture', state: 'ready' });
const quizId = `qiz_${'0'.repeat(26)}`;
const hasQuiz = (id: string) => id !== quizId;
const nothingFailed = (_: string) => false;
const withoutSlides = (_: string): Slide[] | undefined => undefined;

const problems = (
  lessons: FrozenLesson[],
  {
    draft = head,
    text: said = about,
    usable = ready,
    title = { uk: 'Модуль', en: 'Module' },
    hasFailed = nothingFailed,
    hasLost = nothingFailed,
    slidesOf = withoutSlides,
  } = {},
) => {
  const modules = [{ id: 'mod_1', title, lessons }];
  return problemsOf({ draft, about: said }, lessons.length ? modules : [], {
    languages: ['uk', 'en'],
    usable,
    hasQuiz,
    hasFailed,
    hasLost,
    slidesOf,
  }).map(({ code, blocks, language }) => [code, blocks, language]);
};

describe('a draft', () => {
  it('is ready when everything is there in both languages', () => {
    expect(problems([lesson(text('Текст', 'Text'))])).toEqual([]);
  });

  it('needs a lesson, a summary and titles in its first language', () => {
    expect(problems([], { text: { id: 'crs_1' } as StoredAbout })).toEqual([
      ['summaryMissing', true, 'uk'],
      ['noLessons', true, null],
    ]);
    expect(problems([lesson(text('Текст', 'Text'))], { title: { en: 'Module' } as never })).toEqual([
      ['titleMissing', true, 'uk'],
    ]);
    expect(problems([lesson(text('Текст', 'Text'))], { title: { uk: 'Модуль' } as never })).toEqual([
      ['titleMissing', false, 'en'],
    ]);
  });

  it('needs words in each lesson; what only a translation says would never be seen', () => {
    expect(problems([lesson()])).toEqual([['lessonEmpty', true, 'uk']]);
    expect(problems([lesson(text(undefined, 'Text'))])).toEqual([
      ['lessonEmpty', true, 'uk'],
      ['textMissing', true, 'uk'],
    ]);
    expect(problems([lesson(text('Текст'))])).toEqual([['textMissing', false, 'en']]);
  });

  it('needs captions for a film, in the language it is spoken in', () => {
    const film = { ...lesson(text('Текст', 'Text')), uncaptioned: ['uk' as const] };
    expect(problems([film])).toEqual([['captionsMissing', true, 'uk']]);
  });

  it('needs films that could be prepared for watching', () => {
    const film = { ...lesson(text('Текст', 'Text')), lectures: { en: 'lec_1' } };
    expect(problems([film], { hasFailed: (id: string) => id === 'lec_1' })).toEqual([['lectureFailed', true, 'en']]);
    expect(problems([film])).toEqual([]);
  });

  it('needs the questions inside its films to be such as may be asked', () => {
    const film = { ...lesson(text('Текст', 'Text')), lectures: { uk: 'lec_1' } };
    const hasLost = (id: string) => id === 'lec_1';
    expect(problems([film], { hasLost })).toEqual([['lectureQuestionGone', true, 'uk']]);
    expect(problems([lesson(text('Текст', 'Text'))], { hasLost })).toEqual([]);
  });

  it('needs slides that say what they show: in the language spoken and in the first; others are noted', () => {
    const lecture = { ...lesson(text('Текст', 'Text')), lectures: { ru: 'lec_1' } };
    const slide = (alt: Localised) => ({ startMs: 0, alt, title: {}, key: 'a', variants: [] });
    const slidesOf = (alt: Localised) => (id: string) => (id === 'lec_1' ? [slide(alt)] : undefined);
    expect(problems([lecture], { slidesOf: slidesOf({}) })).toEqual([
      ['slideAltMissing', true, 'ru'],
      ['slideAltMissing', true, 'uk'],
      ['slideAltMissing', false, 'en'],
    ]);
    expect(problems([lecture], { slidesOf: slidesOf({ uk: 'Схема', ru: 'Схема', en: 'Diagram' }) })).toEqual([]);
    expect(problems([lecture])).toEqual([]);
  });

  it('needs pictures that are ready, with a description', () => {
    const picture: FrozenBlock = {
      id: 'blk_2',
      kind: 'picture',
      ref: 'mda_1',
      texts: { uk: { text: '', alt: 'Схема' } },
    };
    const lessons = [lesson(text('Текст', 'Text'), picture)];
    expect(problems(lessons)).toEqual([['altMissing', false, 'en']]);
    expect(problems([lesson(text('Текст', 'Text'), { ...picture, texts: {} })])).toContainEqual([
      'altMissing',
      true,
      'uk',
    ]);
    for (const usable of [() => undefined, () => ({ kind: 'picture', state: 'processing' }) as const])
      expect(problems(lessons, { usable: usable as Usable })).toContainEqual(['pictureNotReady', true, null]);
    expect(problems(lessons, { usable: () => ({ kind: 'file', state: 'ready' }) })).toContainEqual([
      'pictureNotReady',
      true,
      null,
    ]);
  });

  it('has texts no longer than a bundle could carry, and pictures that came with them', () => {
    expect(problems([lesson(text('ї'.repeat(52_000), 'Text'))])).toEqual([['textTooLong', true, 'uk']]);
    expect(problems([lesson(text('![Схема](a/b.png)', '![Scheme](a/c.png)'))])).toEqual([['linkUnknown', false, 'en']]);
  });

  it('leads learners only to tests that somebody has approved', () => {
    const approved = quizId.replace('0', '1');
    const named = (id: string) => `[Перевірка](quiz:${id})`;
    expect(problems([lesson(text(named(approved), named(approved)))])).toEqual([]);
    expect(problems([lesson(text(named(quizId), 'Text'))])).toEqual([['quizNotReleased', true, 'uk']]);
  });
});

describe('a translation', () => {
  const segment = (revision: number, sourceRevision?: number) => ({
    text: 'x',
    revision,
    by: 'per_1',
    at: '',
    from: '',
    ...(sourceRevision === undefined ? {} : { sourceRevision }),
  });
  it('is behind where its source was changed since', () => {
    const blocks = [
      { id: 'a', texts: { uk: segment(2), en: segment(1, 2) } },
      { id: 'b', texts: { uk: segment(3), en: segment(1, 2) } },
      { id: 'c', texts: { uk: segment(3), en: segment(1) } },
      { id: 'd', texts: { uk: segment(1) } },
      { id: 'e', texts: {} },
    ];
    expect(translationsOf(blocks as never, ['uk', 'en', 'kk'])).toEqual({
      en: { total: 4, done: 3, stale: 1 },
      kk: { total: 4, done: 0, stale: 0 },
    });
  });
});
