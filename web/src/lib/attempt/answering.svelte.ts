/** The answers of an attempt on this device: shown at once, written at once, and what other tabs write is taken in. */
import type { KeptAnswer } from '#contracts/attempts.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { deviceTime } from './clock.ts';
import { answersOf, unsent, type AnswerState } from './answer-states.ts';
import type { Kept } from './journal.ts';
import { distinct, nothingUnwritten, withChange, withoutWritten, type Unwritten } from './unwritten.ts';
import { withoutDisk, type AttemptStore, type KeptPaper } from './store.ts';

const nothing: Kept = { entries: [], batches: [] };

interface Around {
  device: string;
  kept: () => KeptPaper;
  /** the academy’s clock */
  nowMs: () => number;
  /** something new stands in the journal */
  written: (bytes: number) => void;
}

export class Answering {
  store: AttemptStore;
  readonly #around: Around;
  #kept = $state.raw<Kept>(nothing);
  #told = $state.raw<readonly KeptAnswer[]>([]);
  /** what is not written yet, by question */
  #unwritten = $state.raw<Unwritten>(nothingUnwritten);
  #writing: Promise<void> | undefined;
  #channel: BroadcastChannel | undefined;
  readonly #answers = $derived(answersOf(this.#told, this.#kept));
  readonly #unsent = $derived(unsent(this.#kept));

  constructor(store: AttemptStore, around: Around) {
    this.store = store;
    this.#around = around;
    if ('BroadcastChannel' in globalThis) {
      this.#channel = new BroadcastChannel(`kurs-attempt ${around.kept().attemptId}`);
      this.#channel.onmessage = () => void this.read();
    }
  }

  /** What the academy told of its answers. */
  tell(answers: readonly KeptAnswer[]): void {
    this.#told = answers;
  }
  answer(questionId: string): Answer | null {
    const unwritten = this.#unwritten.get(questionId);
    return unwritten === undefined ? (this.#answers.get(questionId)?.answer ?? null) : unwritten;
  }
  /** Where the answer is; undefined: there is none, and never was. */
  state(questionId: string): (Omit<AnswerState, 'place'> & { place: AnswerState['place'] | 'saving' }) | undefined {
    const known = this.#answers.get(questionId);
    if (!this.#unwritten.has(questionId)) return known;
    return { madeMs: 0, savedMs: 0, ...known, answer: this.answer(questionId), place: 'saving' };
  }
  get writing(): boolean {
    return this.#unwritten.size > 0;
  }
  /** changes the academy does not have */
  get waiting(): number {
    return this.#unsent.waiting.length + this.#unwritten.size;
  }
  /** questions whose answers stay here, because the academy does not take them */
  get held(): string[] {
    return distinct(this.#unsent.held.map(({ questionId }) => questionId));
  }
  /** the newest change, and the newest receipt, by the academy’s clock */
  get changedMs(): number {
    return Math.max(0, ...this.#kept.entries.map(({ atMs }) => atMs));
  }
  get receivedMs(): number {
    const received = [...this.#answers.values()].filter(({ place }) => place === 'academy');
    return Math.max(0, ...received.map(({ savedMs }) => savedMs));
  }

  change(questionId: string, answer: Answer | null): void {
    this.#unwritten = withChange(this.#unwritten, questionId, answer);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }
  /** Resolves once everything said so far is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }
  /** The journal has changed: by this page, another tab, or a receipt. */
  async read(): Promise<void> {
    this.#kept = await this.store.journal(this.#around.kept().attemptId).catch(() => this.#kept);
  }
  /** Tells the other tabs, and itself. */
  async changed(): Promise<void> {
    await this.read();
    this.#channel?.postMessage('changed');
  }
  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  async #write(): Promise<void> {
    while (this.#unwritten.size > 0) {
      const now = this.#unwritten;
      for (const [questionId, answer] of now) await this.#append(questionId, answer);
      await this.changed();
      this.#unwritten = withoutWritten(this.#unwritten, now);
      this.#around.written(Math.max(...[...now.values()].map((answer) => JSON.stringify(answer).length)));
    }
  }

  async #append(questionId: string, answer: Answer | null): Promise<void> {
    const { device, kept, nowMs } = this.#around;
    const { attemptId } = kept();
    const change = { attemptId, device, questionId, answer, atMs: nowMs(), now: deviceTime() };
    try {
      await this.store.append(change);
    } catch {
      this.store = withoutDisk(kept(), this.#kept);
      await this.store.append(change);
    }
  }
}
