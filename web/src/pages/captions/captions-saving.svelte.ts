/** Captions on their way to the academy: sent a moment after the last change, again when the network is back, never over others'. */
import { isRefusal } from '../../lib/action.svelte.ts';
import { judge, reasonOf } from '../../lib/editor/judge.ts';

export interface KeptCaptions {
  /** '': there are none */
  text: string;
  sha256: string | null;
}
export interface CaptionsRemote {
  load(): Promise<KeptCaptions>;
  /** answers the hash of what was kept */
  save(text: string, base: string | null): Promise<string | null>;
}

const sendMs = 1200;
const againMs = [2000, 5000, 15_000, 30_000];

export class CaptionsSaving {
  readonly #remote: CaptionsRemote;
  readonly #text: () => string;
  #known = $state.raw<KeptCaptions>({ text: '', sha256: null });
  #sending = $state(false);
  #savedAt = $state<number>();
  /** what the academy does not take, as a code */
  refused = $state<string>();
  /** somebody else was quicker: what stands there */
  conflict = $state.raw<KeptCaptions>();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run: Promise<void> | undefined;
  #closed = false;

  constructor(known: KeptCaptions, remote: CaptionsRemote, text: () => string) {
    this.#known = known;
    this.#remote = remote;
    this.#text = text;
  }

  /** as the academy has it */
  get known(): string {
    return this.#known.text;
  }
  get dirty(): boolean {
    return this.#text() !== this.#known.text;
  }
  get sending(): boolean {
    return this.#sending;
  }
  get savedAt(): number | undefined {
    return this.#savedAt;
  }

  /** Something changed. */
  touched(): void {
    this.refused = undefined;
    if (this.dirty) this.#after(sendMs);
    else clearTimeout(this.#timer);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), ms);
  }

  /** Answers whether everything is at the academy. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await (this.#run ??= this.#send().finally(() => (this.#run = undefined)));
    return !this.dirty;
  }

  async #send(): Promise<void> {
    while (this.dirty && !this.conflict && !this.refused) {
      const text = this.#text();
      this.#sending = true;
      try {
        this.#learn({ text, sha256: await this.#remote.save(text, this.#known.sha256) });
      } catch (error) {
        return await this.#failed(error);
      } finally {
        this.#sending = false;
      }
    }
  }

  #learn(known: KeptCaptions): void {
    this.#known = known;
    this.#savedAt = Date.now();
    this.#failures = 0;
  }

  async #failed(error: unknown): Promise<void> {
    if (isRefusal(error, 'conflict')) return this.#meet();
    const verdict = judge(error);
    if (verdict === 'refused' || verdict === 'fatal') this.refused = reasonOf(error);
    if (verdict === 'offline') this.#after(againMs[Math.min(this.#failures++, againMs.length - 1)] ?? 30_000);
  }

  /** Was it our own request whose answer got lost, there is nobody to be in conflict with. */
  async #meet(): Promise<void> {
    try {
      const stands = await this.#remote.load();
      if (stands.text === this.#text()) this.#learn(stands);
      else this.conflict = stands;
    } catch (error) {
      await this.#failed(error);
    }
  }

  /** One's own captions stay, upon theirs; or theirs are to be shown: answers them. */
  decide(which: 'mine' | 'theirs'): string | undefined {
    const stands = this.conflict;
    if (!stands) return undefined;
    this.conflict = undefined;
    this.#known = stands;
    if (which === 'theirs') return stands.text;
    void this.flush();
    return undefined;
  }

  /** The way to the academy may be open again. */
  resume(): void {
    if (this.dirty) void this.flush();
  }

  /** The page is left: one last time it is sent; what does not arrive is on the device. */
  async close(): Promise<boolean> {
    const all = await this.flush();
    this.#closed = true;
    clearTimeout(this.#timer);
    return all;
  }
}
