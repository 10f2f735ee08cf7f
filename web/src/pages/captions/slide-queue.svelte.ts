/** Pictures on their way to becoming slides: sent to the library some at a time, then waiting for a moment of the lecture. */
import type { Media } from '#contracts/media.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { openPicture, pictureToSend } from '../../lib/media/draw-picture.ts';
import { isPicture, mediaName } from '../../lib/media/media-files.ts';
import { upload } from '../../lib/media/upload.ts';
import { slideOf, type EditSlide } from './slide-edits.ts';

type NewSlide = Omit<EditSlide, 'id' | 'atMs'>;
interface Waiting {
  file: File;
  state: 'queued' | 'sending' | 'ready' | 'failed';
  slide?: NewSlide;
  /** of what was sent, or why it was not */
  error?: unknown;
}

const atOnce = 2;
const byName = new Intl.Collator(undefined, { numeric: true });

export class SlideQueue {
  readonly #organisationId: string;
  readonly #end = new AbortController();
  #all = $state.raw<readonly Waiting[]>([]);
  #running = 0;

  constructor(organisationId: string) {
    this.#organisationId = organisationId;
  }

  get ready(): readonly NewSlide[] {
    return this.#all.flatMap(({ slide }) => slide ?? []);
  }
  get sending(): number {
    return this.#all.filter(({ state }) => state === 'queued' || state === 'sending').length;
  }
  get failed(): readonly { name: string; error: unknown }[] {
    return this.#all.filter(({ state }) => state === 'failed').map(({ file, error }) => ({ name: file.name, error }));
  }

  /** Takes the pictures among these, in the order of their names; answers how many were none. */
  bring(files: readonly File[]): number {
    const pictures = files.filter(isPicture).toSorted((a, b) => byName.compare(a.name, b.name));
    this.#all = [...this.#all, ...pictures.map((file) => ({ file, state: 'queued' as const }))];
    this.#goOn();
    return files.length - pictures.length;
  }
  /** What could not be sent once more. */
  again(): void {
    this.#all = this.#all.map((one) => (one.state === 'failed' ? { file: one.file, state: 'queued' } : one));
    this.#goOn();
  }
  forgetFailed(): void {
    this.#all = this.#all.filter(({ state }) => state !== 'failed');
  }
  /** It has found its place, or is not wanted; in the library it stays. */
  drop(slides: readonly NewSlide[]): void {
    this.#all = this.#all.filter(({ slide }) => !slide || !slides.includes(slide));
  }
  end(): void {
    this.#end.abort();
  }

  #goOn(): void {
    while (this.#running < atOnce) {
      const next = this.#all.find(({ state }) => state === 'queued');
      if (!next) return;
      this.#running += 1;
      void this.#send(next.file).finally(() => {
        this.#running -= 1;
        this.#goOn();
      });
    }
  }

  async #send(file: File): Promise<void> {
    const put = (change: Omit<Waiting, 'file'>) =>
      (this.#all = this.#all.map((one) => (one.file === file ? { file, ...change } : one)));
    put({ state: 'sending' });
    try {
      const slide = slideOf(await this.#sent(file));
      put(slide ? { state: 'ready', slide } : { state: 'failed' });
    } catch (error) {
      if (!this.#end.signal.aborted) put({ state: 'failed', error });
    }
  }

  async #sent(file: File): Promise<Media> {
    const picture = await openPicture(file);
    const { width, height } = picture;
    const drawn = await pictureToSend(picture, 0, { x: 0, y: 0, width, height }).finally(() => picture.close());
    const name = mediaName(file.name, t('media.unnamed'));
    const { signal } = this.#end;
    return upload({ organisationId: this.#organisationId, kind: 'picture', name, file: drawn, signal });
  }
}
