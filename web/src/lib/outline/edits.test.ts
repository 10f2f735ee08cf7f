import { describe, expect, test } from 'vitest';
import { withLesson, withModule, withoutLesson, withoutModule } from './changes.ts';
import { addLesson, binLesson, changeLesson, moveLesson, restoreLesson } from './lesson-edits.ts';
import { addModule, moveModule, removeModule, renameModule } from './module-edits.ts';
import { lessonOf, planOf, sketch } from './outline-fixture.ts';

const draft = sketch({ m1: ['a', 'b'], m2: [] });
const lessonTitle = (of: typeof draft, id: string) => of.lessons.find((lesson) => lesson.id === id)?.title;

describe('a move', () => {
  const move = moveLesson(draft, 'a', { moduleId: 'm2', index: 0 })!;

  test('is shown at once', () => {
    expect(planOf(move.apply(draft))).toEqual({ m1: ['b'], m2: ['a'] });
  });

  test('holds while others change something else', () => {
    expect(move.holds(withLesson(draft, 'b', { title: { uk: 'Інше' }, place: 'a9' }))).toBe(true);
  });

  test('holds no more once somebody else moved the same lesson; on what is there now it can be wished again', () => {
    const other = withLesson(draft, 'a', { place: 'a7' });
    expect(move.holds(other)).toBe(false);
    expect(planOf(move.again(other)!.apply(other))).toEqual({ m1: ['b'], m2: ['a'] });
    expect(move.again(other)!.holds(other)).toBe(true);
  });

  test('has nowhere to go once lesson or module are gone', () => {
    expect(move.again(withoutLesson(draft, 'a'))).toBeUndefined();
    expect(move.again(withoutModule(draft, 'm2'))).toBeUndefined();
  });
});

describe('a new title', () => {
  const rename = changeLesson(draft, 'a', 'en', { text: 'New', minutes: 20 })!;

  test('leaves the other languages alone', () => {
    expect(lessonTitle(rename.apply(draft), 'a')).toEqual({ uk: 'Заняття a', en: 'New' });
  });

  test('meets a conflict only in the same language', () => {
    expect(rename.holds(withLesson(draft, 'a', { title: { uk: 'Хтось змінив' } }))).toBe(true);
    expect(rename.holds(withLesson(draft, 'a', { title: { uk: 'Заняття a', en: 'Else' } }))).toBe(false);
    const module = renameModule(draft, 'm1', 'uk', 'Нове')!;
    expect(module.holds(withModule(draft, 'm1', { title: { uk: 'Інше' } }))).toBe(false);
  });
});

describe('adding and putting away', () => {
  test('a lesson, a module, both ways', () => {
    const made = { id: 'n', moduleId: 'm1', title: { uk: 'Нове' }, minutes: 5, copyOf: null };
    const added = addLesson(draft, made, 1)!.apply(draft);
    expect(planOf(added)).toEqual({ m1: ['a', 'n', 'b'], m2: [] });
    expect(planOf(binLesson(added, 'n')!.apply(added))).toEqual({ m1: ['a', 'b'], m2: [] });
    expect(planOf(addModule(draft, { id: 'm0', title: { uk: 'Нуль' } }, 0)!.apply(draft))).toMatchObject({ m0: [] });
    expect(Object.keys(planOf(moveModule(draft, 'm2', 0)!.apply(draft)))).toEqual(['m2', 'm1']);
    expect(planOf(removeModule(draft, 'm2')!.apply(draft))).toEqual({ m1: ['a', 'b'] });
    expect(planOf(restoreLesson(draft, lessonOf('z', 'm2', 'a1'))!.apply(draft))).toMatchObject({ m2: ['z'] });
  });

  test('what the academy has already is not shown twice', () => {
    const again = addLesson(draft, { ...lessonOf('a', 'm1', 'a1'), copyOf: null }, 0)!;
    expect(planOf(again.apply(draft))).toEqual(planOf(draft));
  });

  test('waits for its module', () => {
    const made = { id: 'n', moduleId: 'new', title: { uk: 'Нове' }, minutes: 5, copyOf: null };
    const edit = addLesson(draft, made, 0)!;
    expect([edit.holds(draft), edit.again(draft)?.id]).toEqual([false, 'n']);
  });
});
