import type { DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import { planChanges, type PlanInput } from './block-plan.ts';
import { savedBlock, type DocBlock } from './lesson-blocks.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const at = '2026-11-22T08:52:00.000Z';
const segment = (text: string, revision = 1) => ({ text, alt: null, revision, sourceRevision: null, by, at });
const saved = (id: string, place: string, uk: string, more: Partial<DraftBlock> = {}): DraftBlock => ({
  id,
  kind: 'text',
  ref: null,
  place,
  revision: 1,
  texts: { uk: segment(uk) },
  ...more,
});
const three = [saved('a', 'a0', 'Один'), saved('b', 'a1', 'Два'), saved('c', 'a2', 'Три')];
const doc = (blocks: DraftBlock[]) => blocks.map((block) => savedBlock(block, 'uk'));
const text = (id: string, words: string): DocBlock => ({ id, kind: 'text', ref: null, text: words, alt: null });

const plan = (document: DocBlock[], more: Partial<PlanInput> = {}, blocks = three) =>
  planChanges({
    blocks: new Map(blocks.map((block) => [block.id, block])),
    removed: new Map(),
    document,
    language: 'uk',
    source: 'uk',
    held: new Set(),
    ...more,
  });

describe('what is sent', () => {
  it('nothing where nothing changed, whatever the spelling', () => {
    const spelled = [saved('a', 'a0', '* один\n* два'), saved('b', 'a1', '__жирно__')];
    expect(plan(doc(spelled), {}, spelled)).toEqual([]);
  });

  it('only the block that was changed, with the revision it was changed from', () => {
    const blocks = [saved('a', 'a0', 'Один', { texts: { uk: segment('Один', 7), en: segment('One', 3) } }), three[1]!];
    expect(plan([text('a', 'Один і пів'), text('b', 'Два')], {}, blocks)).toEqual([
      { op: 'write', blockId: 'a', language: 'uk', base: 7, text: 'Один і пів', alt: null, sourceRevision: null },
    ]);
  });

  it('a new block between two others, with a place between theirs', () => {
    const [add, write, ...rest] = plan([...doc(three.slice(0, 1)), text('n', 'Нове'), ...doc(three.slice(1))]);
    expect(rest).toEqual([]);
    expect(add).toMatchObject({ op: 'add', blockId: 'n', kind: 'text', ref: null });
    expect(write).toMatchObject({ op: 'write', blockId: 'n', base: 0, text: 'Нове' });
    const place = add?.op === 'add' ? add.place : '';
    expect(place > 'a0' && place < 'a1').toBe(true);
  });

  it('an empty new block waits for its words', () => {
    expect(plan([...doc(three), text('n', '')])).toEqual([]);
  });

  it('a moved block alone gets a place', () => {
    const [move, ...rest] = plan(doc([three[2]!, three[0]!, three[1]!]));
    expect(rest).toEqual([]);
    expect(move).toMatchObject({ op: 'place', blockId: 'c', base: 1 });
    expect(move?.op === 'place' && move.place < 'a0').toBe(true);
  });

  it('merging writes the first and removes the second', () => {
    const changes = plan([text('a', 'ОдинДва'), ...doc(three.slice(2))]);
    expect(changes.map(({ op, blockId }) => [op, blockId])).toEqual([
      ['write', 'a'],
      ['remove', 'b'],
    ]);
  });

  it('nothing for a block that waits for a decision', () => {
    expect(plan([text('a', 'інше'), ...doc(three.slice(1))], { held: new Set(['a']) })).toEqual([]);
    expect(plan(doc(three.slice(1)), { held: new Set(['a']) })).toEqual([]);
  });

  it('a removed block that comes back is restored, not made anew', () => {
    const changes = plan([...doc(three), text('gone', 'Повернуто')], { removed: new Map([['gone', 4]]) });
    expect(changes).toEqual([{ op: 'restore', blockId: 'gone', base: 4 }]);
  });

  it('another picture', () => {
    const picture = saved('p', 'a0', 'Підпис', { kind: 'picture', ref: 'mda_1' });
    const document = [{ ...savedBlock(picture, 'uk'), ref: 'mda_2' }];
    expect(plan(document, {}, [picture])).toEqual([{ op: 'ref', blockId: 'p', base: 1, ref: 'mda_2' }]);
  });

  it('blocks at the same place keep their order and make room', () => {
    const twins = [saved('a', 'a0', 'Один'), saved('b', 'a0', 'Два'), saved('c', 'a1', 'Три')];
    expect(plan(doc(twins), {}, twins)).toEqual([]);
    const [add] = plan([doc(twins)[0]!, text('n', 'Нове'), ...doc(twins).slice(1)], {}, twins);
    expect(add?.op === 'add' && add.place > 'a0' && add.place < 'a1').toBe(true);
  });
});

describe('in a translation', () => {
  const both = [saved('a', 'a0', 'Один', { texts: { uk: segment('Один', 5), en: segment('One', 2) } }), three[1]!];
  const english = { language: 'en', source: 'uk' } as const;

  it('says which source it was made from', () => {
    expect(plan([text('a', 'One!'), text('b', '')], english, both)).toEqual([
      { op: 'write', blockId: 'a', language: 'en', base: 2, text: 'One!', alt: null, sourceRevision: 5 },
    ]);
  });

  it('taking a block away empties its own words and leaves the others', () => {
    expect(plan([text('b', '')], english, both)).toEqual([
      { op: 'write', blockId: 'a', language: 'en', base: 2, text: '', alt: null, sourceRevision: null },
    ]);
  });

  it('a block without a translation is left alone', () => {
    expect(plan([text('a', 'One')], english, both)).toEqual([]);
  });
});
