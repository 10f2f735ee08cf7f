import { describe, expect, it } from 'vitest';
import type { Localised } from '#contracts/common.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import { coursePieces, type CourseSides } from './course-pieces.ts';
import { arranged, placesFor } from './order-pieces.ts';
import { keys, type Decided } from './piece-keys.ts';

interface Said {
  outcomes?: Localised[];
  topics?: string[];
  competences?: string[];
  /** modules with their lessons */
  outline?: Record<string, string[]>;
}
const manifest = ({ outcomes = [], topics = [], competences, outline = {} }: Said) =>
  ({
    ...{ title: { uk: 'Курс' }, summary: { uk: 'Про що' }, outcomes, topics },
    ...(competences ? { competences } : {}),
    modules: Object.entries(outline).map(([id, lessons]) => ({
      ...{ id, title: { uk: id } },
      lessons: lessons.map((lesson) => ({ id: lesson, title: { uk: lesson } })),
    })),
  }) as unknown as Manifest;

/** The original before and after; what stands here is what it said before, unless said. */
function asked(before: Said, after: Said, here: Said = before, decisions: Decided[] = []) {
  const versions = new Map([before, after].map((said, index) => [index + 1, manifest(said)]));
  const { outcomes = [], topics = [], competences = [], outline = {} } = here;
  const sides = {
    draft: { title: { uk: 'Курс' }, languages: ['uk', 'en'], revision: 3 },
    about: { summary: { uk: 'Про що' }, outcomes, topics, competences },
    modules: Object.keys(outline).map((id) => ({ id: `own ${id}`, title: { uk: id }, place: '', revision: 1 })),
    lessons: Object.entries(outline).flatMap(([id, lessons]) =>
      lessons.map((lesson) => ({ id: `own ${lesson}`, moduleId: `own ${id}`, movedAt: 7 })),
    ),
    known: { adopted: 1, version: 1, decisions: new Map(decisions.map((each) => [each.key, each])) },
    ...{ newest: 2, at: (version: number) => versions.get(version), idOf: (_: string, id: string) => `own ${id}` },
  };
  return coursePieces(sides as unknown as CourseSides);
}
const keysOf = (...given: Parameters<typeof asked>) => asked(...given).map(({ key }) => key);

describe('what a course says of itself', () => {
  it('topics and competences are lists, one entry a line, in whatever order', () => {
    expect(asked({ topics: ['право'] }, { topics: ['право', 'докази'] })).toMatchObject([
      {
        key: 'course/topics',
        field: 'topics',
        base: 'право',
        theirs: 'докази\nправо',
        changedHere: false,
        revision: 3,
      },
    ]);
    expect(keysOf({ topics: ['a', 'b'] }, { topics: ['b', 'a'] })).toEqual([]);
    expect(keysOf({ competences: ['cmp_1'] }, {})).toEqual(['course/competences']);
    expect(keysOf({}, { competences: ['cmp_1'] }, { competences: ['cmp_1'] })).toEqual([]);
  });

  it('outcomes are one list; where both are alike, translations of it are taken by themselves', () => {
    const [uk, en] = [{ uk: 'Знає' }, { uk: 'Знає', en: 'Knows' }];
    expect(keysOf({ outcomes: [uk] }, { outcomes: [en] })).toEqual(['course/outcomes/en']);
    expect(keysOf({ outcomes: [uk] }, { outcomes: [en, { uk: 'Уміє' }] })).toEqual(['course/outcomes']);
    expect(keysOf({ outcomes: [uk] }, { outcomes: [] })).toEqual(['course/outcomes']);
    expect(keysOf({ outcomes: [uk] }, { outcomes: [en] }, { outcomes: [{ uk: 'Наше' }] })).toEqual([]);
  });
});

describe('another order', () => {
  const before = { outline: { one: ['a', 'b', 'c'], two: ['d'] } };

  it('of modules, or of the lessons in one', () => {
    expect(keysOf(before, { outline: { two: ['d'], one: ['a', 'b', 'c'] } })).toEqual(['order/modules']);
    const [piece] = asked(before, { outline: { one: ['c', 'a', 'b'], two: ['d'] } });
    expect(piece).toMatchObject({
      ...{ key: 'order/one', about: { uk: 'one' }, base: 'a\nb\nc', theirs: 'c\na\nb', mine: 'a\nb\nc' },
      ...{ changedHere: false, revision: 7 },
    });
  });
  it('is none where something is new, gone, or in another module', () => {
    expect(keysOf(before, { outline: { one: ['a', 'x', 'c'], two: ['d', 'b'] } })).toEqual([]);
  });
  it('is none where it is so here, or was answered', () => {
    const after = { outline: { one: ['c', 'a', 'b'], two: ['d'] } };
    expect(keysOf(before, after, after)).toEqual([]);
    const kept: Decided = { key: keys.order('one'), choice: 'keep', seen: 2 };
    expect(keysOf(before, after, before, [kept])).toEqual([]);
  });
  it('says that it was changed here too', () => {
    const here = { outline: { one: ['b', 'a', 'c'], two: ['d'] } };
    expect(asked(before, { outline: { one: ['c', 'a', 'b'], two: ['d'] } }, here)[0]).toMatchObject({
      ...{ changedHere: true, mine: 'b\na\nc' },
    });
  });
  it('is taken with what was written here behind what it stood behind', () => {
    expect(arranged(['own', 'a', 'b', 'mine', 'c'], ['c', 'b', 'x', 'a'])).toEqual(['own', 'c', 'b', 'mine', 'a']);
    expect(arranged(['a', 'b'], ['x'])).toEqual(['a', 'b']);
  });
  it('moves as few as possible', () => {
    const here = ['a', 'b', 'c', 'd'].map((id) => ({ id, place: id }));
    const between = (one: string | null, other: string | null) => `${one ?? ''}<${other ?? ''}`;
    expect([...placesFor(here, ['d', 'a', 'b', 'c'], between)]).toEqual([['d', '<a']]);
    expect([...placesFor(here, ['c', 'd', 'a', 'b'], between)]).toHaveLength(2);
    expect([...placesFor(here, ['a', 'b', 'c', 'd'], between)]).toEqual([]);
  });
});
