/** A file on its way in: read, compared with what is here, and only then, portion by portion, saved. */
import type { Draft } from '#contracts/authoring.ts';
import { translation } from '#contracts/translation.ts';
import { setOf } from '../../lib/editor/by-id.ts';
import { refresh } from '../../lib/query.svelte.ts';
import type { Language } from '#contracts/common.ts';
import { compareXliff, type Comparison } from '../../lib/translation/xliff/compare.ts';
import { readXliff, WrongXliff, type ReadDocument, type Wrong } from '../../lib/translation/xliff/read.ts';
import type { TranslationDesk } from './desk.svelte.ts';
import { blocksOf, madeIn, portionsOf, remoteOf, type Counted } from './exchange.ts';

const bytesMax = 20 * 1024 * 1024;

/** otherCourse, otherSource, otherLanguage: a good file that does not belong here */
export type Refused = Wrong | 'unreadable' | 'tooLarge' | 'otherCourse' | 'otherSource' | 'otherLanguage';

export class Importing {
  name = $state('');
  refused = $state<Refused>();
  /** a failure on the way; trying again goes on where it was */
  error = $state.raw<unknown>();
  step = $state<'choose' | 'looking' | 'preview' | 'saving' | 'done'>('choose');
  found = $state.raw<readonly Comparison[]>([]);
  /** the language the file brings */
  language = $state<Language>();
  done = $state(0);
  total = $state(0);
  counted = $state.raw<Counted>({ saved: 0, conflict: 0, gone: 0 });
  #document: ReadDocument | undefined;
  #left: Comparison[] = [];
  readonly #desk: TranslationDesk;
  readonly #draft: () => Draft;

  constructor(desk: TranslationDesk, draft: () => Draft) {
    this.#desk = desk;
    this.#draft = draft;
  }

  async choose(file: File | undefined): Promise<void> {
    if (!file) return;
    this.name = file.name;
    this.refused = undefined;
    this.error = undefined;
    this.step = 'choose';
    try {
      this.#document = this.#fitting(readXliff(await textOf(file)));
    } catch (error) {
      if (!(error instanceof WrongXliff || error instanceof Unfit)) throw error;
      this.refused = error.reason;
      return;
    }
    await this.look();
  }

  #fitting(document: ReadDocument): ReadDocument {
    const { id, languages } = this.#draft();
    if (document.courseId !== null && document.courseId !== id) throw new Unfit('otherCourse');
    if (document.from !== languages[0]) throw new Unfit('otherSource');
    if (!document.to || !languages.slice(1).includes(document.to)) throw new Unfit('otherLanguage');
    return document;
  }

  /** Compares with what is at the academy this moment. */
  async look(): Promise<void> {
    const document = this.#document;
    const draft = this.#draft();
    const { to } = document ?? {};
    if (!document || !to) return;
    this.step = 'looking';
    this.error = undefined;
    const known = [draft.id, ...draft.lessons.map(({ id }) => id)];
    const named = setOf(document.files.map(({ id }) => id));
    const fileIds = known.filter((id) => named.has(id));
    [this.done, this.total, this.language] = [0, fileIds.length, to];
    try {
      await this.#desk.session.flush();
      const blocks = await blocksOf(draft, fileIds, (count) => (this.done = count));
      this.found = compareXliff(document, { from: document.from, to }, (id) => blocks.get(id));
      this.step = 'preview';
      // none of its texts is ours, and it does not say whose it is
      if (this.found.every(({ verdict }) => verdict === 'unknown'))
        [this.refused, this.step] = ['otherCourse', 'choose'];
    } catch (error) {
      this.error = error;
    }
  }

  take(chosen: readonly Comparison[]): Promise<void> {
    this.#left = [...chosen];
    this.counted = { saved: 0, conflict: 0, gone: 0 };
    [this.done, this.total] = [0, chosen.length];
    return this.goOn();
  }

  /** What was sent already is not sent again. */
  async goOn(): Promise<void> {
    this.step = 'saving';
    this.error = undefined;
    try {
      for (const { fileId, changes } of portionsOf(this.#left)) {
        const portion = this.#left.slice(0, changes.length);
        const outcomes = await this.#remote(fileId, portion).send(changes);
        const counted = { ...this.counted };
        for (const { outcome } of outcomes) counted[outcome] += 1;
        this.counted = counted;
        this.#left = this.#left.slice(changes.length);
        this.done += changes.length;
      }
      this.step = 'done';
    } catch (error) {
      this.error = error;
    }
    void refresh(translation.translationProgress);
    await this.#desk.session.look().catch(() => undefined);
  }

  #remote(fileId: string, portion: readonly Comparison[]) {
    return remoteOf(this.#draft(), fileId, madeIn(portion));
  }
}

class Unfit extends Error {
  readonly reason: Refused;

  constructor(reason: Refused) {
    super(reason);
    this.reason = reason;
  }
}

async function textOf(file: Blob): Promise<string> {
  if (file.size > bytesMax) throw new Unfit('tooLarge');
  try {
    const bytes = await file.arrayBuffer();
    const [a, b] = new Uint8Array(bytes);
    // some programs on Windows write two bytes a character
    const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Unfit('unreadable');
  }
}
