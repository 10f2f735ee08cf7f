import type { DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import { savedBlock, type DocBlock } from './lesson-blocks.ts';
import { merge } from './merge.ts';

const me = { id: 'per_me', givenName: 'Оля', familyName: 'Коваль' };
const colleague = { id: 'per_2', givenName: 'Ірина', familyName: 'Мельник' };
const at = '2026-11-22T08:52:00.000Z';
const segment = (text: string, revision = 1, by = me) => ({ text, alt: null, revision, sourceRevision: null, by, at });
const block = (id: string, place: string, uk: string, revision = 1): DraftBlock => ({
  id,
  kind: 'text',
  ref: null,
  place,
  revision: 1,
  texts: { uk: segment(uk, revision, revision > 1 ? colleague : me) },
});
const known = [block('a', 'a0', 'Один'), block('b', 'a1', 'Два')];
const doc = (blocks: DraftBlock[]) => blocks.map((each) => savedBlock(each, 'uk'));
const typed = (id: string, text: string): DocBlock => ({ id, kind: 'text', ref: null, text, alt: null });

const merged = (server: DraftBlock[], document: DocBlock[] = doc(known), held: string[] = []) =>
  merge({
    known: new Map(known.map((each) => [each.id, each])),
    server,
    document,
    language: 'uk',
    held: new Set(held),
  });

describe('what colleagues change', () => {
  it('comes in where nobody here touched it, and says whose it is', () => {
    const theirs = block('b', 'a1', 'Два з половиною', 2);
    const result = merged([known[0]!, theirs], [typed('a', 'Один тут'), ...doc(known).slice(1)]);
    expect(result.edits).toEqual([{ op: 'set', block: theirs }]);
    expect(result.conflicts).toEqual([]);
    expect(result.news).toEqual([{ by: colleague, blockId: 'b' }]);
  });

  it('is a question where both changed the same text', () => {
    const theirs = block('a', 'a0', 'Один там', 2);
    const result = merged([theirs, known[1]!], [typed('a', 'Один тут'), ...doc(known).slice(1)]);
    expect(result.edits).toEqual([]);
    expect(result.conflicts).toEqual([{ blockId: 'a', language: 'uk', theirs: theirs.texts.uk }]);
    expect(result.blocks.get('a')?.texts.uk?.revision).toBe(1);
  });

  it('is no question where both wrote the same', () => {
    const theirs = block('a', 'a0', 'Один разом', 2);
    const result = merged([theirs, known[1]!], [typed('a', 'Один разом'), ...doc(known).slice(1)]);
    expect(result).toMatchObject({ edits: [], conflicts: [] });
    expect(result.blocks.get('a')?.texts.uk?.revision).toBe(2);
  });

  it('a new block comes after the one it stands after', () => {
    const fresh = block('n', 'a0V', 'Нове');
    expect(merged([known[0]!, fresh, known[1]!]).edits).toEqual([{ op: 'insert', after: 'a', block: fresh }]);
  });

  it('a removed block goes, unless words were written into it meanwhile', () => {
    expect(merged([known[0]!]).edits).toEqual([{ op: 'remove', id: 'b' }]);
    const result = merged([known[0]!], [...doc(known).slice(0, 1), typed('b', 'Два і ще')]);
    expect(result.edits).toEqual([{ op: 'rekey', id: 'b' }]);
  });

  it('a block that waits for a decision keeps waiting', () => {
    const theirs = block('a', 'a0', 'Один там', 3);
    const result = merged([theirs, known[1]!], doc(known), ['a']);
    expect(result.conflicts).toHaveLength(1);
    expect(result.edits).toEqual([]);
  });

  it('a move is followed', () => {
    expect(merged([{ ...known[1]!, place: 'Zz' }, known[0]!]).edits).toEqual([{ op: 'order', ids: ['b', 'a'] }]);
  });

  it('a move here is not undone by theirs', () => {
    const three = [...known, block('c', 'a2', 'Три')];
    const result = merge({
      known: new Map(three.map((each) => [each.id, each])),
      server: [three[1]!, three[2]!, { ...three[0]!, place: 'a3' }],
      document: doc([three[0]!, three[2]!, three[1]!]),
      language: 'uk',
      held: new Set(),
    });
    expect(result.edits).toEqual([]);
  });

  it('what was added here and is at the academy already is not a question', () => {
    const mine = block('n', 'a2', 'Нове');
    const result = merged([...known, mine], [...doc(known), typed('n', 'Нове і ще')]);
    expect(result).toMatchObject({ edits: [], conflicts: [] });
    expect(result.blocks.get('n')).toBe(mine);
  });

  it('a place in another language changes nothing in this one', () => {
    const other = { ...known[0]!, texts: { ...known[0]!.texts, en: segment('One', 4, colleague) } };
    const result = merged([other, known[1]!]);
    expect(result).toMatchObject({ edits: [], conflicts: [], news: [] });
    expect(result.blocks.get('a')?.texts.en?.text).toBe('One');
  });
});
