import { describe, expect, it } from 'vitest';
import type { GradeCell, GradePlan, GradeRow, MarkChange, MarkOutcome } from '#contracts/gradebook.ts';
import type { DeviceDraft } from '../../lib/device-draft.ts';
import { GradeBook, waitingIn, type Waiting } from './book.svelte.ts';

const cell = (points: number | null, revision = 1): GradeCell => ({ points, taken: null, flag: null, revision });
const plan: GradePlan = {
  revision: 1,
  categories: [{ id: 'gct', title: 'Усі', weight: 100 }],
  columns: [
    { id: 'a', categoryId: 'gct', title: 'А', source: { kind: 'hand' }, pointsMax: 10, dueOn: null, releasedAt: null },
    { id: 'b', categoryId: 'gct', title: 'Б', source: { kind: 'hand' }, pointsMax: 10, dueOn: null, releasedAt: null },
  ],
};
const rows: GradeRow[] = ['x', 'y'].map((id) => ({
  person: { id, givenName: 'І', familyName: id },
  cells: { a: cell(5) },
}));
const at = (personId: string, columnId = 'a') => ({ personId, columnId });

/** An academy that keeps what it is sent, and a device; `answer` may judge otherwise. */
function desk(answer?: (mark: MarkChange) => Partial<MarkOutcome>) {
  const sent: MarkChange[][] = [];
  let kept: Waiting[] | null = null;
  let offline = false;
  let ids = 0;
  const draft: DeviceDraft<Waiting[]> = { read: () => kept ?? undefined, keep: (next) => ((kept = next), true) };
  const remote = {
    give: async (marks: MarkChange[]): Promise<MarkOutcome[]> => {
      if (offline) throw new Error('offline');
      sent.push(marks);
      return marks.map((mark) => {
        const { id, points, flag, revision } = mark;
        return {
          id,
          outcome: 'saved' as const,
          cell: { points, flag, taken: null, revision: revision + 1 },
          ...answer?.(mark),
        };
      });
    },
    isOffline: () => true,
    newId: () => `mrk_${(ids += 1)}`,
  };
  const open = () => new GradeBook(plan, rows, remote, draft);
  return { open, sent, kept: () => kept, cut: (is: boolean) => (offline = is) };
}

describe('a mark', () => {
  it('stands there at once, goes to the academy, and is not sent where it changes nothing', async () => {
    const { open, sent, kept } = desk();
    const book = open();
    expect(book.mark([{ ...at('x'), points: 8, flag: null }])).toBe(1);
    expect(book.cell(at('x'))).toMatchObject({ points: 8, revision: 1 });
    expect(kept()).toHaveLength(1);
    await book.flush();
    expect(sent).toEqual([[{ ...at('x'), id: 'mrk_1', points: 8, flag: null, reason: null, revision: 1 }]]);
    expect([book.place, book.cell(at('x'))?.revision, kept()]).toEqual(['academy', 2, null]);
    expect(book.mark([{ ...at('x'), points: 8, flag: null }])).toBe(0);
  });

  it('typed again while it is under way goes next, upon what was saved', async () => {
    const { open, sent } = desk();
    const book = open();
    book.mark([{ ...at('x'), points: 8, flag: null }]);
    await Promise.resolve();
    book.mark([{ ...at('x'), points: 9, flag: null }]);
    await book.flush();
    expect(sent.flat().map(({ points, revision }) => [points, revision])).toEqual([
      [8, 1],
      [9, 2],
    ]);
  });

  it('waits on the device without a network, also over a closed page', async () => {
    const { open, sent, cut } = desk();
    cut(true);
    const book = open();
    book.mark([{ ...at('y', 'b'), points: 3, flag: null }]);
    await book.flush();
    expect([book.place, book.isWaiting(at('y', 'b'))]).toEqual(['device', true]);
    cut(false);
    const later = open();
    expect(later.place).toBe('device');
    expect(later.cell(at('y', 'b'))).toMatchObject({ points: 3 });
    await later.flush();
    expect([later.place, sent.length]).toEqual(['academy', 1]);
  });

  it('of somebody who was quicker is shown beside mine, and either can be kept', async () => {
    let quicker = true;
    const { open, sent } = desk(() => (quicker ? { outcome: 'conflict', cell: cell(1, 4) } : {}));
    const book = open();
    book.mark([{ ...at('x'), points: 8, flag: null }]);
    await book.flush();
    expect(book.conflictAt(at('x'))).toMatchObject({ mine: { points: 8 }, theirs: { points: 1 } });
    expect(book.cell(at('x'))).toMatchObject({ points: 1 });
    quicker = false;
    book.settle(at('x'), 'mine');
    await book.flush();
    expect(sent.at(-1)).toMatchObject([{ points: 8, revision: 4 }]);
    expect([book.conflicts.length, book.cell(at('x'))?.points]).toEqual([0, 8]);
  });

  it('that is refused is named, and the cell is as it was', async () => {
    const { open } = desk(() => ({ outcome: 'own', cell: cell(5) }));
    const book = open();
    book.mark([{ ...at('x'), points: 8, flag: null }]);
    await book.flush();
    expect([book.refusedAt(at('x')), book.cell(at('x'))?.points, book.place]).toEqual(['own', 5, 'academy']);
  });
});

describe('a step', () => {
  it('is undone and done again whole', async () => {
    const { open } = desk();
    const book = open();
    book.mark([
      { ...at('x'), points: 1, flag: null },
      { ...at('y', 'b'), points: null, flag: 'missing' },
    ]);
    await book.flush();
    book.undo();
    await book.flush();
    expect([book.cell(at('x'))?.points, book.cell(at('y', 'b'))?.flag]).toEqual([5, null]);
    expect([book.canUndo, book.canRedo]).toEqual([false, true]);
    book.redo();
    await book.flush();
    expect([book.cell(at('x'))?.points, book.cell(at('y', 'b'))?.flag]).toEqual([1, 'missing']);
  });
});

it('takes from the device only marks', () => {
  expect(waitingIn('x')).toBeUndefined();
  expect(waitingIn([{ id: 'a' }])).toBeUndefined();
  expect(waitingIn([{ id: 'm', personId: 'x', columnId: 'a', points: null, flag: null, reason: null }])).toHaveLength(
    1,
  );
});
