import { describe, expect, it } from 'vitest';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { StoredBlock } from './blocks.store.ts';
import { keys, seenOf, takenOf, type Decided, type Known } from './piece-keys.ts';
import { lessonPieces, type OwnLesson, type Sides, type TheirLesson } from './pieces.ts';
import { blockMarks, lessonSpans, takenBlocks } from './taken.ts';

const says = (texts: Record<string, string>): FrozenBlock['texts'] =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, { text, alt: null }]));
const theirs = (blocks: Record<string, Record<string, string>>, title = 'Урок'): TheirLesson => ({
  title: { uk: title },
  ...{ minutes: 10, films: {}, module: { id: 'mod_1', title: { uk: 'Модуль' } } },
  blocks: Object.entries(blocks).map(([id, texts]) => ({ id, kind: 'text', ref: null, texts: says(texts) })),
});
const own = (id: string, texts: Record<string, string>): StoredBlock => ({
  ...{ courseId: 'c', lessonId: 'own', id: `own ${id}`, kind: 'text', place: 'a0', revision: 3, edition: 1 },
  ...{ by: 'per', at: '' },
  texts: Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, { text, revision: 7, by: 'per', at: '' }]),
  ),
});

interface Given {
  versions: Record<number, TheirLesson | undefined>;
  mine?: Record<string, Record<string, string>> | undefined;
  decisions?: Decided[];
  version?: number;
  /** what else stands here */
  here?: Partial<OwnLesson>;
}

function sides({ versions, mine, decisions = [], version = 1, here = {} }: Given): Sides {
  const known: Known = { adopted: 1, version, decisions: new Map(decisions.map((each) => [each.key, each])) };
  const numbers = Object.keys(versions).map(Number);
  return {
    ...{ lessonId: 'les_1', newest: Math.max(...numbers), languages: ['uk', 'en'], known, versions: numbers },
    at: (number) => versions[number],
    idOf: (id) => `own ${id}`,
    mine: mine && {
      ...{ id: 'own', title: { uk: 'Урок' }, minutes: 10, revision: 2, movedAt: 4 },
      ...{ films: {}, module: { id: 'mod_1', title: { uk: 'Модуль' } }, ...here },
      blocks: Object.entries(mine).map(([id, texts]) => own(id, texts)),
    },
  };
}

const text = keys.text('les_1', 'a', 'uk');
const kinds = (given: Given) => lessonPieces(sides(given)).map(({ key, change }) => `${key} ${change}`);

describe('what is asked', () => {
  it('nothing where the original has not changed, whatever was changed here', () => {
    const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ a: { uk: 'x' } }) };
    expect(kinds({ versions, mine: { a: { uk: 'mine' } } })).toEqual([]);
  });

  it('a text that the original changed, in the language in which it did', () => {
    const versions = { 1: theirs({ a: { uk: 'x', en: 'e' } }), 2: theirs({ a: { uk: 'y', en: 'e' } }) };
    const [piece] = lessonPieces(sides({ versions, mine: { a: { uk: 'x', en: 'e' } } }));
    expect(piece).toMatchObject({ key: text, base: 'x', theirs: 'y', mine: 'x', changedHere: false, revision: 7 });
  });

  it('says that it was changed here too', () => {
    const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ a: { uk: 'y' } }) };
    expect(lessonPieces(sides({ versions, mine: { a: { uk: 'z' } } }))[0]).toMatchObject({ changedHere: true });
  });

  it('nothing where it reads so here already', () => {
    const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ a: { uk: 'y' } }) };
    expect(kinds({ versions, mine: { a: { uk: 'y' } } })).toEqual([]);
  });

  it('nothing about a block that was taken out here', () => {
    const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ a: { uk: 'y' } }) };
    expect(kinds({ versions, mine: {} })).toEqual([]);
  });

  it('new and removed blocks', () => {
    const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ b: { uk: 'new' } }) };
    expect(kinds({ versions, mine: { a: { uk: 'x' } } })).toEqual(['block/les_1/b added', 'block/les_1/a removed']);
  });

  it('new and removed lessons', () => {
    expect(kinds({ versions: { 1: undefined, 2: theirs({}) } })).toEqual(['lesson/les_1 added']);
    expect(kinds({ versions: { 1: theirs({}), 2: undefined }, mine: {} })).toEqual(['lesson/les_1 removed']);
  });

  it('another title', () => {
    const versions = { 1: theirs({}), 2: theirs({}, 'Інший урок') };
    expect(kinds({ versions, mine: {} })).toEqual(['lesson/les_1/title/uk changed']);
  });
});

