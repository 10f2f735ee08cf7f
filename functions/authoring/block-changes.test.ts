import { describe, expect, it } from 'vitest';
import type { BlockChange } from '#contracts/blocks.ts';
import { applyChanges, type Writing } from './block-changes.ts';
import type { BlockPair } from './blocks.store.ts';

const minute = 60_000;
const start = Date.parse('2026-11-22T08:00:00.000Z');
const none: BlockPair = { present: undefined, removed: undefined };

const as = (personId: string, now = start, other: Partial<Writing> = {}): Writing => ({
  ...{ courseId: 'crs_1', lessonId: 'les_1', personId, now, removedUntil: now / 1000 + 3600, first: 'uk' },
  isUsable: (ref) => ref === 'mda_ours',
  free: (place) => place,
  ...other,
});
const add = (ref: string | null = null, kind: 'text' | 'picture' = 'text'): BlockChange => ({
  ...{ op: 'add', blockId: 'blk_1', kind, ref, place: 'a0' },
});
type Write = Extract<BlockChange, { op: 'write' }>;
const write = (text: string, base: number, more: Partial<Write> = {}): Write => ({
  ...{ op: 'write', blockId: 'blk_1', language: 'uk', base, text, alt: null, sourceRevision: null },
  ...more,
});
const on = (op: 'remove' | 'restore', base: number): BlockChange => ({ op, blockId: 'blk_1', base });

/** The block after these changes of one person. */
const made = (...changes: BlockChange[]): BlockPair => applyChanges(none, changes, as('olena'));

describe('adding', () => {
  it('and writing in one go is one write of the block', () => {
    const { present, outcomes, history } = applyChanges(
      none,
      [add(), write('Раз', 0), write('One', 0, { language: 'en' })],
      as('olena'),
    );
    expect(outcomes).toEqual(['saved', 'saved', 'saved']);
    expect(present).toMatchObject({
      edition: 1,
      revision: 1,
      texts: { uk: { text: 'Раз', revision: 1 }, en: { revision: 1 } },
    });
    expect(history).toEqual([]);
  });

  it('twice is once: what has been written since stays', () => {
    const before = made(add(), write('Раз', 0));
    const again = applyChanges(before, [add()], as('olena'));
    expect(again.outcomes).toEqual(['saved']);
    expect(again.present).toBe(before.present);
  });

  it('that comes late does not bring back what was removed', () => {
    const before = applyChanges(made(add()), [on('remove', 1)], as('olena'));
    expect(applyChanges(before, [add(), write('Раз', 0)], as('olena')).outcomes).toEqual(['gone', 'gone']);
  });

  it('takes no picture that is not for the asker', () => {
    expect(applyChanges(none, [add('mda_theirs', 'picture')], as('olena'))).toMatchObject({
      outcomes: ['gone'],
      present: undefined,
    });
    expect(applyChanges(none, [add('mda_ours', 'picture')], as('olena')).present).toMatchObject({ ref: 'mda_ours' });
  });
});

describe('writing', () => {
  it('on the revision that stands counts it up', () => {
    const { present, outcomes } = applyChanges(made(add(), write('Раз', 0)), [write('Два', 1)], as('olena'));
    expect(outcomes).toEqual(['saved']);
    expect(present?.texts.uk).toMatchObject({ text: 'Два', revision: 2 });
  });

  it('sent again changes nothing', () => {
    const before = made(add(), write('Раз', 0));
    const again = applyChanges(before, [write('Раз', 0)], as('olena'));
    expect(again).toMatchObject({ outcomes: ['saved'], history: [] });
    expect(again.present).toBe(before.present);
  });

  it('on an older one is a conflict, and the text is kept', () => {
    const before = applyChanges(made(add(), write('Раз', 0)), [write('Її', 1)], as('iryna'));
    const { present, outcomes, history } = applyChanges(
      before,
      [write('Його', 1, { alt: 'що видно' })],
      as('petro', start + 1),
    );
    expect(outcomes).toEqual(['conflict']);
    expect(present).toBe(before.present);
    expect(history).toMatchObject([
      { kind: 'conflict', text: 'Його', alt: 'що видно', by: 'petro', language: 'uk', instead: start },
    ]);
  });

  it('in one language is nobody else’s conflict in another', () => {
    const before = applyChanges(made(add(), write('Раз', 0)), [write('One', 0, { language: 'en' })], as('iryna'));
    const { present, outcomes } = applyChanges(before, [write('Два', 1)], as('olena'));
    expect(outcomes).toEqual(['saved']);
    expect(present?.texts).toMatchObject({ uk: { text: 'Два' }, en: { text: 'One', revision: 1 } });
  });

  it('marks a translation as up to date without another word', () => {
    const before = applyChanges(
      made(add(), write('Раз', 0)),
      [write('One', 0, { language: 'en', sourceRevision: 1 })],
      as('iryna'),
    );
    const fresh = applyChanges(before, [write('One', 1, { language: 'en', sourceRevision: 2 })], as('iryna'));
    expect(fresh.present?.texts.en).toMatchObject({ text: 'One', revision: 2, sourceRevision: 2 });
    expect(fresh.history).toEqual([]);
  });

  it('to a block that was removed is gone, and the text is kept', () => {
    const before = applyChanges(made(add(), write('Раз', 0)), [on('remove', 1)], as('olena'));
    const late = applyChanges(before, [write('Пізно', 1)], as('petro'));
    expect(late).toMatchObject({ outcomes: ['gone'], history: [{ kind: 'conflict', text: 'Пізно' }] });
  });

  it('keeps every character', () => {
    const text =
      '> [!NOTE]\n> - **שלום** ‏مرحبا 👩🏽‍✈️\n>   1. ```\n>      *é* ﷽\n>      ```\n\n| а | б |\n|---|---|\n| 1 | 2 |';
    expect(made(add(), write(text, 0)).present?.texts.uk?.text).toBe(text);
  });
});

