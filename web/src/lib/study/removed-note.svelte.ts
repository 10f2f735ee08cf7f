/** The note that was removed last: it can be brought back as long as it is remembered here. */
import type { ShownNote } from './note-list.ts';
import type { Notes } from './notes.svelte.ts';

export class RemovedNote {
  #last = $state.raw<ShownNote | undefined>();

  get last(): ShownNote | undefined {
    return this.#last;
  }
  async remove(notes: Notes, note: ShownNote): Promise<void> {
    await notes.remove(note);
    this.#last = note;
  }
  async bringBack(notes: Notes): Promise<void> {
    const note = this.#last;
    this.#last = undefined;
    if (note) await notes.bringBack(note);
  }
}
