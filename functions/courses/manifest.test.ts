import { describe, expect, it } from 'vitest';
import type { Bundle } from '#contracts/bundle.ts';
import { candidateOfBundle } from './bundle-candidate.ts';
import { releasedOf } from './candidate.ts';
import type { Manifest } from './manifest.ts';

/** A bundle with one lecture of this film, or none. */
function bundleWith(film: string | undefined): Bundle {
  const lecture = { key: 'talk', language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 60 };
  const files = [
    { path: 'text.md', sha256: 'text', bytes: 1, type: 'text/markdown' as const },
    ...(film ? [{ path: 'film.mp4', sha256: film, bytes: 1, type: 'video/mp4' as const }] : []),
  ];
  const lesson = { key: 'only', title: { uk: 'Заняття' }, minutes: 1, text: { uk: 'text.md' } };
  return {
    format: 'kurs-bundle/1',
    languages: ['uk'],
    title: { uk: 'Курс' },
    summary: { uk: 'Курс' },
    outcomes: [],
    topics: [],
    audience: 'own',
    modules: [{ key: 'first', title: { uk: 'Модуль' }, lessons: [lesson] }],
    lectures: film ? [{ ...lecture, file: 'film.mp4', captions: {} }] : [],
    files,
  };
}

/** Releases one version after the other, each with its film; answers the versions its lecture has. */
function lectureVersions(films: (string | undefined)[]): (number | undefined)[] {
  let before: Manifest | undefined;
  return films.map((film, index) => {
    const candidate = candidateOfBundle(bundleWith(film), {
      ...{ courseId: 'crs_1', organisationId: 'org_1', pictures: {} },
      idOf: (kind, key) => `${kind}_${key}`,
    });
    before = releasedOf(candidate, { version: index + 1, releasedAt: '2026-11-22T08:52:00.000Z', before });
    return before.lectures[0]?.version;
  });
}

describe('the version of a lecture', () => {
  it('counts up when the film changes, and only then', () => {
    expect(lectureVersions(['a', 'a', 'b'])).toEqual([1, 1, 2]);
  });
  it('goes on where it was when the lecture was left out for a while', () => {
    expect(lectureVersions(['a', undefined, undefined, 'b'])).toEqual([1, undefined, undefined, 2]);
    expect(lectureVersions(['a', undefined, 'a'])).toEqual([1, undefined, 1]);
  });
});
