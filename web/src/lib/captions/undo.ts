/** What was, to go back to and forth. Steps of one kind that follow each other – letters, a drag – are one step. */
const stepsMax = 300;

export class Undo<State> {
  #past: State[] = [];
  #future: State[] = [];
  #kind: string | undefined;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** `before` is left for something new; `kind`: what it is part of, undefined: a step of its own. */
  step(before: State, kind?: string): void {
    this.#future = [];
    if (kind !== undefined && kind === this.#kind) return;
    this.#kind = kind;
    this.#past.push(before);
    if (this.#past.length > stepsMax) this.#past.shift();
  }

  undo(now: State): State | undefined {
    return this.#go(this.#past, this.#future, now);
  }
  redo(now: State): State | undefined {
    return this.#go(this.#future, this.#past, now);
  }

  #go(from: State[], to: State[], now: State): State | undefined {
    const found = from.pop();
    if (found !== undefined) to.push(now);
    this.#kind = undefined;
    return found;
  }
}
