import { describe, expect, it } from 'vitest';
import type { Language } from '#contracts/common.ts';
import { textModel } from '../markdown/text-model.ts';
import { CourseIndex, foundSpans } from './course-search.ts';
import { linearOf } from './linear.ts';

const lesson = (number: number, title: string, text: string, language: Language = 'uk') => ({
  lessonId: `les_${number}`,
  number,
  title,
  language,
  linear: linearOf(textModel(text)),
});
const course = new CourseIndex([
  lesson(
    1,
    'Гідність',
    'Скаргу подають письмово. <b>Ніхто</b> не має права її забрати.\n\n## Строки\n\nСтрок розгляду – 10 днів, а не 100.',
  ),
  lesson(2, 'Скарга і звернення', 'Тут про інше: об’єднання, ґанок, їжак і єдність.'),
  lesson(
    3,
    'Ще',
    `## Далеко\n\n${'Слово за словом. '.repeat(40)}У скарзі назвіть подію. ${'Далі. '.repeat(60)}Скарга без дати.`,
  ),
]);
const ids = (query: string, index = course) => index.search(query).map(({ lessonId }) => lessonId);

describe('search in a course', () => {
  it('finds other forms of a word; a lesson that has it in its title comes first', () => {
    expect(ids('скарга')).toEqual(['les_2', 'les_1', 'les_3']);
    expect(ids('скарг')).toEqual(['les_2', 'les_1', 'les_3']);
  });
  it('wants all of the words, wherever they stand', () => {
    expect(ids('скарга подію')).toEqual(['les_3']);
    expect(ids('скарга неіснуюче')).toEqual([]);
  });
  it('forgives apostrophes, case, and letters of another keyboard', () => {
    expect(ids("ОБ'ЄДНАННЯ")).toEqual(['les_2']);
    expect(ids('обʼєднан')).toEqual(['les_2']);
    expect(ids('ганок еднiсть'.replace('i', 'і'))).toEqual(['les_2']);
    const kazakh = new CourseIndex([lesson(1, 'Құқық', 'Адамның құқығы туралы.', 'kk')]);
    expect(ids('кукык', kazakh)).toEqual(['les_1']);
    expect(ids('құқықтар', kazakh)).toEqual(['les_1']);
    const russian = new CourseIndex([lesson(1, 'Учёт', 'Ведётся учёт жалоб.', 'ru')]);
    expect(ids('учет жалобы', russian)).toEqual(['les_1']);
  });
  it('takes a number as a whole', () => {
    expect(ids('10')).toEqual(['les_1']);
    expect(ids('1')).toEqual([]);
  });
  it('shows passages with the words in them, under their heading, as plain text', () => {
    const [found] = course.search('строк розгляду');
    const parts = found!.passages[0]!.parts;
    expect(parts.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['Строки', 'Строк', 'розгляду']);
    expect(
      course
        .search('ніхто')[0]!
        .passages[0]!.parts.map(({ text }) => text)
        .join(''),
    ).toContain('<b>Ніхто</b>');
  });
  it('shows passages that lie apart, whole words at both ends', () => {
    const { passages, hits } = course.search('скарга').find(({ lessonId }) => lessonId === 'les_3')!;
    expect(hits).toBe(2);
    expect(passages.map(({ heading }) => heading)).toEqual(['Далеко', 'Далеко']);
    const first = passages[0]!.parts.map(({ text }) => text).join('');
    expect(first).toMatch(/^(слов|Слово|за)/);
  });
  it('looks for nothing where nothing is asked', () => {
    expect(ids('  ')).toEqual([]);
    expect(ids('—')).toEqual([]);
  });
});

it('marks every place of the words in a text', () => {
  const text = 'Скарга, скарги та скаржник.';
  expect(foundSpans(text, 'скарга', 'uk').map(({ start, end }) => text.slice(start, end))).toEqual([
    'Скарга',
    'скарги',
  ]);
});
