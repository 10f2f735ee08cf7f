/** What is being written: on the device with each letter; sent once, under its id, when the academy is within reach. */
import { ulid } from 'ulid';
import { OfflineError } from '../client.ts';
import { deviceDraft, deviceKeeper, type DeviceDraft } from '../device-draft.ts';
import { session } from '../session.svelte.ts';
import type { Name } from './mention-text.ts';

interface Draft {
  id: string;
  text: string;
  title: string;
  chosen: Name[];
  /** was to be sent while there was no network */
  waiting: boolean;
}

function whole(value: unknown): Draft | undefined {
  const found = value as Partial<Draft> | null;
  const isWhole = found && [found.id, found.text, found.title].every((each) => typeof each === 'string');
  return isWhole && Array.isArray(found.chosen) ? { ...(found as Draft), waiting: found.waiting === true } : undefined;
}

export class WaitingPost {
  #place: DeviceDraft<Draft>;
  readonly prefix: 'pst' | 'anc';
  #id: string;
  #text = $state('');
  #title = $state('');
  chosen: Name[] = [];
  #waiting = $state(false);
  busy = $state(false);
  error = $state.raw<unknown>();

  /** `prefix`: of the id; `place`: one for each thing that is written */
  constructor(prefix: 'pst' | 'anc', ...place: string[]) {
    this.prefix = prefix;
    this.#place = deviceDraft(deviceKeeper(), ['post', session.me?.id ?? '', ...place], whole);
    const kept = this.#place.read();
    this.#id = kept?.id ?? this.#newId();
    this.#text = kept?.text ?? '';
    this.#title = kept?.title ?? '';
    this.chosen = kept?.chosen ?? [];
    this.#waiting = kept?.waiting ?? false;
  }

  get id(): string {
    return this.#id;
  }
  get text(): string {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    this.#keep();
  }
  get title(): string {
    return this.#title;
  }
  set title(title: string) {
    this.#title = title;
    this.#keep();
  }
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Answers whether it came; without a network it waits here. The same id each time: it is there once. */
  async send(work: (id: string) => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = undefined;
    try {
      await work(this.#id);
      this.clear();
      return true;
    } catch (error) {
      this.#waiting = error instanceof OfflineError;
      if (!this.#waiting) this.error = error;
      this.#keep();
      return false;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    this.#id = this.#newId();
    this.#text = '';
    this.#title = '';
    this.chosen = [];
    this.#waiting = false;
    this.#place.keep(null);
  }

  #keep(): void {
    const { id, chosen } = this;
    const isEmpty = !this.#text && !this.#title;
    this.#place.keep(isEmpty ? null : { id, chosen, text: this.#text, title: this.#title, waiting: this.#waiting });
  }

  #newId(): string {
    return `${this.prefix}_${ulid()}`;
  }
}
