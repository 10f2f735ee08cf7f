/** What events must survive a kill: how far each stream was read, and what waits in the queues. One file, replaced whole. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Message } from './sqs.ts';
import type { Checkpoint } from './stream.ts';

export interface EventState {
  streams: Record<string, Checkpoint>;
  queues: Record<string, Message[]>;
}

export const noState = (): EventState => ({ streams: {}, queues: {} });

export class StateFile {
  readonly #path: string;
  #writes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  read(): EventState {
    return existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, 'utf8')) as EventState) : noState();
  }

  /** When this returns, the state survives a kill. */
  write(state: EventState): void {
    this.#writes += 1;
    writeFileSync(`${this.#path}.new`, JSON.stringify(state), { flush: true });
    renameSync(`${this.#path}.new`, this.#path);
  }

  /** The same without waiting for the disk on this thread, which answers requests; one at a time. */
  async writeLater(state: EventState): Promise<void> {
    const own = (this.#writes += 1);
    await writeFile(`${this.#path}.later`, JSON.stringify(state), { flush: true });
    // what was written meanwhile is newer
    if (own === this.#writes) renameSync(`${this.#path}.later`, this.#path);
  }
}
