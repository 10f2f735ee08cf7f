/**
 * A lesson while one person writes it in one language: the document, what of it is saved, what is only here, and what
 * colleagues change meanwhile. Every change goes to the device at once and to the academy after a pause.
 */
import type { BlockChange, ChangeOutcome, DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { ulid } from 'ulid';
import { planChanges, tooLong } from './block-plan.ts';
import { holdPage, keep, type JournalEntry } from './journal.ts';
import { byId, none, setOf, withEntry } from './by-id.ts';
import { judge, reasonOf } from './judge.ts';
import { byPlace, isNothing, nodesOfBlock, type DocBlock } from './lesson-blocks.ts';
import { merge, type Conflict, type DocEdit, type Merged } from './merge.ts';
import { lessonRemote, type Remote } from './remote.ts';
import { SaveQueue, type QueueState } from './save-queue.ts';
import { settle } from './settle.ts';
import { stillRight } from './still-right.ts';
import type { Surface } from './surface.ts';
import { node, type DocNode } from './doc.ts';
import { Unanswered } from './unanswered.ts';
import { bringBack, unsentIn } from './unsent.ts';

export interface SessionOf {
  courseId: string;
  lessonId: string;
  personId: string;
  language: Language;
  source: Language;
  blocks: readonly DraftBlock[];
  /** where the blocks come from and go to; the lesson’s own unless said */
  remote?: Remote;
}

export const newBlockId = (): string => `blk_${ulid()}`;
const keptEveryMs = 250;

export class LessonSession {
  readonly of: SessionOf;
  readonly pageId = ulid();
  /** counts changes of the document: reading it subscribes to them */
  tick = $state(0);
  state = $state<QueueState>('clean');
  savedAt = $state<number>();
  /** when the device kept the words last; undefined where it cannot */
  keptAt = $state<number>();
  /** is everything that was typed on the device? */
  isKept = $state(true);
  conflicts = $state.raw<Conflict[]>([]);
  news = $state.raw<Merged['news']>([]);
  /** blocks the academy did not take, and why */
  refused = $state.raw<ReadonlyMap<string, { text: string; reason: string }>>(none());
  /** why nothing is taken any more */
  stopped = $state<string>();

  #blocks = $state.raw(none<DraftBlock>());
  #removed = none<number>();
  readonly #unanswered = new Unanswered();
  readonly #remote: Remote;
  #surface: Surface | undefined;
  /** translations that were looked through, with the source’s revision they were found right for */
  #right = none<number>();
  #document: DocBlock[] = [];
  #queue: SaveQueue;
  #rounds = 0;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #release: () => void;
  #keeping: Promise<void> = Promise.resolve();

  constructor(of: SessionOf) {
    this.of = of;
    this.#blocks = byId(of.blocks);
    this.#remote = of.remote ?? lessonRemote(of);
    this.#queue = new SaveQueue({
      plan: () => this.#plan(),
      send: (changes) => this.#send(changes),
      settle: (changes, outcomes) => this.#settle(changes, outcomes),
      judge,
      refuse: ({ blockId }, error) => this.#refuse(blockId, reasonOf(error)),
      changed: (state) => this.#changed(state),
    });
    this.#release = holdPage(this.pageId);
  }

  /** What is saved, by place. */
  get blocks(): DraftBlock[] {
    return [...this.#blocks.values()].sort(byPlace);
  }
  block(id: string): DraftBlock | undefined {
    return this.#blocks.get(id);
  }
  /** What the document says now. */
  get document(): readonly DocBlock[] {
    void this.tick;
    return this.#document;
  }
  get overlong(): string[] {
    return tooLong(this.document).map(({ id }) => id);
  }

  /** Nodes to begin with. */
  content(): DocNode {
    const nodes = this.blocks.flatMap((block) => nodesOfBlock(block, this.of.language, this.of.source));
    return { type: 'doc' as DocNode['type'], content: nodes.length > 0 ? nodes : [node('paragraph', [])] };
  }

  begin(surface: Surface): void {
    this.#surface = surface;
    this.#document = surface.read();
    this.tick += 1;
  }

  /** After each change of the document. */
  touched(): void {
    this.#document = this.#surface?.read() ?? [];
    this.tick += 1;
    this.isKept = false;
    this.#keepTimer ??= setTimeout(() => void this.keepNow(), keptEveryMs);
    this.#queue.touch();
  }

  /** Puts what is unsent onto the device; at the latest when the page is hidden. */
  async keepNow(): Promise<void> {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const blocks = unsentIn(this.#document, this.#blocks, this.of.language);
    const { personId, lessonId, language } = this.of;
    const entry: JournalEntry = { personId, lessonId, language, pageId: this.pageId, keptAtMs: Date.now(), blocks };
    const known = this.tick;
    this.#keeping = this.#keeping
      .then(() => keep(entry))
      .then(
        () => {
          this.keptAt = entry.keptAtMs;
          // typed meanwhile: that is still to be kept
          this.isKept ||= known === this.tick;
        },
        () => void (this.keptAt = undefined),
      );
    await this.#keeping;
  }

  /** May the page be left without losing a word? */
  get isSafe(): boolean {
    return this.isKept || (this.state === 'clean' && this.conflicts.length === 0);
  }

  flush(): Promise<void> {
    this.stopped = undefined;
    return this.#queue.flush();
  }

  /** Leaves the lesson; what is unsent is sent on in the background, and is on the device if that fails. */
  async close(): Promise<void> {
    await this.keepNow();
    if (this.#surface) await this.#queue.flush();
    this.#queue.stop();
    await this.keepNow();
    this.#release();
  }

  /** Asks what colleagues changed; an answer that a saving has overtaken counts for nothing. */
  async look(): Promise<void> {
    if (this.state === 'sending' || !this.#surface) return;
    const round = this.#rounds;
    const blocks = await this.#remote.load();
    // each request under way counts as a round: an answer from before it is too old
    if (round === this.#rounds) this.take({ blocks });
  }

  take({ blocks }: { blocks: readonly DraftBlock[] }): void {
    const merged = merge({
      known: this.#unanswered.recognised(this.#blocks, blocks, this.of),
      server: blocks,
      document: this.#document,
      language: this.of.language,
      held: this.#held(),
    });
    this.#blocks = merged.blocks;
    this.#newConflicts(merged.conflicts);
    if (merged.news.length > 0) this.news = merged.news;
    this.#edit(merged.edits);
    if (this.#plan().length > 0) this.#queue.touch();
  }

  /** Words that another page left on this device come back into the lesson. */
  async bringBack(entry: JournalEntry): Promise<void> {
    const { edits, conflicts } = bringBack(entry.blocks, this.#blocks, this.of.language);
    this.#newConflicts(conflicts);
    this.#edit(edits);
    this.#queue.touch();
    await this.keepNow();
  }

  /** A conflict is decided: mine stands on theirs from now on. */
  decide(blockId: string, decision: 'mine' | 'theirs' | 'both'): void {
    const conflict = this.conflicts.find((each) => each.blockId === blockId);
    const known = this.#blocks.get(blockId);
    this.conflicts = this.conflicts.filter((each) => each.blockId !== blockId);
    if (!conflict || !known) return;
    const block = { ...known, texts: { ...known.texts, [conflict.language]: conflict.theirs } };
    this.#blocks = withEntry(this.#blocks, blockId, block);
    if (decision === 'theirs') this.#edit([{ op: 'set', block }]);
    if (decision === 'both') this.#edit([{ op: 'append', block }]);
    this.tick += 1;
    this.#queue.touch();
  }

  /** An earlier text becomes the block’s again; undo takes it back. */
  restore(block: DocBlock): void {
    const stands = this.#document.some(({ id }) => id === block.id);
    const after = this.#document.at(-1)?.id ?? null;
    this.#edit([stands ? { op: 'setText', block } : { op: 'insertText', after, block }], true);
  }

  /** The translation of a block still says what its source says now. */
  confirm(blockId: string): void {
    const revision = this.#blocks.get(blockId)?.texts[this.of.source]?.revision;
    if (revision !== undefined) this.#right.set(blockId, revision);
    this.#queue.touch();
  }

  #plan() {
    const { language, source } = this.of;
    const held = this.#held();
    const changes = planChanges({
      blocks: this.#blocks,
      removed: this.#removed,
      document: this.#document,
      language,
      source,
      held,
    });
    return [...changes, ...stillRight(this.#right, { blocks: this.#blocks, changes, language, held })];
  }

  #held(): Set<string> {
    const refused = this.#document.filter(({ id, text }) => this.refused.get(id)?.text === text);
    const conflicts = this.conflicts.map(({ blockId }) => blockId);
    return setOf([...conflicts, ...refused.map(({ id }) => id), ...(this.#surface?.held?.() ?? [])]);
  }

  async #send(changes: BlockChange[]): Promise<ChangeOutcome[]> {
    this.#rounds += 1;
    this.#unanswered.sent(changes);
    return this.#remote.send(changes);
  }

  #settle(changes: BlockChange[], outcomes: ChangeOutcome[]): void {
    this.#rounds += 1;
    const stands = outcomes.map(({ block }) => block);
    const blocks = this.#unanswered.recognised(this.#blocks, stands, this.of);
    this.#unanswered.answered(changes);
    const settled = settle({
      blocks,
      removed: this.#removed,
      changes,
      outcomes,
      document: this.#document,
      language: this.of.language,
    });
    this.#blocks = settled.blocks;
    this.#removed = settled.removed;
    for (const id of settled.met) this.#right.delete(id);
    this.#newConflicts(settled.conflicts);
    for (const id of settled.refused) this.#refuse(id, 'notFound');
    this.#edit(settled.edits);
  }

  #refuse(blockId: string, reason: string): void {
    const text = this.#document.find(({ id }) => id === blockId)?.text ?? '';
    this.refused = withEntry(this.refused, blockId, { text, reason });
  }

  #newConflicts(conflicts: readonly Conflict[]): void {
    const others = this.conflicts.filter(({ blockId }) => !conflicts.some((each) => each.blockId === blockId));
    const standing = others.filter(({ blockId }) => this.#blocks.has(blockId));
    if (conflicts.length > 0 || standing.length < this.conflicts.length) this.conflicts = [...standing, ...conflicts];
  }

  #edit(edits: readonly DocEdit[], undoable = false): void {
    if (edits.length > 0) this.#surface?.apply(edits, undoable);
  }

  #changed(state: QueueState): void {
    this.state = state;
    if (state !== 'clean') return;
    this.savedAt = Date.now();
    // what the academy has need not lie on the device any longer
    void this.keepNow();
  }

  /** Is there nothing in the lesson yet? */
  get isEmpty(): boolean {
    return this.document.every(isNothing);
  }
}
