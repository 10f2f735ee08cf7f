/**
 * A gradebook while it is worked in: marks are on the device at once, then at the academy, and the page says which. What
 * somebody else marked meanwhile is a conflict that shows both.
 */
import type { GradeCell, GradePlan, GradeRow, MarkChange, MarkOutcome } from '#contracts/gradebook.ts';
import type { DeviceDraft } from '../../lib/device-draft.ts';
import type { SavePlace } from '../../lib/editor/saving/save-place.ts';
import type { Value } from './cell-text.ts';
import { keyed, withItem, without, type Keyed } from './keyed.ts';

export interface CellPlace {
  personId: string;
  columnId: string;
}
export type Change = CellPlace & Value & { reason?: string | undefined };
/** A mark that the academy does not have yet. */
export type Waiting = CellPlace & Value & { id: string; reason: string | null };

export interface BookRemote {
  give(marks: MarkChange[]): Promise<MarkOutcome[]>;
  isOffline(error: unknown): boolean;
  newId(): string;
}
export interface Conflict {
  mine: Waiting;
  theirs: GradeCell;
}
/** changes that are made and undone together */
interface Step {
  before: Change[];
  after: Change[];
}

const marksAtOnce = 300;
const stepsMax = 100;
const keyOf = ({ personId, columnId }: CellPlace) => `${personId} ${columnId}`;
const nothing: GradeCell = { points: null, taken: null, flag: null, revision: 0 };

