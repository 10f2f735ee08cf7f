/** Files for assignments on their way from this tab: they go on whatever page is shown. The academy knows what has come. */
import { assignmentWork, fileFault, type WorkFile } from '#contracts/assignment-work.ts';
import { idPrefixes } from '#contracts/common.ts';
import { SvelteMap } from 'svelte/reactivity';
import { ulid } from 'ulid';
import { ApiError, call } from '../client.ts';
import { fingerprintOf } from '../films/fingerprint.ts';
import { patience, untilHope, type Trouble } from '../films/patience.ts';
import { sendParts, type Address, type PartsOut } from '../films/send-parts.ts';
import { pause, put, sha256 } from '../media/upload.ts';
import { refresh } from '../query.svelte.ts';

interface Place {
  cohortId: string;
  assignmentId: string;
}
const checkEvery = { first: 400, longest: 4000 };
const hashesKept = () => new Map<number, string>();

export class FileSending {
  readonly file: WorkFile;
  readonly #place: Place;
  readonly #bytes: File;
  readonly #hashes = hashesKept();
  readonly #stop = new AbortController();
  state = $state<'sending' | 'checking' | 'broken'>('sending');
  sent = $state(0);
  trouble = $state<Trouble>();
  error = $state.raw<unknown>();

  constructor(place: Place, file: WorkFile, bytes: File) {
    this.#place = place;
    this.file = file;
    this.#bytes = bytes;
  }

  end(): void {
    this.#stop.abort(new DOMException('ended', 'AbortError'));
  }

  /** Answers whether it has come to an end: ready, or refused. */
  async run(): Promise<boolean> {
    const { signal } = this.#stop;
    const patiently = patience({ signal, wait: untilHope, ontrouble: (trouble) => (this.trouble = trouble) });
    const parts = { file: this.#bytes, partBytes: this.file.partBytes, hashes: this.#hashes, signal };
    try {
      const whole = await sendParts({ ...parts, onsent: (sent) => (this.sent = sent) }, this.#out(patiently, signal));
      this.state = 'checking';
      await this.#checked(whole, patiently, signal);
      return true;
    } catch (error) {
      if (!signal.aborted) [this.state, this.error] = ['broken', error];
      return false;
    }
  }

  #out(patiently: PartsOut['patiently'], signal: AbortSignal): PartsOut {
    const params = { ...this.#place, fileId: this.file.id };
    return {
      patiently,
      hash: sha256,
      there: async () => (await call(assignmentWork.workFile, { params }, { signal })).parts,
      sign: async (parts) => (await call(assignmentWork.signWorkParts, { params, body: { parts } }, { signal })).items,
      put: (to: Address, data, over, onprogress) => put(to, data, { signal: over, onprogress }),
    };
  }

  async #checked(whole: string, patiently: PartsOut['patiently'], signal: AbortSignal): Promise<void> {
    const params = { ...this.#place, fileId: this.file.id };
    const input = { params, body: { sha256: whole } };
    for (let wait = checkEvery.first; ; wait = Math.min(wait * 1.4, checkEvery.longest)) {
      const { state } = await patiently(() => call(assignmentWork.completeWorkFile, input, { signal }));
      if (state === 'ready' || state === 'failed') return;
      await pause(wait, signal);
    }
  }
}

const all = new SvelteMap<string, FileSending>();

/** As a line of text: names of files may hold anything. */
const nameOf = ({ name }: File) => name.replaceAll(unprintable, ' ').trim().slice(-200) || 'file';
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069\p{Surrogate}]/gu;

export const fileSendings = {
  of: (id: string): FileSending | undefined => all.get(id),

  /**
   * Looks at the file, announces it and begins to send it; one that was on its way before goes on where it was.
   * Answers its id at once; throws the refusal with its reason before a byte is sent.
   */
  async begin(place: Place, asked: Parameters<typeof fileFault>[1], file: File, known: readonly WorkFile[]) {
    const name = nameOf(file);
    const fault = fileFault({ name, bytes: file.size }, asked);
    if (fault) throw new ApiError(fault, 422);
    if (file.size === 0) throw new ApiError({ code: 'mediaDamaged' }, 422);
    const fingerprint = await fingerprintOf(file);
    const before = known.find((each) => each.state === 'waiting' && each.fingerprint === fingerprint);
    const body = { id: before?.id ?? `${idPrefixes.file}_${ulid()}`, name: before?.name ?? name, bytes: file.size };
    const announced = await call(assignmentWork.startWorkFile, { params: place, body: { ...body, fingerprint } });
    if (announced.state === 'waiting') {
      all.get(announced.id)?.end();
      const sending = new FileSending(place, announced, file);
      all.set(announced.id, sending);
      void run(sending);
    }
    await refresh(assignmentWork.ownAssignment);
    return announced.id;
  },

  /** Takes it back: what has come is thrown away. */
  async stop(place: Place, id: string): Promise<void> {
    all.get(id)?.end();
    await call(assignmentWork.stopWorkFile, { params: { ...place, fileId: id } });
    all.delete(id);
    await refresh(assignmentWork.ownAssignment);
  },
};

async function run(sending: FileSending): Promise<void> {
  if (!(await sending.run())) return;
  await refresh(assignmentWork.ownAssignment);
  all.delete(sending.file.id);
}
