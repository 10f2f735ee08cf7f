/** The rules of a film while they are set: each switch goes to the academy at once, one after the other. */
import type { FilmRules } from '#contracts/film-rules.ts';

export interface KnownRules {
  rules: FilmRules;
  /** null: there are none */
  sha256: string | null;
}

export interface RulesRemote {
  /** answers the new hash */
  save(rules: FilmRules, base: string | null): Promise<string | null>;
  load(): Promise<KnownRules>;
  isConflict(error: unknown): boolean;
}

const same = (one: FilmRules, other: FilmRules) => JSON.stringify(one) === JSON.stringify(other);

export class RulesSaving {
  readonly #remote: RulesRemote;
  #known: KnownRules;
  #wanted = $state.raw<FilmRules>({ noSkipping: false, watermark: false, download: false });
  #state = $state<'nothing' | 'sending' | 'academy' | 'failed' | 'conflict'>('nothing');
  #error = $state.raw<unknown>();

  constructor(known: KnownRules, remote: RulesRemote) {
    [this.#known, this.#wanted, this.#remote] = [known, known.rules, remote];
  }

  /** as the switches stand */
  get rules(): FilmRules {
    return this.#wanted;
  }
  /** conflict: somebody else was quicker; the switches stand as they set them */
  get state() {
    return this.#state;
  }
  get error(): unknown {
    return this.#error;
  }

  set(change: Partial<FilmRules>): Promise<void> {
    this.#wanted = { ...this.#wanted, ...change };
    return this.save();
  }

  /** Sends what is not there yet; again after a failure. */
  async save(): Promise<void> {
    if (this.#state === 'sending') return;
    this.#state = 'sending';
    this.#error = undefined;
    try {
      while (!same(this.#wanted, this.#known.rules)) {
        const rules = this.#wanted;
        this.#known = { rules, sha256: await this.#remote.save(rules, this.#known.sha256) };
      }
      this.#state = 'academy';
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    try {
      if (!this.#remote.isConflict(error)) throw error;
      this.#known = await this.#remote.load();
      this.#wanted = this.#known.rules;
      this.#state = 'conflict';
    } catch (reason) {
      [this.#state, this.#error] = ['failed', reason];
    }
  }
}
