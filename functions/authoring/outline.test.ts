import { generateKeyBetween } from 'fractional-indexing';
import { describe, expect, it } from 'vitest';
import { lessonsMax, modulesMax } from '#contracts/blocks.ts';
import { binDays } from '#contracts/draft-outline.ts';
import * as rules from './outline.ts';
import type { StoredLesson, StoredModule } from './outline.store.ts';

const module = (id: string, place: string): StoredModule => ({
  ...{ courseId: 'crs_1', id, place, title: { uk: `Модуль ${id}` }, revision: 0 },
});
const lesson = (id: string, moduleId: string, place: string, more: Partial<StoredLesson> = {}): StoredLesson => ({
  ...{ courseId: 'crs_1', id, moduleId, place, title: { uk: id }, minutes: 5, lectures: {}, revision: 0, movedAt: 0 },
  ...{ createdAt: '', createdBy: 'p' },
  ...more,
});
const outline = (): rules.Outline => ({
  modules: [module('m2', 'a1'), module('m1', 'a0')],
  lessons: [lesson('c', 'm2', 'a0'), lesson('b', 'm1', 'a1'), lesson('a', 'm1', 'a0')],
});
const now = Date.parse('2026-11-22T08:00:00.000Z');
const day = 24 * 3600 * 1000;
const ids = ({ lessons }: rules.Outline) => lessons.map(({ id }) => id);
const find = ({ lessons }: rules.Outline, id: string) => lessons.find((each) => each.id === id)!;
const move = (of: rules.Outline, id: string, moduleId: string, place: string, known: number) =>
  rules.moved(of, find(of, id), { moduleId, place, outlineRevision: known }, 8, generateKeyBetween);

it('modules stand by place, their lessons by place within them', () => {
  const { modules, lessons } = rules.ordered(outline());
  expect([modules.map(({ id }) => id), lessons.map(({ id }) => id)]).toEqual([
    ['m1', 'm2'],
    ['a', 'b', 'c'],
  ]);
});

describe('moving a lesson', () => {
  it('puts it into another module', () => {
    expect(move(outline(), 'a', 'm2', 'a1', 7)).toMatchObject({ moduleId: 'm2', place: 'a1', movedAt: 8 });
  });

  it('is refused where somebody moved the same one since, not where it was another', () => {
    const of = outline();
    find(of, 'a').movedAt = 6;
    expect(() => move(of, 'a', 'm2', 'a1', 5)).toThrow('lessonMoved');
    expect(move(of, 'b', 'm2', 'a1', 5)).toMatchObject({ moduleId: 'm2' });
    expect(move(of, 'a', 'm2', 'a1', 6)).toMatchObject({ moduleId: 'm2' });
  });

  it('sent again is no other move', () => {
    const of = outline();
    const moved = move(of, 'a', 'm2', 'a0', 7);
    expect(moved.place).not.toBe('a0');
    const after = { ...of, lessons: [...of.lessons.slice(0, 2), moved] };
    expect(move(after, 'a', 'm2', 'a0', 7)).toBe(moved);
  });

  it('leads to no module that is not there', () => {
    expect(() => move(outline(), 'a', 'm9', 'a1', 7)).toThrow('notFound');
  });
});

describe('the bin', () => {
  const thrown = (of: rules.Outline, id: string) => {
    const gone = rules.thrown(of, find(of, id), { by: 'p', at: new Date(now).toISOString(), next: 8 });
    return { ...of, lessons: of.lessons.map((each) => (each.id === id ? gone : each)) };
  };
  const back = (of: rules.Outline, id: string) => rules.returned(of, find(of, id), 9, generateKeyBetween);

  it('takes a lesson out of the outline, and keeps it for thirty days', () => {
    const of = thrown(outline(), 'b');
    expect(ids(rules.ordered(of))).toEqual(['a', 'c']);
    expect(rules.binned(of.lessons, now + binDays * day - 1).map(({ id }) => id)).toEqual(['b']);
    expect(rules.binned(of.lessons, now + binDays * day)).toEqual([]);
    expect(rules.expired(of.lessons, now + binDays * day - 1)).toEqual([]);
    expect(rules.expired(of.lessons, now + binDays * day).map(({ id }) => id)).toEqual(['b']);
  });

  it('gives it back at its place', () => {
    const { lesson: found, module: made } = back(thrown(outline(), 'a'), 'a');
    expect([found.moduleId, found.place, found.binnedAt, made]).toEqual(['m1', 'a0', undefined, undefined]);
  });

  it('gives it back at the end where its module is gone, in a new one where there is none', () => {
    const of = thrown(outline(), 'a');
    const { lesson: found } = back({ ...of, modules: [module('m2', 'a1')] }, 'a');
    expect(found.moduleId).toBe('m2');
    expect(found.place > 'a0').toBe(true);
    const alone = back({ ...of, modules: [] }, 'a');
    expect(alone).toMatchObject({ lesson: { moduleId: 'm1' }, module: { id: 'm1', title: { uk: 'Модуль m1' } } });
  });

  it('does not hold its module', () => {
    const of = thrown(outline(), 'c');
    expect(() => rules.requireEmptyModule(of, 'm2')).not.toThrow();
    expect(() => rules.requireEmptyModule(of, 'm1')).toThrow('moduleNotEmpty');
  });
});

