/** Films on their way from this tab: they go on whatever page is shown. The academy knows what has come; here it is only sent. */
import { authoring } from '#contracts/authoring.ts';
import { draftFilms, type DraftFilm } from '#contracts/draft-films.ts';
import { reviews } from '#contracts/reviews.ts';
import { SvelteMap } from 'svelte/reactivity';
import { ApiError, OfflineError, call } from '../client.ts';
import { pause, put, sha256 } from '../media/upload.ts';
import { refresh } from '../query.svelte.ts';
import { Pace } from './pace.ts';
import { patience, untilHope, type Trouble } from './patience.ts';
import { sendParts, type Address, type PartsOut } from './send-parts.ts';

/** The bytes are others than when its sending began. */
export class FileChanged extends Error {}

const checkEvery = { first: 500, longest: 4000 };

const hashesKept = () => new Map<number, string>();

export class FilmSending {
  readonly courseId: string;
  readonly id: string;
  readonly bytes: number;
  /** broken: `error` says why */
  state = $state<'sending' | 'paused' | 'checking' | 'broken'>('sending');
  sent = $state(0);
  /** seconds; undefined: nobody can tell */
  left = $state<number>();
  trouble = $state<Trouble>();
  error = $state.raw<unknown>();
  readonly #file: File;
  readonly #partBytes: number;
  /** nothing shows them */
  readonly #hashes = hashesKept();
  readonly #pace = new Pace();
  #stop = new AbortController();

  constructor(courseId: string, film: DraftFilm, file: File) {
    this.courseId = courseId;
    this.id = film.id;
    this.bytes = file.size;
    this.#partBytes = film.upload!.partBytes;
    this.#file = file;
  }

  pause(): void {
    if (this.state !== 'sending') return;
    this.state = 'paused';
    this.#stop.abort(new DOMException('paused', 'AbortError'));
  }

  /** For good: what has come is the academy's to throw away. */
  end(): void {
    this.#stop.abort(new DOMException('ended', 'AbortError'));
  }

  /** Answers whether it has come to an end: kept, or refused. */
  async run(): Promise<boolean> {
    this.#stop = new AbortController();
    [this.state, this.error, this.trouble] = ['sending', undefined, undefined];
    const { signal } = this.#stop;
    const patiently = patience({ signal, wait: untilHope, ontrouble: (trouble) => (this.trouble = trouble) });
    try {
      const whole = await sendParts(
        {
          ...{ file: this.#file, partBytes: this.#partBytes, hashes: this.#hashes, signal },
          onsent: (sent) => this.#count(sent),
        },
        this.#out(patiently, signal),
      );
      this.state = 'checking';
      await this.#checked(whole, patiently, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      [this.state, this.error] = ['broken', isUnreadable(error) ? new FileChanged() : error];
      return false;
    }
  }

  #count(sent: number): void {
    this.sent = sent;
    this.#pace.mark(performance.now(), sent);
    this.left = this.#pace.secondsFor(this.bytes - sent);
  }

  #out(patiently: PartsOut['patiently'], signal: AbortSignal): PartsOut {
    const params = { courseId: this.courseId, lectureId: this.id };
    return {
      patiently,
      hash: sha256,
      there: async () => (await call(draftFilms.filmParts, { params }, { signal })).items,
      sign: async (parts) => (await call(draftFilms.signFilmParts, { params, body: { parts } }, { signal })).items,
      put: toStore,
    };
  }

  /** All of it has come: asks until it is kept or refused. */
  async #checked(whole: string, patiently: PartsOut['patiently'], signal: AbortSignal): Promise<void> {
    const input = { params: { courseId: this.courseId, lectureId: this.id }, body: { sha256: whole } };
    for (let wait = checkEvery.first; ; wait = Math.min(wait * 1.4, checkEvery.longest)) {
      const { state } = await patiently(() => call(draftFilms.completeFilm, input, { signal }));
      if (state === 'kept' || state === 'failed') return;
      await pause(wait, signal);
    }
  }
}

async function toStore(to: Address, data: Blob, signal: AbortSignal, onprogress: (share: number) => void) {
  try {
    await put(to, data, { signal, onprogress });
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error;
    if (error.cause === 400) throw new FileChanged();
    // what came was thrown away: in another tab, or since it lay too long
    if (error.cause === 404) throw new ApiError({ code: 'uploadEnded' }, 409);
    throw error;
  }
}

/** What browsers say of a file that was changed or moved since it was chosen. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');

const all = new SvelteMap<string, FilmSending>();

/** All that shows films of a course is asked for again. */
export const refreshFilms = (): Promise<void> =>
  refresh(draftFilms.courseFilms, draftFilms.filmParts, authoring.draft, reviews.readiness);

export const sendings = {
  of: (id: string): FilmSending | undefined => all.get(id),
  /** Begins, or goes on with, a film whose file is at hand. */
  begin(courseId: string, film: DraftFilm, file: File): void {
    all.get(film.id)?.end();
    const sending = new FilmSending(courseId, film, file);
    all.set(film.id, sending);
    void sendings.run(sending);
  },
  async run(sending: FilmSending): Promise<void> {
    if (await sending.run()) {
      await refreshFilms();
      all.delete(sending.id);
    }
  },
  /** Takes it back: what has come is thrown away. */
  async stop(courseId: string, id: string): Promise<void> {
    all.get(id)?.end();
    await call(draftFilms.stopFilm, { params: { courseId, lectureId: id } });
    all.delete(id);
    await refreshFilms();
  },
};
