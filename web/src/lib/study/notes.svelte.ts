/** One's own notes of a lesson, or of a whole course: on the device at once, at the academy as soon as it can be reached. */
import { ulid } from 'ulid';
import type { Language } from '#contracts/common.ts';
import { notes as contract, type LectureMoment, type Note } from '#contracts/notes.ts';
import type { Passage } from '#contracts/passages.ts';
import { call, OfflineError } from '../client.ts';
import { session } from '../session.svelte.ts';
import { shownNotes, type ShownNote } from './note-list.ts';
import { sendNote } from './send-words.ts';
import { keepNote, unsentNotes, type UnsentNote } from './unsent.ts';

export interface NewNote {
  lessonId: string;
  language: Language;
  passage: Passage | null;
  moment?: LectureMoment | null;
  text: string;
}

/** more pages than anybody's notes fill */
const pagesMax = 40;

export class Notes {
  readonly #courseId: string;
  readonly #lessonId: string | undefined;
  #atAcademy = $state.raw<Note[]>([]);
  #unsent = $state.raw<UnsentNote[]>([]);
  #state = $state<'loading' | 'ready' | 'failed'>('loading');
  #error = $state.raw<unknown>();
  #sending: Promise<unknown> = Promise.resolve();
  readonly #shown = $derived(shownNotes(this.#atAcademy, this.#unsent));

  constructor(courseId: string, lessonId?: string) {
    this.#courseId = courseId;
    this.#lessonId = lessonId;
  }

  get all(): ShownNote[] {
    return this.#shown;
  }
  get state() {
    return this.#state;
  }
  /** why the academy's could not be read, or did not take one */
  get error(): unknown {
    return this.#error;
  }

  async load(): Promise<void> {
    this.#error = undefined;
    await this.#readDevice();
    try {
      this.#atAcademy = await this.#readAcademy();
      this.#state = 'ready';
    } catch (error) {
      this.#error = error;
      this.#state = 'failed';
    }
  }

  /** The network is back: what waits here is sent. */
  resume(): void {
    this.#error = undefined;
    this.#send();
  }

  /** Resolves once the note is safe on the device; it is sent meanwhile. */
  async add(note: NewNote): Promise<string> {
    const id = `nte_${ulid()}`;
    await this.#keep({ ...note, id, revision: null });
    return id;
  }

  change = (note: ShownNote, text: string): Promise<void> => this.#keep({ ...note, text });
  remove = (note: ShownNote): Promise<void> => this.#keep(note, true);
  /** Undo: what was removed comes back as it was. */
  bringBack = (note: ShownNote): Promise<void> => this.#keep(note);

  async #keep(note: NewNote & { id: string; revision: number | null }, removed = false): Promise<void> {
    const { id, lessonId, text, passage, moment = null, language, revision } = note;
    const place = { personId: session.me?.id ?? '', courseId: this.#courseId, lessonId };
    const record = { ...place, id, text, passage, moment, language, revision, removed, changedAtMs: Date.now() };
    // plain data: a proxy cannot be kept
    await keepNote(JSON.parse(JSON.stringify(record)) as UnsentNote);
    await this.#readDevice();
    this.#send();
  }

  /** One at a time, each as it is kept by then: two of our own must not meet as strangers. */
  #send(): void {
    this.#sending = this.#sending.then(() => this.#sendAll()).catch((error: unknown) => this.#notSent(error));
  }

  async #sendAll(): Promise<void> {
    let refused: unknown;
    for (const note of await this.#kept()) {
      let saved: Note | undefined;
      try {
        saved = await sendNote(note);
      } catch (error) {
        if (error instanceof OfflineError) throw error;
        // one that is not taken holds up no other
        refused = error;
        continue;
      }
      const others = this.#atAcademy.filter(({ id }) => id !== note.id);
      this.#atAcademy = saved ? [...others, saved] : others;
      // it was reworded elsewhere, and is here what it is there
      if (saved && saved.id !== note.id) this.#atAcademy = await this.#readAcademy();
    }
    await this.#readDevice();
    if (refused !== undefined) this.#error = refused;
  }

  #notSent(error: unknown): void {
    // without a network it lies safely on the device, and says so by itself
    if (!(error instanceof OfflineError)) this.#error = error;
  }

  async #kept(): Promise<UnsentNote[]> {
    const personId = session.me?.id;
    const kept = personId ? await unsentNotes(personId) : [];
    return kept.filter(({ courseId, lessonId }) => courseId === this.#courseId && this.#isOurs(lessonId));
  }

  #isOurs = (lessonId: string): boolean => this.#lessonId === undefined || this.#lessonId === lessonId;

  async #readDevice(): Promise<void> {
    // a browser without storage keeps nothing: the academy's are shown all the same
    this.#unsent = await this.#kept().catch(() => []);
  }

  async #readAcademy(): Promise<Note[]> {
    const found: Note[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pagesMax; page += 1) {
      const query = {
        ...(this.#lessonId === undefined ? {} : { lessonId: this.#lessonId }),
        ...(cursor === null ? {} : { cursor }),
      };
      const answer: { items: Note[]; next: string | null } = await call(contract.notes, {
        params: { courseId: this.#courseId },
        query,
      });
      found.push(...answer.items);
      cursor = answer.next;
      if (cursor === null) break;
    }
    return found;
  }
}