describe('a module', () => {
  const put = (asked: Partial<rules.ModuleInput>, of = outline()) =>
    rules.putModule(of, { ...module('m1', 'a0'), ...asked }, generateKeyBetween, 'uk');

  it('is new without a revision, and counts from there', () => {
    expect(put({ id: 'new', place: 'a5', revision: null })).toMatchObject({ id: 'new', place: 'a5', revision: 0 });
    expect(() => put({ id: 'new', revision: 3 })).toThrow('notFound');
  });

  it('is the very same where it says so already, whatever its asker knew', () => {
    const of = outline();
    expect(put({ revision: 0 }, of)).toBe(of.modules[1]);
    expect(put({ revision: null }, of)).toBe(of.modules[1]);
  });

  it('is renamed or moved on the revision that stands', () => {
    expect(put({ title: { uk: 'Інша' }, revision: 0 })).toMatchObject({ place: 'a0', revision: 1 });
    expect(put({ place: 'a7', revision: 0 })).toMatchObject({ place: 'a7', revision: 1 });
    expect(() => put({ title: { uk: 'Інша' }, revision: 5 })).toThrow('conflict');
    expect(() => put({ title: { uk: 'Інша' }, revision: null })).toThrow('conflict');
  });

  it('remembers what its translations were made from; found still right it says the same, and is new', () => {
    const of = { modules: [put({ title: { uk: 'Один', en: 'One' }, revision: 0 })], lessons: [] };
    const renamed = put({ title: { uk: 'Перший', en: 'One' }, revision: 1 }, of);
    expect(renamed).toMatchObject({ madeFrom: { en: 'Один' }, revision: 2 });
    const again = { title: renamed.title, madeFrom: { en: 'Перший' }, revision: 2 };
    const right = put(again, { ...of, modules: [renamed] });
    expect(right).toMatchObject({ title: renamed.title, madeFrom: { en: 'Перший' }, revision: 3 });
    expect(put(again, { ...of, modules: [right] })).toBe(right);
  });

  it('stands beside another that is there already', () => {
    const { place, asked } = put({ id: 'new', place: 'a0', revision: null });
    expect([place > 'a0' && place < 'a1', asked]).toEqual([true, 'a0']);
  });
});

it('a lesson is renamed on the revision that stands; said again it is the same', () => {
  const present = lesson('a', 'm1', 'a0', { revision: 2 });
  expect(rules.changedLesson(present, { revision: 2, minutes: 7 }, 'uk')).toMatchObject({ minutes: 7, revision: 3 });
  expect(rules.changedLesson(present, { revision: 1, minutes: 5, title: { uk: 'a' } }, 'uk')).toBe(present);
  expect(() => rules.changedLesson(present, { revision: 1, title: { uk: 'b' } }, 'uk')).toThrow('conflict');
  const translated = rules.changedLesson(present, { revision: 2, title: { uk: 'a', en: 'A' } }, 'uk');
  expect(translated.madeFrom).toEqual({ en: 'a' });
});

it('an outline holds so many modules and lessons', () => {
  const many = Array.from({ length: lessonsMax }, (_, index) => lesson(`l${index}`, 'm1', 'a0'));
  expect(() => rules.requireLessonRoom({ modules: [], lessons: many }, true)).toThrow('outlineFull');
  const binned = many.map((each) => ({ ...each, binnedAt: '2026-11-22T08:00:00.000Z' }));
  expect(() => rules.requireLessonRoom({ modules: [], lessons: binned }, true)).not.toThrow();
  const modules = Array.from({ length: modulesMax }, (_, index) => module(`m${index}`, 'a0'));
  expect(() => rules.requireModuleRoom({ modules, lessons: [] })).toThrow('outlineFull');
});
