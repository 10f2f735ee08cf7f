import type { CourseCard } from '#contracts/courses.ts';
import { expect, test } from 'vitest';
import { findCourses, languagesOf } from './catalogue.ts';

const card = (id: string, uk: string, over: object = {}) =>
  ({
    id,
    title: { uk },
    summary: { uk: '' },
    topics: [],
    languages: ['uk'],
    organisation: { name: { uk: 'Карпатська академія' } },
    ...over,
  }) as unknown as CourseCard;
const cards = [
  card('1', 'Права людини', { languages: ['uk', 'kk'], title: { uk: 'Права людини', kk: 'Адам құқықтары' } }),
  card('2', 'Огляд місця події', { topics: ['forensics'] }),
  card('3', 'Здоров’я й обов’язок'),
];
const find = (text: string, language?: 'uk' | 'kk') => findCourses(cards, { text, language }).map((found) => found.id);

test('finds by words of title, topic and academy, in any language and order', () => {
  expect(find('')).toEqual(['1', '2', '3']);
  expect(find('ЛЮДИНИ права')).toEqual(['1']);
  expect(find('құқық')).toEqual(['1']);
  expect(find('forensics')).toEqual(['2']);
  expect(find('карпатська огляд')).toEqual(['2']);
  expect(find('нічого')).toEqual([]);
});

test('the shape of the apostrophe does not matter', () => {
  expect(find("здоров'я")).toEqual(['3']);
  expect(find('обовʼязок')).toEqual(['3']);
});

test('filters by language, and offers only languages that occur', () => {
  expect(find('', 'kk')).toEqual(['1']);
  expect(languagesOf(cards)).toEqual(['uk', 'kk']);
});
