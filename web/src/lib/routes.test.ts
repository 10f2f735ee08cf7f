import { describe, expect, test } from 'vitest';
import { href, routeNameOf, safeReturn } from './routes.ts';

describe('addresses', () => {
  test('are built from names', () => {
    expect(href('home')).toBe('/');
    expect(href('lesson', { courseId: 'crs_1', lessonId: 'les/2' })).toBe('/courses/crs_1/lessons/les%2F2');
  });
  test('are recognised, with or without a slash at the end', () => {
    expect(routeNameOf('/')).toBe('home');
    expect(routeNameOf('/courses/')).toBe('courses');
    expect(routeNameOf('/courses/crs_1/learners')).toBe('learners');
    expect(routeNameOf('/courses/crs_1/other')).toBeUndefined();
    expect(routeNameOf('/nowhere')).toBeUndefined();
  });
});

describe('the way back after sign-in', () => {
  test.each(['/courses/crs_1?x=1', '/profile'])('%s is ours', (path) => {
    expect(safeReturn(path)).toBe(path);
  });
  test.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/api/identity/me',
    '/sign-in?x=1',
    `/${'a'.repeat(600)}`,
  ])('%s leads home', (path) => {
    expect(safeReturn(path)).toBe('/');
  });
});
