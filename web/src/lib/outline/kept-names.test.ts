import { describe, expect, test } from 'vitest';
import type { Draft } from '#contracts/authoring.ts';
import { lessonIn, moduleIn, withoutLesson } from './changes.ts';
import { addLesson, binLesson, changeLesson } from './lesson-edits.ts';
import { addModule } from './module-edits.ts';
import { editsOf, nameIn, namesOf } from './kept-names.ts';
import { planOf, sketch } from './outline-fixture.ts';

const draft = sketch({ mod_1: ['les_a', 'les_b'] });
const made = { id: 'les_n', moduleId: 'mod_2', title: { uk: 'Строки' }, minutes: 15, copyOf: null };
const withModule2 = addModule(draft, { id: 'mod_2', title: { uk: 'Права' } }, 1)!;
const edits = [
  withModule2,
  addLesson(withModule2.apply(draft), made, 0)!,
  changeLesson(draft, 'les_a', 'uk', { text: 'Нова назва', minutes: 20 })!,
  binLesson(draft, 'les_b')!,
];
const after = (base: Draft, fields: Record<string, string>) =>
  editsOf(base, fields, 'uk').reduce((now, edit) => edit.apply(now), base);

describe('names that the academy has not taken', () => {
  const kept = namesOf(edits, 'uk');

  test('are kept with what they are about', () => {
    expect(kept).toEqual({
      'add mod_2': 'Права',
      'add les_n mod_2': 'Строки',
      'rename les_a': 'Нова назва',
      'minutes les_a': '20',
    });
  });

  test('come back as they were wished', () => {
    const now = after(draft, kept);
    expect(planOf(now)).toEqual({ mod_1: ['les_a', 'les_b'], mod_2: ['les_n'] });
    expect(lessonIn(now, 'les_a')).toMatchObject({ title: { uk: 'Нова назва' }, minutes: 20 });
    expect(moduleIn(now, 'mod_2')?.title).toEqual({ uk: 'Права' });
  });

  test('are no news once the academy has them', () => {
    const now = after(draft, kept);
    expect(Object.keys(kept).map((field) => nameIn(now, field, 'uk'))).toEqual(Object.values(kept));
  });

  test('go to the last module where theirs is gone, and nowhere where the lesson is', () => {
    expect(planOf(after(draft, { 'add les_n mod_9': 'Строки' }))).toEqual({ mod_1: ['les_a', 'les_b', 'les_n'] });
    expect(editsOf(withoutLesson(draft, 'les_a'), { 'rename les_a': 'x', 'minutes les_a': '5' }, 'uk')).toEqual([]);
  });

  test('a changed length comes back by itself', () => {
    expect(lessonIn(after(draft, { 'minutes les_b': '45' }), 'les_b')?.minutes).toBe(45);
  });
});