describe('the history', () => {
  const begun = () => made(add(), write('Раз', 0));

  it('keeps what somebody else overwrites', () => {
    const { history } = applyChanges(begun(), [write('Два', 1)], as('iryna', start + 1000));
    expect(history).toMatchObject([{ kind: 'write', text: 'Раз', by: 'olena' }]);
  });

  it('keeps a state of one’s own every few minutes, however often it is saved', () => {
    let pair = begun();
    const kept: (string | undefined)[] = [];
    for (let at = 1; at <= 12; at += 1) {
      const step = applyChanges(pair, [write(`Стан ${at}`, at)], as('olena', start + at * minute));
      kept.push(...step.history.map(({ text }) => text));
      pair = step;
    }
    expect(kept).toEqual(['Стан 4', 'Стан 9']);
  });

  it('keeps nothing that was empty', () => {
    const { history } = applyChanges(made(add(), write(' ', 0)), [write('Раз', 1)], as('iryna'));
    expect(history).toEqual([]);
  });

  it('keeps what a removed block said in each language', () => {
    const before = applyChanges(begun(), [write('One', 0, { language: 'en' })], as('iryna'));
    const { history } = applyChanges(before, [on('remove', 1)], as('petro'));
    expect(history).toMatchObject([
      { kind: 'remove', language: 'uk', text: 'Раз', by: 'petro' },
      { kind: 'remove', language: 'en', text: 'One', by: 'petro' },
    ]);
  });
});

describe('placing', () => {
  const place = (to: string, base: number): BlockChange => ({ op: 'place', blockId: 'blk_1', base, place: to });

  it('meets a conflict with another move, none with a text', () => {
    const moved = applyChanges(made(add(), write('Раз', 0)), [place('a5', 1), write('Два', 1)], as('iryna'));
    expect(moved.outcomes).toEqual(['saved', 'saved']);
    expect(applyChanges(moved, [place('a7', 1)], as('petro')).outcomes).toEqual(['conflict']);
    expect(applyChanges(moved, [place('a5', 1)], as('petro')).outcomes).toEqual(['saved']);
  });

  it('beside another block is recognised when it is sent again', () => {
    const crowded = as('olena', start, { free: () => 'a5V' });
    const moved = applyChanges(made(add()), [place('a5', 1)], crowded);
    expect(moved.present).toMatchObject({ place: 'a5V', revision: 2 });
    const again = applyChanges(moved, [place('a5', 1)], crowded);
    expect(again.outcomes).toEqual(['saved']);
    expect(again.present).toBe(moved.present);
  });
});

describe('removing', () => {
  it('and bringing back keeps texts; both can be sent twice', () => {
    const before = made(add(), write('Раз', 0));
    const removed = applyChanges(before, [on('remove', 1), on('remove', 1)], as('olena'));
    expect(removed).toMatchObject({
      outcomes: ['saved', 'saved'],
      present: undefined,
      removed: { removedBy: 'olena' },
    });
    const back = applyChanges(removed, [on('restore', 1), on('restore', 1)], as('iryna'));
    expect(back).toMatchObject({
      outcomes: ['saved', 'saved'],
      removed: undefined,
      present: { texts: { uk: { text: 'Раз', revision: 1 } } },
    });
    expect(back.present!.edition).toBeGreaterThan(before.present!.edition);
  });

  it('meets a conflict with a move that came before', () => {
    const moved = applyChanges(made(add()), [{ op: 'place', blockId: 'blk_1', base: 1, place: 'a5' }], as('iryna'));
    expect(applyChanges(moved, [on('remove', 1)], as('olena'))).toMatchObject({
      outcomes: ['conflict'],
      present: { place: 'a5' },
    });
  });

  it('cannot be undone after the time in the bin', () => {
    const removed = applyChanges(made(add()), [on('remove', 1)], as('olena'));
    expect(applyChanges(removed, [on('restore', 1)], as('olena', start + 3600 * 1000)).outcomes).toEqual(['gone']);
  });
});
