import type { DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import { savedBlock, type DocBlock } from './lesson-blocks.ts';
import { bringBack, unsentIn } from './unsent.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const segment = (text: string, revision: number) => ({
  text,
  alt: null,
  revision,
  sourceRevision: null,
  by,
  at: '2026-11-22T08:52:00.000Z',
});
const block = (id: string, uk: string, revision = 1): DraftBlock => ({
  id,
  kind: 'text',
  ref: null,
  place: `a${id}`,
  revision: 1,
  texts: { uk: segment(uk, revision) },
});
const mapped = (...blocks: DraftBlock[]) => new Map(blocks.map((each) => [each.id, each]));
const typed = (id: string, text: string): DocBlock => ({ id, kind: 'text', ref: null, text, alt: null });

describe('words that are only here', () => {
  const saved = mapped(block('1', 'Один', 3), block('2', 'Два'));
  const kept = unsentIn([typed('1', 'Один і ще'), savedBlock(saved.get('2')!, 'uk'), typed('n', 'Нове')], saved, 'uk');

  it('are kept with what they were made from', () => {
    expect(kept).toEqual([
      { ...typed('1', 'Один і ще'), after: null, base: 3 },
      { ...typed('n', 'Нове'), after: '2', base: 0 },
    ]);
  });

  it('come back into their places', () => {
    expect(bringBack(kept, saved, 'uk')).toEqual({
      edits: [
        { op: 'setText', block: typed('1', 'Один і ще') },
        { op: 'insertText', after: '2', block: typed('n', 'Нове') },
      ],
      conflicts: [],
    });
  });

  it('stand beside what a colleague wrote meanwhile', () => {
    const theirs = block('1', 'Один інакше', 4);
    const { conflicts, edits } = bringBack(kept, mapped(theirs, block('2', 'Два')), 'uk');
    expect(conflicts).toEqual([{ blockId: '1', language: 'uk', theirs: theirs.texts.uk }]);
    expect(edits[0]).toMatchObject({ op: 'setText' });
  });

  it('become a block of their own where theirs is gone', () => {
    const { edits } = bringBack(kept.slice(0, 1), mapped(block('2', 'Два')), 'uk');
    expect(edits).toEqual([{ op: 'insertText', after: null, block: typed('1', 'Один і ще') }]);
  });

  it('are not offered if they reached the academy after all', () => {
    expect(
      bringBack(kept, mapped(block('1', 'Один і ще', 4), block('2', 'Два'), block('n', 'Нове')), 'uk').edits,
    ).toEqual([]);
  });
});
