import { describe, expect, it } from 'vitest';
import type { Manifest, ManifestLesson } from './manifest.ts';
import { sinceRead, versionChanges } from './version-changes.ts';

const lesson = (id: string, text: ManifestLesson['text'], more: Partial<ManifestLesson> = {}): ManifestLesson => ({
  id,
  number: 1,
  title: { uk: id },
  minutes: 10,
  text,
  lectures: {},
  ...more,
});

function course(version: number, modules: ManifestLesson[][], lectureVersion = 1): Manifest {
  let number = 0;
  return {
    courseId: 'crs_1',
    version,
    organisationId: 'org_1',
    releasedAt: '2026-11-22T08:00:00.000Z',
    audience: 'all',
    languages: ['uk', 'en'],
    title: { uk: 'Курс' },
    summary: { uk: 'Про що' },
    outcomes: [],
    topics: [],
    modules: modules.map((lessons, index) => ({
      id: `mod_${index}`,
      title: { uk: `Модуль ${index}` },
      lessons: lessons.map((each) => ({ ...each, number: (number += 1) })),
    })),
    lectures: [
      {
        id: 'lec_1',
        version: lectureVersion,
        language: 'uk',
        title: { uk: 'Лекція' },
        durationSeconds: 60,
        source: 's',
        captions: {},
      },
    ],
    pictures: {},
  };
}

const kinds = (before: Manifest, after: Manifest) =>
  Object.fromEntries(versionChanges(before, after).map(({ lessonId, kind }) => [lessonId, kind]));

describe('lessons of two versions', () => {
  it('are told apart as added, removed, changed, moved or the same', () => {
    const before = course(1, [[lesson('a', { uk: '1' }), lesson('b', { uk: '2' }), lesson('gone', { uk: '3' })]]);
    const after = course(2, [[lesson('b', { uk: '2' }), lesson('a', { uk: '1' }), lesson('new', { uk: '4' })]]);
    const found = kinds(before, after);
    expect(found).toMatchObject({ gone: 'removed', new: 'added' });
    // one of the two has changed places with the other
    expect([found['a'], found['b']].sort()).toEqual(['moved', 'same']);
    expect(versionChanges(before, after).map(({ number }) => number)).toEqual([1, 2, 3, null]);
  });

  it('are moved when they stand in another module', () => {
    const [a, b] = [lesson('a', { uk: '1' }), lesson('b', { uk: '2' })];
    expect(kinds(course(1, [[a], [b]]), course(2, [[a, b]]))).toEqual({ a: 'same', b: 'moved' });
  });

  it('name the languages that differ, and those that were written anew', () => {
    const before = course(1, [[lesson('a', { uk: '1', en: 'x' })]]);
    const after = course(2, [[lesson('a', { uk: '2', en: 'x', kk: 'y' })]]);
    expect(versionChanges(before, after)).toMatchObject([
      { kind: 'changed', languages: ['uk', 'kk'], rewritten: ['uk'], film: false },
    ]);
  });

  it('are changed by another length or title alone, without anything to read again', () => {
    const before = course(1, [[lesson('a', { uk: '1' })]]);
    const after = course(2, [[lesson('a', { uk: '1' }, { minutes: 12, title: { uk: 'Інакше' } })]]);
    expect(versionChanges(before, after)).toMatchObject([{ kind: 'changed', languages: ['uk'], rewritten: [] }]);
  });
});

it('a film that was exchanged is something new to who has watched it', () => {
  const films = lesson('a', { uk: '1' }, { lectures: { uk: 'lec_1' } });
  const read = (version: number, lectureVersion: number) => ({
    lesson: films,
    of: course(version, [[films]], lectureVersion),
  });
  expect(sinceRead(read(1, 1), read(2, 1))).toEqual({ rewritten: [], film: false });
  expect(sinceRead(read(1, 1), read(2, 2))).toEqual({ rewritten: [], film: true });
});
