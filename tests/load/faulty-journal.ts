/**
 * What a browser keeps on its device: a journal per learner and test, appended to a file before anything is sent. It outlives
 * the process that writes it. Only what it says was acknowledged counts as acknowledged.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Entry } from '#contracts/attempts.ts';

export interface Batch {
  device: string;
  seq: number;
  /** when it was written; the ages of its entries are of that moment */
  at: number;
  entries: Entry[];
}
export type Line =
  | { type: 'plan'; attemptId: string }
  | { type: 'opened'; attemptId: string; ticket: string; aheadMs: number }
  | ({ type: 'batch' } & Batch)
  | { type: 'acknowledged'; device: string; seq: number }
  /** nothing more is written; `leaves`: without submitting */
  | { type: 'written'; leaves: boolean }
  | { type: 'submitted' };

export class Journal {
  readonly #file: string;
  readonly lines: Line[];

  constructor(file: string) {
    this.#file = file;
    this.lines = existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Line)
      : [];
  }

  add(line: Line): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    this.lines.push(line);
  }

  find<T extends Line['type']>(type: T): Extract<Line, { type: T }> | undefined {
    return this.all(type).at(-1);
  }
  all<T extends Line['type']>(type: T): Extract<Line, { type: T }>[] {
    return this.lines.filter((line): line is Extract<Line, { type: T }> => line.type === type);
  }

  get batches(): Batch[] {
    return this.all('batch');
  }
  isAcknowledged({ device, seq }: Pick<Batch, 'device' | 'seq'>): boolean {
    return this.all('acknowledged').some((each) => each.device === device && each.seq === seq);
  }
  get unsent(): Batch[] {
    return this.batches.filter((batch) => !this.isAcknowledged(batch));
  }
}
