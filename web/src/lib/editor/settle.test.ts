import type { BlockChange, ChangeOutcome, DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import type { DocBlock } from './lesson-blocks.ts';
import { settle } from './settle.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const segment = (text: string, revision: number) => ({
  text,
  alt: null,
  revision,
  sourceRevision: null,
  by,
  at: '2026-11-22T08:52:00.000Z',
});
const block = (text: string, revision = 1, more: Partial<DraftBlock> = {}): DraftBlock => ({
  id: 'a',
  kind: 'text',
  ref: null,
  place: 'a0',
  revision: 1,
  texts: { uk: segment(text, revision) },
  ...more,
});
const write = (text: string, base: number): BlockChange => ({
  op: 'write',
  blockId: 'a',
  language: 'uk',
  base,
  text,
  alt: null,
  sourceRevision: null,
});
const typed = (text: string): DocBlock => ({ id: 'a', kind: 'text', ref: null, text, alt: null });
const after = (
  change: BlockChange,
  outcome: ChangeOutcome['outcome'],
  stands: DraftBlock | null,
  document = [typed('моє')],
) =>
  settle({
    blocks: new Map([['a', block('було')]]),
    removed: new Map(),
    changes: [change],
    outcomes: [{ blockId: 'a', outcome, block: stands }],
    document,
    language: 'uk',
  });

describe('the academy’s answer', () => {
  it('saved: the next change stands on it', () => {
    const { blocks, conflicts } = after(write('моє', 1), 'saved', block('моє', 2));
    expect(blocks.get('a')?.texts.uk).toMatchObject({ text: 'моє', revision: 2 });
    expect(conflicts).toEqual([]);
  });

  it('a conflict where nothing was typed here: theirs stands, nobody is asked', () => {
    const { blocks, conflicts, edits, met } = after(write('було', 1), 'conflict', block('їхнє', 2), [typed('було')]);
    expect([blocks.get('a')?.texts.uk?.text, conflicts, met]).toEqual(['їхнє', [], ['a']]);
    expect(edits).toMatchObject([{ op: 'set', block: { id: 'a' } }]);
  });

  it('saved, and overwritten at once: theirs is still to come', () => {
    const { blocks } = after(write('моє', 1), 'saved', block('їхнє', 3));
    expect(blocks.get('a')?.texts.uk).toMatchObject({ text: 'моє', revision: 2 });
  });

  it('conflict: a question, and nothing is taken as known', () => {
    const { blocks, conflicts } = after(write('моє', 1), 'conflict', block('їхнє', 2));
    expect(conflicts).toMatchObject([{ blockId: 'a', theirs: { text: 'їхнє' } }]);
    expect(blocks.get('a')?.texts.uk?.text).toBe('було');
  });

  it('conflict where nobody was quicker: it is not taken, and not sent for ever', () => {
    const ref: BlockChange = { op: 'ref', blockId: 'a', base: 1, ref: 'mda_1' };
    expect(after(ref, 'conflict', block('було')).refused).toEqual(['a']);
    expect(after(ref, 'conflict', block('було', 1, { revision: 2 })).refused).toEqual([]);
  });

  it('conflict with the same words is none', () => {
    const { blocks, conflicts } = after(write('моє', 1), 'conflict', block('моє', 5));
    expect(conflicts).toEqual([]);
    expect(blocks.get('a')?.texts.uk?.revision).toBe(5);
  });

  it('a move that met another is sent again from the newest', () => {
    const { blocks } = after(
      { op: 'place', blockId: 'a', base: 1, place: 'a5' },
      'conflict',
      block('було', 1, { revision: 4, place: 'a9' }),
    );
    expect(blocks.get('a')).toMatchObject({ revision: 4, place: 'a9' });
  });

  it('removed: it can be brought back', () => {
    const { blocks, removed } = after({ op: 'remove', blockId: 'a', base: 1 }, 'saved', null, []);
    expect([blocks.size, removed.get('a')]).toEqual([0, 2]);
  });

  it('gone: words that were written meanwhile become a block of their own', () => {
    expect(after(write('моє', 1), 'gone', null).edits).toEqual([{ op: 'rekey', id: 'a' }]);
    expect(after({ op: 'place', blockId: 'a', base: 1, place: 'a5' }, 'gone', null).edits).toEqual([
      { op: 'remove', id: 'a' },
    ]);
  });

  it('a picture that is not there is not asked for again and again', () => {
    const picture: DocBlock = { id: 'a', kind: 'picture', ref: 'mda_1', text: '', alt: '' };
    const add: BlockChange = { op: 'add', blockId: 'a', kind: 'picture', ref: 'mda_1', place: 'a0' };
    expect(after(add, 'gone', null, [picture])).toMatchObject({ refused: ['a'], edits: [] });
  });
});
