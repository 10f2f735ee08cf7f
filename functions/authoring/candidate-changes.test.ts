import { describe, expect, it } from 'vitest';
import type { FrozenBlock } from '#contracts/reviews.ts';
import {
  changedTranslations,
  courseChanges,
  lessonChanges,
  type ComparedCourse,
  type ComparedLesson,
} from './candidate-changes.ts';

const block = (uk: string, en?: string): FrozenBlock => ({
  id: `blk_${uk}`,
  kind: 'text',
  ref: null,
  texts: { uk: { text: uk, alt: null }, ...(en ? { en: { text: en, alt: null } } : {}) },
});
const lesson = (id: string, change: Partial<ComparedLesson> = {}): ComparedLesson => ({
  id,
  moduleId: 'mod_1',
  title: { uk: id },
  minutes: 5,
  lectures: {},
  blocks: [block('раз', 'one'), block('два', 'two')],
  ...change,
});
const kinds = (before: ComparedLesson[], after: ComparedLesson[]) =>
  lessonChanges(before, after).map(({ lessonId, kind, number, languages }) => [lessonId, kind, number, languages]);

describe('lessons', () => {
  it('are the same whatever their blocks are called', () => {
    const renamed = lesson('a', { blocks: lesson('a').blocks.map((each) => ({ ...each, id: 'other' })) });
    expect(kinds([lesson('a')], [renamed])).toEqual([['a', 'same', 1, []]]);
  });

  it('differ in the languages in which something else is read', () => {
    const english = lesson('a', { blocks: [block('раз', 'ONE'), block('два', 'two')] });
    const shuffled = lesson('b', { blocks: [block('два', 'two'), block('раз', 'one')] });
    const longer = lesson('c', { minutes: 6 });
    expect(kinds([lesson('a'), lesson('b'), lesson('c')], [english, shuffled, longer])).toEqual([
      ['a', 'changed', 1, ['en']],
      ['b', 'changed', 2, ['uk', 'en']],
      ['c', 'changed', 3, []],
    ]);
  });

  it('are moved as few as can be: one that goes to the end moves alone', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => lesson(id));
    expect(kinds([a!, b!, c!, d!], [b!, c!, d!, a!]).map(([, kind]) => kind)).toEqual([
      'same',
      'same',
      'same',
      'moved',
    ]);
    expect(kinds([a!, b!], [a!, lesson('b', { moduleId: 'mod_2' })]).map(([, kind]) => kind)).toEqual([
      'same',
      'moved',
    ]);
  });

  it('come and go', () => {
    expect(kinds([lesson('a'), lesson('b')], [lesson('b'), lesson('c')])).toEqual([
      ['b', 'same', 1, []],
      ['c', 'added', 2, ['uk', 'en']],
      ['a', 'removed', null, ['uk', 'en']],
    ]);
  });
});

describe('what a course says of itself', () => {
  const course: ComparedCourse = {
    title: { uk: 'Курс', en: 'Course' },
    summary: { uk: 'Про що' },
    outcomes: [{ uk: 'Знає' }],
    topics: ['rights'],
    languages: ['uk', 'en'],
    audience: 'own',
    modules: [{ id: 'mod_1', title: { uk: 'Модуль' } }],
  };

  it('differs nowhere where nothing was changed, in whatever order its languages stand', () => {
    expect(courseChanges(course, { ...course, title: { en: 'Course', uk: 'Курс' } })).toEqual([]);
  });

  it('differs by field, each with what it was and is', () => {
    const after = { ...course, title: { uk: 'Інший', en: 'Course' }, audience: 'all', outcomes: [], modules: [] };
    expect(courseChanges(course, after).map(({ field, before, after: is }) => [field, before?.uk, is?.uk])).toEqual([
      ['title', 'Курс', 'Інший'],
      ['outcome', 'Знає', undefined],
      ['audience', 'own', 'all'],
      ['module', 'Модуль', undefined],
    ]);
  });

  it('asks for a review of a translation only where its words differ', () => {
    const of = (after: ComparedCourse, lessons: ComparedLesson[] = [lesson('a')]) =>
      changedTranslations(lessonChanges([lesson('a')], lessons), courseChanges(course, after), ['uk', 'en']);
    expect(of({ ...course, title: { uk: 'Інший', en: 'Course' }, topics: ['law'], audience: 'all' })).toEqual([]);
    expect(of({ ...course, title: { uk: 'Курс', en: 'Another' } })).toEqual(['en']);
    expect(of(course, [lesson('a', { blocks: [block('раз', 'ONE')] })])).toEqual(['en']);
    expect(of(course, [])).toEqual([]);
  });
});
