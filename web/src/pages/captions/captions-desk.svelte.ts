/** The captions on the author's desk: what is done to them, what is chosen, the way back. */
import { writeVtt } from '#contracts/captions/captions.ts';
import type { Cue } from '#contracts/captions/cue.ts';
import * as edits from '../../lib/captions/edits.ts';
import { Undo } from '../../lib/captions/undo.ts';

interface Moment {
  cues: edits.Cues;
  chosen: number | undefined;
}

export class CaptionsDesk {
  #cues = $state.raw<edits.Cues>([]);
  #chosen = $state<number | undefined>();
  readonly #undo = new Undo<Moment>();
  /** counts with each step, so that what can be undone is looked at again */
  #steps = $state(0);
  #nextId = 1;

  constructor(cues: readonly Cue[]) {
    this.#cues = this.#numbered(cues);
    this.#chosen = this.#cues[0]?.id;
  }

  #numbered = (cues: readonly Cue[]): edits.Cues => cues.map((cue) => ({ ...cue, id: this.#nextId++ }));

  get cues(): edits.Cues {
    return this.#cues;
  }
  get chosen(): edits.EditCue | undefined {
    return this.#cues[this.chosenIndex];
  }
  get chosenIndex(): number {
    return this.#chosen === undefined ? -1 : edits.indexOf(this.#cues, this.#chosen);
  }
  /** clean WebVTT; nothing where there are no words */
  get text(): string {
    const cues = edits.written(this.#cues);
    return cues.length > 0 ? writeVtt(cues) : '';
  }
  get canUndo(): boolean {
    return this.#steps >= 0 && this.#undo.canUndo;
  }
  get canRedo(): boolean {
    return this.#steps >= 0 && this.#undo.canRedo;
  }

  choose(id: number | undefined): void {
    this.#chosen = id;
  }
  /** The neighbour of the chosen cue; answers it. */
  step(by: 1 | -1): edits.EditCue | undefined {
    const next = this.#cues[this.chosenIndex + by];
    if (next) this.#chosen = next.id;
    return next;
  }

  /** `kind`: steps that make one when they follow each other. Answers whether anything changed. */
  #change(cues: edits.Cues, chosen = this.#chosen, kind?: string): boolean {
    if (cues === this.#cues) return false;
    this.#undo.step({ cues: this.#cues, chosen: this.#chosen }, kind);
    this.#set({ cues, chosen });
    return true;
  }
  #set({ cues, chosen }: Moment): void {
    this.#cues = cues;
    this.#chosen = chosen;
    this.#steps += 1;
  }

  write(id: number, text: string): void {
    // word by word
    this.#change(edits.withText(this.#cues, id, text), id, `text ${id} ${text.split(/\s/).length}`);
  }
  /** `drag`: which one, so that all of it is one step */
  time(id: number, times: Partial<Pick<Cue, 'startMs' | 'endMs'>>, drag?: string): boolean {
    return this.#change(edits.withTimes(this.#cues, id, times), id, drag);
  }
  split(ms: number, caret?: number): boolean {
    const [id, newId] = [this.#chosen ?? 0, this.#nextId++];
    return this.#change(edits.splitAt(this.#cues, id, ms, newId, caret), newId);
  }
  merge(): boolean {
    return this.#change(edits.mergedWithNext(this.#cues, this.#chosen ?? 0));
  }
  remove(): boolean {
    const next = this.#cues[this.chosenIndex + 1] ?? this.#cues[this.chosenIndex - 1];
    return this.chosenIndex >= 0 && this.#change(edits.without(this.#cues, this.#chosen ?? 0), next?.id);
  }
  add(ms: number): boolean {
    const newId = this.#nextId++;
    const cues = edits.withNew(this.#cues, ms, newId);
    return cues !== undefined && this.#change(cues, newId);
  }
  shift(byMs: number): boolean {
    return this.#change(edits.shiftedFrom(this.#cues, this.#chosen ?? 0, byMs));
  }
  /** Other captions in place of these. */
  replace(cues: readonly Cue[]): void {
    const next = this.#numbered(cues);
    this.#change(next, next[0]?.id);
  }

  undo(): boolean {
    return this.#back(this.#undo.undo({ cues: this.#cues, chosen: this.#chosen }));
  }
  redo(): boolean {
    return this.#back(this.#undo.redo({ cues: this.#cues, chosen: this.#chosen }));
  }
  #back(moment: Moment | undefined): boolean {
    if (moment) this.#set(moment);
    return moment !== undefined;
  }
}
