import { describe, expect, it } from 'vitest';
import type { VersionLesson } from '#contracts/versions.ts';
import { countsOf, differing, planOf, versionsAsked } from './changes-view.ts';

const lesson = (lessonId: string, kind: VersionLesson['kind'], more: Partial<VersionLesson> = {}): VersionLesson => ({
  lessonId,
  title: { uk: lessonId },
  number: kind === 'removed' ? null : 1,
  kind,
  languages: [],
  rewritten: [],
  film: false,
  ...more,
});
const lessons = [
  lesson('a', 'changed', { languages: ['uk'], rewritten: ['uk'] }),
  lesson('b', 'changed', { languages: ['uk'] }),
  lesson('c', 'moved'),
  lesson('d', 'same'),
  lesson('e', 'added'),
  lesson('f', 'removed'),
];

it('counts what differs, without what is the same', () => {
  expect(countsOf(lessons)).toEqual([
    { kind: 'added', count: 1 },
    { kind: 'changed', count: 2 },
    { kind: 'removed', count: 1 },
    { kind: 'moved', count: 1 },
  ]);
  expect(differing(lessons)).toHaveLength(5);
});

describe('going over', () => {
  it('keeps what is done, names what is to be read anew, what is new and what is gone', () => {
    const done = ['a', 'b', 'd', 'f'].map((lessonId) => ({ lessonId, state: 'completed' as const }));
    const mine = [...done, { lessonId: 'c', state: 'open' as const }];
    expect(planOf(lessons, mine)).toEqual({ kept: 3, readAnew: 1, toDo: 1, gone: 1 });
  });
});

describe('the versions a page is about', () => {
  const none = { from: undefined, to: undefined };
  it('are those of its address, as far as they make sense', () => {
    expect(versionsAsked({ from: '1', to: '3' }, { version: 2, newer: null }, null)).toEqual({ from: 1, to: 3 });
    expect(versionsAsked({ from: '3', to: 'x' }, { version: 2, newer: 4 }, null)).toEqual({ from: 2, to: 4 });
  });

  it('else where one can go, else where one came from', () => {
    const moved = { from: 1, at: '2026-11-22T10:00:00.000Z' };
    expect(versionsAsked(none, { version: 2, newer: 3 }, moved)).toEqual({ from: 2, to: 3 });
    expect(versionsAsked(none, { version: 2, newer: null }, moved)).toEqual({ from: 1, to: 2 });
    expect(versionsAsked(none, { version: 2, newer: null }, null)).toBeUndefined();
  });
});
