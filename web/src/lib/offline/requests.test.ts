import { describe, expect, it } from 'vitest';
import { filesIn, partsToKeep, handlingOf, partOf } from './requests.ts';

const origin = 'https://kurs.example.org';
const of = (path: string, { method = 'GET', mode = 'cors' } = {}) =>
  handlingOf({ method, mode, url: new URL(path, origin).href }, origin, ['/icon.svg']);

describe('handlingOf', () => {
  it.each([
    ['/courses/crs_1', { mode: 'navigate' }, 'navigation'],
    ['/api/identity/sign-in', { mode: 'navigate' }, 'none'],
    ['/api/identity/callback?code=x', { mode: 'navigate' }, 'none'],
    ['/dev/mail', { mode: 'navigate' }, 'none'],
    ['/assets/index-Ab12Cd34.js', {}, 'asset'],
    ['/icon.svg', {}, 'shellFile'],
    ['/robots.txt', {}, 'none'],
    ['/api/identity/me', {}, 'me'],
    ['/api/identity/me', { method: 'PATCH' }, 'none'],
    ['/api/progress/home', {}, 'reading'],
    ['/api/courses/crs_1/lessons/les_1?language=uk', {}, 'reading'],
    ['/api/courses/crs_1/texts?language=uk', {}, 'reading'],
    ['/api/progress/courses/crs_1/notes?lessonId=les_1', {}, 'reading'],
    ['/api/norms/terms', {}, 'reading'],
    ['/api/courses/catalogue', {}, 'none'],
    ['/api/progress/courses/crs_1/learners', {}, 'none'],
    ['/api/progress/courses/crs_1/lessons/les_1/lectures/lec_1', {}, 'none'],
    ['/api/lectures/lec_1', {}, 'none'],
    [`/api/courses/crs_1/pictures/${'a'.repeat(64)}`, {}, 'picture'],
    ['/media/lec/1/watch.m3u8', {}, 'none'],
    ['https://elsewhere.example/assets/x.js', {}, 'none'],
  ])('%s %o → %s', (path, request, handling) => {
    expect(of(path, request)).toBe(handling);
  });
});

it('finds the files a page names', () => {
  const html =
    '<link href="/icon.svg"><script src="/assets/index-Ab12Cd34.js"></script><a href="/api/x"></a><a href="//evil.example/x">';
  expect(filesIn(html)).toEqual(['/icon.svg', '/assets/index-Ab12Cd34.js']);
});

it('knows the same part in another release', () => {
  expect(partOf('/assets/uk-Ab12Cd34.js')).toBe('/assets/uk.js');
  expect(partOf('/assets/LessonPage-_b1-Cd34.css')).toBe('/assets/LessonPage.css');
});

it('keeps the parts used before, in their new version', () => {
  const release = ['/assets/index-22222222.js', '/assets/uk-22222222.js', '/assets/engine-22222222.js'];
  const used = ['/assets/index-11111111.js', '/assets/uk-11111111.js'];
  expect(partsToKeep(['/icon.svg', '/assets/index-22222222.js'], release, used)).toEqual(['/assets/uk-22222222.js']);
});
