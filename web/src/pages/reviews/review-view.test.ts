import { describe, expect, it } from 'vitest';
import { isOwnWork, queued } from './queue-view.ts';
import {
  filmsOf,
  groupLessons,
  leftAfter,
  lessonsToLookAt,
  nextLesson,
  threadsOf,
  whyNot,
  type LessonOf,
  type Part,
} from './review-view.ts';

const lesson = (number: number | null, kind: LessonOf['kind'], languages: LessonOf['languages'] = []): LessonOf => ({
  lessonId: `les_${number ?? 'gone'}`,
  title: { uk: `Заняття ${number}` },
  number,
  kind,
  languages,
});
const part = (name: Part['part'], more: Partial<Part> = {}): Part => ({
  part: name,
  state: 'open',
  assignee: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
  mayDecide: true,
  ...more,
});
const review = {
  languages: ['uk', 'en'] as LessonOf['languages'],
  lessons: [
    lesson(null, 'removed'),
    lesson(1, 'same'),
    lesson(2, 'changed', ['en']),
    lesson(3, 'moved'),
    lesson(4, 'changed', ['uk', 'en']),
  ],
};
const ids = (lessons: LessonOf[]) => lessons.map(({ lessonId }) => lessonId);

describe('lessons of a review', () => {
  it('that differ in the language come first; moves and removals belong to the first language', () => {
    expect(ids(lessonsToLookAt(review, 'uk'))).toEqual(['les_3', 'les_4', 'les_gone']);
    expect(ids(lessonsToLookAt(review, 'en'))).toEqual(['les_2', 'les_4']);
    const { toLookAt, others } = groupLessons(review, 'en');
    expect([ids(toLookAt), ids(others)]).toEqual([
      ['les_2', 'les_4'],
      ['les_1', 'les_3', 'les_gone'],
    ]);
  });

  it('lead on to what was not looked at, from the end to the beginning', () => {
    const lessons = lessonsToLookAt(review, 'uk');
    const seen = new Set(['les_4']);
    expect(nextLesson(lessons, 'les_3', (id) => seen.has(id))?.lessonId).toBe('les_gone');
    expect(nextLesson(lessons, 'les_gone', (id) => seen.has(id))?.lessonId).toBe('les_3');
    expect(nextLesson(lessons, undefined, () => false)?.lessonId).toBe('les_3');
    expect(nextLesson(lessons, 'les_3', () => true)).toBeUndefined();
  });
});

describe('an answer', () => {
  it('releases the course when nothing else is left', () => {
    const parts = [part('course', { state: 'approved' }), part('en')];
    expect(leftAfter({ parts }, 'en')).toEqual([]);
    expect(leftAfter({ parts: [part('course'), part('en')] }, 'course')).toEqual(['en']);
  });

  it('is explained where it cannot be given', () => {
    expect(whyNot({ state: 'open' }, part('course'), true)).toBeNull();
    expect(whyNot({ state: 'open' }, part('course', { mayDecide: false }), true)).toBe('ownWork');
    expect(whyNot({ state: 'open' }, part('course', { mayDecide: false }), false)).toBe('notReviewer');
    expect(whyNot({ state: 'returned' }, part('course'), true)).toBe('ended');
    expect(whyNot({ state: 'open' }, part('course', { state: 'approved' }), true)).toBe('answered');
  });
});

describe('the queue', () => {
  const me = { id: 'per_me', givenName: '', familyName: '' };
  const rows = [
    { id: 1, parts: [part('course', { assignee: me })] },
    { id: 2, parts: [part('course', { assignee: { ...me, id: 'per_other' } }), part('en')] },
    { id: 3, parts: [part('course', { assignee: me, state: 'approved' }), part('en', { mayDecide: false })] },
  ];

  it('narrows to what I was asked for, or anybody', () => {
    const shown = (filter: 'all' | 'mine' | 'anybody') => queued(rows, filter, 'per_me').map(({ id }) => id);
    expect([shown('all'), shown('mine'), shown('anybody')]).toEqual([[1, 2, 3], [1], [2, 3]]);
  });

  it('knows one’s own work', () => {
    expect(rows.map(isOwnWork)).toEqual([false, false, true]);
  });
});

describe('comments', () => {
  it('stand by their block, in order', () => {
    const items = [
      { blockId: 'b1', id: 1 },
      { blockId: null, id: 2 },
      { blockId: 'b1', id: 3 },
    ];
    expect([...threadsOf(items)].map(([key, list]) => [key, list.map(({ id }) => id)])).toEqual([
      ['b1', [1, 3]],
      ['', [2]],
    ]);
  });
});

describe('films of a lesson', () => {
  const film = (source: string, captions: Record<string, string> = {}) => ({
    ...{ id: 'lec_1', language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 60, source, captions },
    additions: {},
  });
  const of = (films: ReturnType<typeof film>[]) => ({ title: {}, minutes: 5, blocks: [], pictures: {}, films });
  const change = (before: Parameters<typeof filmsOf>[0]['before'], after: Parameters<typeof filmsOf>[0]['after']) =>
    filmsOf({ before, after }).map((each) => each.change);

  it('say whether they are others than before, or have other captions', () => {
    const was = of([film('a', { uk: '1' })]);
    expect(change(was, was)).toEqual(['same']);
    expect(change(was, of([film('b', { uk: '1' })]))).toEqual(['exchanged']);
    expect(change(was, of([film('a', { uk: '2' })]))).toEqual(['captions']);
    const [one] = was.films;
    expect(change(was, of([{ ...one!, additions: { hints: 'h' } }]))).toEqual(['additions']);
    expect(change(was, of([]))).toEqual(['gone']);
    expect(change(of([]), was)).toEqual(['new']);
  });

  it('are nothing to be told of in a lesson that is new altogether', () => {
    expect(change(null, of([film('a')]))).toEqual(['same']);
  });
});
