/** Which questions of a list are chosen, to do something with all of them. */
import { SvelteSet } from 'svelte/reactivity';

export class Selection {
  readonly #ids = new SvelteSet<string>();
  #last: string | undefined;

  get ids(): string[] {
    return [...this.#ids];
  }
  get size(): number {
    return this.#ids.size;
  }
  has(id: string): boolean {
    return this.#ids.has(id);
  }
  clear(): void {
    this.#ids.clear();
    this.#last = undefined;
  }
  all(ids: readonly string[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  /** One, or with the shift key all from the last one to this one. */
  set(id: string, on: boolean, { range = false, list }: { range?: boolean; list: readonly string[] }): void {
    const [from, to] = [this.#last ? list.indexOf(this.#last) : -1, list.indexOf(id)];
    const chosen = range && from >= 0 ? list.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    for (const each of chosen) {
      if (on) this.#ids.add(each);
      else this.#ids.delete(each);
    }
    this.#last = id;
  }
}
