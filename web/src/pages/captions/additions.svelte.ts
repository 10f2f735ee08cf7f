/** What is added to a film, kind by kind: asked for when its tab is opened, then on the desk for as long as the page is. */
import type { Language } from '#contracts/common.ts';
import type { DraftFilm } from '#contracts/draft-films.ts';
import type { FilmAddition } from '#contracts/film-additions.ts';
import type { KeptFields } from '../../lib/editor/saving/kept-fields.svelte.ts';
import type { CaptionsRemote, CaptionsSaving, KeptCaptions } from './captions-saving.svelte.ts';

/** What is worked on. */
export interface AdditionDesk {
  /** as it is sent; '': nothing */
  readonly text: string;
  /** puts another in its place, as one step that can be undone */
  bring(text: string): void;
}

/** One kind: where it is kept, what it is worked on with. */
export interface AdditionKind<Desk extends AdditionDesk> {
  name: FilmAddition;
  remote: (of: { courseId: string; lectureId: string }) => CaptionsRemote;
  desk: (text: string, film: DraftFilm) => Desk;
  /** what a person reads of it where an earlier page left it behind */
  words: (text: string, language: Language) => readonly string[];
}

export interface AtHand<Desk extends AdditionDesk> {
  desk: Desk;
  saving: CaptionsSaving;
  kept: KeptFields;
}

/** One kind of this film. */
export class Addition<Desk extends AdditionDesk> {
  readonly kind: AdditionKind<Desk>;
  readonly remote: CaptionsRemote;
  known = $state.raw<KeptCaptions>();
  error = $state.raw<unknown>();
  /** once it has come */
  atHand = $state.raw<AtHand<Desk>>();

  constructor(kind: AdditionKind<Desk>, of: { courseId: string; lectureId: string }) {
    this.kind = kind;
    this.remote = kind.remote(of);
  }

  load = async (): Promise<void> => {
    this.error = undefined;
    try {
      this.known = await this.remote.load();
    } catch (thrown) {
      this.error = thrown;
    }
  };
}

export class Additions {
  readonly film: DraftFilm;
  readonly courseId: string;
  #opened = $state.raw<readonly Addition<AdditionDesk>[]>([]);

  constructor(courseId: string, film: DraftFilm) {
    this.courseId = courseId;
    this.film = film;
  }

  get opened(): readonly Addition<AdditionDesk>[] {
    return this.#opened;
  }

  /** Of a kind there is one: asked for once, and again where it did not come. */
  open<Desk extends AdditionDesk>(kind: AdditionKind<Desk>): Addition<Desk> {
    const there = this.#opened.find((each) => each.kind.name === kind.name) as Addition<Desk> | undefined;
    const addition = there ?? new Addition(kind, { courseId: this.courseId, lectureId: this.film.id });
    if (!there) this.#opened = [...this.#opened, addition];
    if (!addition.known) void addition.load();
    return addition;
  }
}