describe('what a lesson shows, and where it is', () => {
  const film = (source: string, captions: Record<string, string> = {}) => ({
    ...{ id: `lec_${source}`, language: 'uk' as const, title: { uk: 'Лекція' }, durationSeconds: 60, source, captions },
  });
  const showing = (uk?: ReturnType<typeof film>, module = 'mod_1'): TheirLesson => ({
    ...theirs({}),
    films: uk ? { uk } : {},
    module: { id: module, title: { uk: `Модуль ${module}` } },
  });
  type Here = Partial<Pick<OwnLesson, 'films' | 'module'>>;
  const asked = (before: TheirLesson, after: TheirLesson, here: Here = before, decisions: Decided[] = []) => {
    const { films = {}, module = before.module } = here;
    const given = { versions: { 1: before, 2: after }, mine: {}, here: { films, module }, decisions };
    return lessonPieces(sides(given)).map(
      ({ key, change, changedHere }) => `${key} ${change}${changedHere ? ' here too' : ''}`,
    );
  };
  const [a, b] = [film('a', { uk: 'one' }), film('b')];

  it('a film that is new, gone, or another one', () => {
    expect(asked(showing(), showing(a))).toEqual(['film/les_1/uk added']);
    expect(asked(showing(a), showing())).toEqual(['film/les_1/uk removed']);
    expect(asked(showing(a), showing(b))).toEqual(['film/les_1/uk changed']);
    expect(asked(showing(a), showing(b), { films: { uk: film('own') } })).toEqual(['film/les_1/uk changed here too']);
  });
  it('nothing where it shows that film already, or where only here it is another one', () => {
    expect(asked(showing(a), showing(b), { films: { uk: b } })).toEqual([]);
    expect(asked(showing(a), showing(a), { films: { uk: b } })).toEqual([]);
  });
  it('captions of the same film, language by language; with another film they come by themselves', () => {
    const after = film('a', { uk: 'two', en: 'new' });
    expect(asked(showing(a), showing(after))).toEqual(['film/les_1/uk/uk changed', 'film/les_1/uk/en added']);
    expect(asked(showing(after), showing(a))).toEqual(['film/les_1/uk/uk changed', 'film/les_1/uk/en removed']);
    expect(asked(showing(a), showing(after), { films: { uk: film('a', { uk: 'own' }) } })[0]).toContain('here too');
    expect(asked(showing(a), showing(film('b', { en: 'new' })))).toEqual(['film/les_1/uk changed']);
  });
  it('another module, unless it is there already', () => {
    expect(asked(showing(), showing(undefined, 'mod_2'))).toEqual(['lesson/les_1/place changed']);
    expect(asked(showing(), showing(undefined, 'mod_2'), showing(undefined, 'mod_2'))).toEqual([]);
    expect(asked(showing(), showing(undefined, 'mod_2'), showing(undefined, 'mod_9'))).toEqual([
      'lesson/les_1/place changed here too',
    ]);
  });
  it('nothing that was answered for what it is part of', () => {
    const kept: Decided = { key: keys.film('les_1', 'uk'), choice: 'keep', seen: 2 };
    expect(asked(showing(a), showing(film('a', { uk: 'two' })), showing(a), [kept])).toEqual([]);
  });
});

