import { describe, expect, it } from 'vitest';
import type { DraftBlock } from '#contracts/blocks.ts';
import { planChanges } from '../editor/block-plan.ts';
import { byId, none, setOf } from '../editor/by-id.ts';
import { unsentIn } from '../editor/unsent.ts';
import { SegmentList } from './segment-list.svelte.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const said = (text: string, revision = 1) => ({
  ...{ text, alt: null, revision, sourceRevision: null, by, at: '2026-11-22T08:52:00.000Z' },
});
const block = (id: string, place: string, kk = ''): DraftBlock => ({
  ...{ id, kind: 'text', ref: null, place, revision: 1 },
  texts: { uk: said(`Оригінал ${id}`, 3), ...(kk ? { kk: said(kk) } : {}) },
});
const blocks = [block('b', 'a1', 'Екі'), block('a', 'a0')];
const open = (changed = () => {}) => new SegmentList(blocks, 'kk', changed);
const texts = (list: SegmentList) => list.read().map(({ id, text }) => `${id}: ${text}`);
const planned = (list: SegmentList, known = blocks) =>
  planChanges({
    ...{ blocks: byId(known), removed: none<number>(), document: list.read(), language: 'kk', source: 'uk' },
    held: setOf([...list.held()]),
  });

describe('the list of a translator', () => {
  it('stands in the order of the lesson, and what is typed is what is sent', () => {
    let count = 0;
    const list = open(() => (count += 1));
    expect(texts(list)).toEqual(['a: ', 'b: Екі']);
    expect(planned(list)).toEqual([]);
    list.write('a', { text: 'Бір' });
    expect([texts(list), count]).toEqual([['a: Бір', 'b: Екі'], 1]);
    expect(planned(list)).toEqual([
      { op: 'write', blockId: 'a', language: 'kk', base: 0, text: 'Бір', alt: null, sourceRevision: 3 },
    ]);
  });

  it('takes in what colleagues write, and an open field hears of it', () => {
    const list = open();
    list.apply([
      { op: 'set', block: block('b', 'a1', 'Екінші') },
      { op: 'insert', after: 'a', block: block('c', 'a05', 'Үш') },
      { op: 'order', ids: ['b', 'c', 'a'] },
    ]);
    expect(texts(list)).toEqual(['b: Екінші', 'c: Үш', 'a: ']);
    expect([list.theirs('b'), list.theirs('a')]).toEqual([1, 0]);
    list.apply([{ op: 'append', block: block('b', 'a1', 'Және') }]);
    expect(list.find('b')?.text).toBe('Екінші\n\nЖәне');
  });

  it('keeps words whose source was taken away, on the device too, and sends them nowhere', () => {
    const list = open();
    list.write('a', { text: 'Бір' });
    list.apply([{ op: 'rekey', id: 'a' }]);
    const left = blocks.filter(({ id }) => id !== 'a');
    expect(list.orphans.map(({ text }) => text)).toEqual(['Бір']);
    expect(planned(list, left)).toEqual([]);
    expect(unsentIn(list.read(), byId(left), 'kk').map(({ text }) => text)).toEqual(['Бір']);
    list.letGo('a');
    expect([list.orphans, unsentIn(list.read(), byId(left), 'kk')]).toEqual([[], []]);
  });

  it('shows words without a source that come back from the device as such', () => {
    const list = open();
    list.apply([
      { op: 'insertText', after: null, block: { id: 'x', kind: 'text', ref: null, text: 'Сөз', alt: null } },
      { op: 'setText', block: { id: 'b', kind: 'text', ref: null, text: 'Екі!', alt: null } },
      { op: 'remove', id: 'a' },
    ]);
    expect(texts(list)).toEqual(['x: Сөз', 'b: Екі!']);
    expect(list.held()).toEqual(['x']);
  });
});
