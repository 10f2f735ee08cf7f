/** Items of a film on the author's desk, each at its moment: what is done to them, which one is in hand, the way back. */
import { Undo } from '../../lib/captions/undo.ts';
import type { AdditionDesk } from './additions.svelte.ts';
import { placeFault, withChange, withItem, withoutItem, type PlaceFault, type Timed } from './timed-items.ts';

/** How items of one kind are kept. */
export interface TimedFormat<Item extends Timed> {
  /** they are so far apart */
  gapMs: number;
  max: number;
  read: (text: string) => Omit<Item, 'id'>[];
  /** as they are sent: without those that say nothing yet */
  written: (items: readonly Item[]) => unknown[];
}

export class TimedDesk<Item extends Timed> implements AdditionDesk {
  readonly #format: TimedFormat<Item>;
  readonly #durationMs: number;
  readonly #undo = new Undo<readonly Item[]>();
  #items = $state.raw<readonly Item[]>([]);
  /** counts with each step, so that what can be undone is looked at again */
  #steps = $state(0);
  #nextId = 1;
  /** in hand: that is what keys are about */
  chosen = $state<number>();

  constructor(format: TimedFormat<Item>, text: string, durationMs: number) {
    this.#format = format;
    this.#durationMs = durationMs;
    this.#items = this.#read(text);
  }

  #read = (text: string): Item[] =>
    text ? this.#format.read(text).map((item) => ({ ...item, id: this.#nextId++ }) as Item) : [];

  get items(): readonly Item[] {
    return this.#items;
  }
  get text(): string {
    const written = this.#format.written(this.#items);
    return written.length > 0 ? JSON.stringify(written) : '';
  }
  get canUndo(): boolean {
    return this.#steps >= 0 && this.#undo.canUndo;
  }
  get canRedo(): boolean {
    return this.#steps >= 0 && this.#undo.canRedo;
  }

  /** `kind`: steps that make one when they follow each other. */
  #change(items: readonly Item[], kind?: string): void {
    this.#undo.step(this.#items, kind);
    this.#set(items);
  }
  #set(items: readonly Item[]): void {
    this.#items = items;
    this.#steps += 1;
  }
  #fault(ms: number, id?: number): PlaceFault | undefined {
    const { gapMs, max } = this.#format;
    return placeFault(this.#items, ms, { gapMs, max, durationMs: this.#durationMs, ...(id && { id }) });
  }

  /** A new one, which is in hand then; or why there cannot be one. */
  addItem(ms: number, item: Omit<Item, 'id' | 'atMs'>): PlaceFault | undefined {
    const fault = this.#fault(ms);
    if (fault) return fault;
    this.chosen = this.#nextId++;
    this.#change(withItem(this.#items, { ...item, id: this.chosen, atMs: ms } as Item));
    return undefined;
  }
  move(id: number, ms: number): PlaceFault | undefined {
    const fault = this.#fault(ms, id);
    if (!fault) this.put(id, { atMs: ms } as Partial<Item>);
    return fault;
  }
  put(id: number, change: Partial<Item>, kind?: string): void {
    this.#change(withChange(this.#items, id, change), kind);
  }
  /** What is typed in a language: letter by letter it changes, word by word it goes back. */
  writeWords(id: number, change: Partial<Item>, language: string, text: string): void {
    this.put(id, change, `${id} ${language} ${text.split(/\s/).length}`);
  }
  /** The one after it, or before it, is in hand then. */
  remove(id: number): void {
    const at = this.#items.findIndex((item) => item.id === id);
    this.chosen = (this.#items[at + 1] ?? this.#items[at - 1])?.id;
    this.#change(withoutItem(this.#items, id));
  }
  bring(text: string): void {
    this.#change(this.#read(text));
  }

  undo(): boolean {
    return this.#back(this.#undo.undo(this.#items));
  }
  redo(): boolean {
    return this.#back(this.#undo.redo(this.#items));
  }
  #back(items: readonly Item[] | undefined): boolean {
    if (items) this.#set(items);
    return items !== undefined;
  }
}