describe('what was answered', () => {
  const versions = { 1: theirs({ a: { uk: 'x' } }), 2: theirs({ a: { uk: 'y' } }) };
  const keep: Decided = { key: text, choice: 'keep', seen: 2 };

  it('is not asked again', () => {
    expect(kinds({ versions, mine: { a: { uk: 'x' } }, decisions: [keep] })).toEqual([]);
  });

  it('is not asked with a later version that says the same', () => {
    const later = { ...versions, 3: theirs({ a: { uk: 'y' }, b: { uk: 'new' } }) };
    expect(kinds({ versions: later, mine: { a: { uk: 'x' } }, decisions: [keep] })).toEqual(['block/les_1/b added']);
  });

  it('is asked once the original changes that block again', () => {
    const later = { ...versions, 3: theirs({ a: { uk: 'z' } }) };
    const [piece] = lessonPieces(sides({ versions: later, mine: { a: { uk: 'x' } }, decisions: [keep] }));
    expect(piece).toMatchObject({ key: text, base: 'y', theirs: 'z', mine: 'x' });
  });

  it('a lesson left out stays out', () => {
    const left: Decided = { key: keys.lesson('les_1'), choice: 'keep', seen: 2 };
    expect(kinds({ versions: { 1: undefined, 2: theirs({}), 3: theirs({}, 'Інакше') }, decisions: [left] })).toEqual(
      [],
    );
  });

  it('counts for what is part of it', () => {
    const decisions = new Map([
      [keys.lesson('les_1'), { key: keys.lesson('les_1'), choice: 'take', seen: 4, taken: 4 }],
    ]);
    const known = { adopted: 1, version: 2, decisions } as Known;
    expect([seenOf(known, text), takenOf(known, text)]).toEqual([4, 4]);
  });
});

describe('what was taken over', () => {
  const versions = {
    1: theirs({ a: { uk: 'x' }, c: { uk: 'c' } }),
    2: theirs({ a: { uk: 'y' }, b: { uk: 'b' }, c: { uk: 'c' } }),
  };
  const taken: Decided[] = [{ key: keys.block('les_1', 'b'), choice: 'take', seen: 2, taken: 2 }];

  it('is each block in the version it comes from', () => {
    const blocks = takenBlocks(sides({ versions, mine: {}, decisions: taken }));
    expect(blocks.map(({ id, texts }) => [id, texts.uk?.text])).toEqual([
      ['a', 'x'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('is told from what was changed, added and taken out here', () => {
    const frozen = (id: string, uk: string): FrozenBlock => ({ id, kind: 'text', ref: null, texts: says({ uk }) });
    const before = [frozen('a', 'x'), frozen('b', 'b'), frozen('c', 'c')];
    const after = [frozen('a', 'x'), frozen('b', 'other'), frozen('own', 'n')];
    expect(blockMarks(before, after, ['uk'])).toEqual({ same: 1, changed: 1, added: 1, removed: 1 });
  });
});

describe('in which versions a part stands', () => {
  const versions = { 1: theirs({ a: { uk: 'x' }, c: { uk: 'c' } }), 2: theirs({ a: { uk: 'y' }, c: { uk: 'c' } }) };
  const mine = (texts: Record<string, string>): FrozenBlock[] =>
    Object.entries(texts).map(([id, uk]) => ({ id: `own ${id}`, kind: 'text', ref: null, texts: says({ uk }) }));
  const spans = (texts: Record<string, string>, decisions: Decided[] = []) =>
    lessonSpans(sides({ versions, mine: {}, decisions }), mine(texts));

  it('those that say the same', () => {
    expect(spans({ a: 'x', c: 'c' })).toEqual([
      { from: 1, to: 1 },
      { from: 1, to: 2 },
    ]);
  });

  it('the new one once it is taken', () => {
    expect(spans({ a: 'y' }, [{ key: text, choice: 'take', seen: 2, taken: 2 }])).toEqual([{ from: 2, to: 2 }]);
  });

  it('the old one where the old text is kept, the new one where a text of one’s own is', () => {
    const keep: Decided = { key: text, choice: 'keep', seen: 2 };
    expect(spans({ a: 'x' }, [keep])).toEqual([{ from: 1, to: 1 }]);
    expect(spans({ a: 'our words' }, [keep])).toEqual([{ from: 2, to: 2 }]);
  });

  it('none of what is one’s own', () => {
    expect(spans({ ours: 'n' })).toEqual([]);
  });
});