export class GradeBook {
  readonly #remote: BookRemote;
  readonly #draft: DeviceDraft<Waiting[]>;
  plan = $state.raw<GradePlan>()!;
  rows = $state.raw<readonly GradeRow[]>([]);
  #waiting = $state.raw<Keyed<Waiting>>(keyed([]));
  #conflicts = $state.raw<Keyed<Conflict>>(keyed([]));
  #refused = $state.raw<Keyed<MarkOutcome['outcome']>>(keyed([]));
  #place = $state<SavePlace>('academy');
  #savedAt = $state<number>();
  #undo = $state.raw<readonly Step[]>([]);
  #redo = $state.raw<readonly Step[]>([]);
  #isKept = true;
  #sending: Promise<void> | undefined;
  readonly #cells = $derived(
    keyed(
      this.rows.flatMap(({ person, cells }) =>
        Object.entries(cells).map(([columnId, cell]) => [keyOf({ personId: person.id, columnId }), cell] as const),
      ),
    ),
  );

  constructor(plan: GradePlan, rows: readonly GradeRow[], remote: BookRemote, draft: DeviceDraft<Waiting[]>) {
    [this.plan, this.rows, this.#remote, this.#draft] = [plan, rows, remote, draft];
    const kept = (draft.read() ?? []).filter(({ columnId }) => plan.columns.some(({ id }) => id === columnId));
    this.#waiting = keyed(kept.map((each) => [keyOf(each), each] as const));
    if (kept.length) this.#place = 'device';
  }

  /** As it stands here, sent or not. */
  cell(place: CellPlace): GradeCell | undefined {
    const stored = this.#cells.get(keyOf(place));
    const waiting = this.#waiting.get(keyOf(place));
    return waiting ? { ...(stored ?? nothing), points: waiting.points, flag: waiting.flag } : stored;
  }
  cellsOf({ person, cells }: GradeRow): Record<string, GradeCell> {
    const own = this.plan.columns.flatMap(({ id }) => {
      const cell = this.cell({ personId: person.id, columnId: id }) ?? cells[id];
      return cell ? [[id, cell] as const] : [];
    });
    return Object.fromEntries(own);
  }
  conflictAt(place: CellPlace): Conflict | undefined {
    return this.#conflicts.get(keyOf(place));
  }
  refusedAt(place: CellPlace): MarkOutcome['outcome'] | undefined {
    return this.#refused.get(keyOf(place));
  }
  isWaiting(place: CellPlace): boolean {
    return this.#waiting.has(keyOf(place));
  }
  get conflicts(): readonly Conflict[] {
    return [...this.#conflicts.values()];
  }
  get place(): SavePlace {
    return this.#place;
  }
  get savedAt(): number | undefined {
    return this.#savedAt;
  }
  get canUndo(): boolean {
    return this.#undo.length > 0;
  }
  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Marks, as one step that can be undone; those that change nothing are left out. Says how many were changed. */
  mark(changes: readonly Change[]): number {
    const meant = changes.filter((change) => {
      const { points = null, flag = null } = this.cell(change) ?? {};
      return points !== change.points || flag !== change.flag;
    });
    if (!meant.length) return 0;
    const before = meant.map(({ personId, columnId }): Change => {
      const { points = null, flag = null } = this.cell({ personId, columnId }) ?? {};
      return { personId, columnId, points, flag };
    });
    this.#undo = [...this.#undo, { before, after: meant }].slice(-stepsMax);
    this.#redo = [];
    this.#write(meant);
    return meant.length;
  }
  undo(): Step | undefined {
    const step = this.#undo.at(-1);
    if (!step) return undefined;
    this.#undo = this.#undo.slice(0, -1);
    this.#redo = [...this.#redo, step];
    this.#write(step.before);
    return step;
  }
  redo(): Step | undefined {
    const step = this.#redo.at(-1);
    if (!step) return undefined;
    this.#redo = this.#redo.slice(0, -1);
    this.#undo = [...this.#undo, step];
    this.#write(step.after);
    return step;
  }

  /** Settles a conflict: mine is sent again over theirs, or forgotten. */
  settle(place: CellPlace, keep: 'mine' | 'theirs'): void {
    const key = keyOf(place);
    const conflict = this.#conflicts.get(key);
    if (!conflict) return;
    this.#conflicts = without(this.#conflicts, key);
    if (keep === 'mine') this.#write([{ ...conflict.mine, reason: conflict.mine.reason ?? undefined }]);
  }

  #write(changes: readonly Change[]): void {
    let waiting = this.#waiting;
    for (const { reason, ...change } of changes) {
      const mark = { ...change, id: this.#remote.newId(), reason: reason ?? null };
      waiting = withItem(waiting, keyOf(change), mark);
      this.#refused = without(this.#refused, keyOf(change));
    }
    this.#keep(waiting);
    void this.flush();
  }

  #keep(waiting: Keyed<Waiting>): void {
    this.#waiting = waiting;
    this.#isKept = this.#draft.keep(waiting.size ? [...waiting.values()] : null);
  }

  /** Sends what waits, one request after the other. */
  flush(): Promise<void> {
    return (this.#sending ??= this.#send().finally(() => (this.#sending = undefined)));
  }
  async #send(): Promise<void> {
    // what is typed in the same moment goes together
    await Promise.resolve();
    while (this.#waiting.size) {
      this.#place = 'sending';
      const batch = [...this.#waiting.values()].slice(0, marksAtOnce);
      try {
        this.#answered(batch, await this.#remote.give(batch.map((each) => this.#change(each))));
      } catch (error) {
        this.#place = this.#remote.isOffline(error) && this.#isKept ? 'device' : 'failed';
        return;
      }
    }
    this.#place = 'academy';
    this.#savedAt = Date.now();
  }

  #change({ id, personId, columnId, points, flag, reason }: Waiting): MarkChange {
    const revision = this.#cells.get(keyOf({ personId, columnId }))?.revision ?? 0;
    return { id, personId, columnId, points, flag, reason, revision };
  }

  #answered(batch: readonly Waiting[], outcomes: readonly MarkOutcome[]): void {
    const byId = keyed(outcomes.map((each) => [each.id, each] as const));
    let waiting = this.#waiting;
    let stored = keyed<GradeCell>([]);
    for (const sent of batch) {
      const key = keyOf(sent);
      const { outcome = 'unknown', cell = null } = byId.get(sent.id) ?? {};
      if (cell) stored = withItem(stored, key, cell);
      // typed again while it was under way: that goes next
      if (waiting.get(key)?.id !== sent.id) continue;
      waiting = without(waiting, key);
      if (outcome === 'conflict')
        this.#conflicts = withItem(this.#conflicts, key, { mine: sent, theirs: cell ?? nothing });
      else if (outcome !== 'saved') this.#refused = withItem(this.#refused, key, outcome);
    }
    this.rows = this.rows.map((row) => withCells(row, this.plan, stored));
    this.#keep(waiting);
  }
}

function withCells(row: GradeRow, { columns }: GradePlan, stored: Keyed<GradeCell>): GradeRow {
  const changed = columns.flatMap(({ id }) => {
    const cell = stored.get(keyOf({ personId: row.person.id, columnId: id }));
    return cell ? [[id, cell] as const] : [];
  });
  return changed.length ? { ...row, cells: { ...row.cells, ...Object.fromEntries(changed) } } : row;
}

/** Marks as the device keeps them. */
export function waitingIn(value: unknown): Waiting[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isOne = (each: unknown): each is Waiting => {
    const mark = each as Partial<Waiting> | null;
    const texts = [mark?.id, mark?.personId, mark?.columnId].every((text) => typeof text === 'string');
    return texts && (mark?.points === null || typeof mark?.points === 'number');
  };
  return value.every(isOne) ? value : undefined;
}
