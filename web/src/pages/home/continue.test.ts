import { expect, test } from 'vitest';
import { begun, minutesLeft, stopsOf } from './continue.ts';
import { atAcademy } from './places-of-work.ts';

const step = (number: number, completed: boolean) => ({
  lessonId: `les_${number}`,
  number,
  title: { uk: `${number}` },
  completed,
});
const lesson = (number: number) => ({ id: `les_${number}`, number, title: { uk: `${number}` }, minutes: 20 });

test('minutes left are rounded up and never nothing', () => {
  expect(minutesLeft({ positionSeconds: 760, lectureSeconds: 1300 })).toBe(9);
  expect(minutesLeft({ positionSeconds: 1299, lectureSeconds: 1300 })).toBe(1);
  expect(minutesLeft({ positionSeconds: 1400, lectureSeconds: 1300 })).toBe(1);
  expect(minutesLeft({ positionSeconds: null, lectureSeconds: 1300 })).toBeUndefined();
});

test('the line: completed, here, to come', () => {
  const stops = stopsOf({ lesson: lesson(2), steps: [step(1, true), step(2, true), step(3, false)] });
  expect(stops.map((stop) => stop.state)).toEqual(['done', 'now', 'next']);
});

test('“continue” needs something to continue', () => {
  expect(begun({ lesson: lesson(1), steps: [step(1, false)], positionSeconds: null })).toBe(false);
  expect(begun({ lesson: lesson(1), steps: [step(1, false)], positionSeconds: 12 })).toBe(true);
  expect(begun({ lesson: lesson(2), steps: [step(2, false)], positionSeconds: null })).toBe(true);
});

test('what the academy has, over all courses', () => {
  const courses = [
    { lessonsCompleted: 3, lastAt: '2026-11-02T08:00:00.000Z' },
    { lessonsCompleted: 0, lastAt: null },
    { lessonsCompleted: 8, lastAt: '2026-11-20T08:00:00.000Z' },
  ];
  expect(atAcademy(courses)).toEqual({ lessons: 11, lastAt: '2026-11-20T08:00:00.000Z' });
  expect(atAcademy([])).toEqual({ lessons: 0, lastAt: undefined });
});
