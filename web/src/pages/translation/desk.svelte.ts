/** The work at the translation of one lesson, or of the titles of a course, into one language. */
import type { Draft } from '#contracts/authoring.ts';
import type { DraftBlock, LessonDraft } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { byId } from '../../lib/editor/by-id.ts';
import { LessonSession } from '../../lib/editor/lesson-session.svelte.ts';
import type { Remote } from '../../lib/editor/remote.ts';
import { SessionDesk } from '../../lib/editor/saving/session-desk.svelte.ts';
import { SegmentList } from '../../lib/translation/segment-list.svelte.ts';
import { nextToDo, rowsOf, type SegmentRow } from '../../lib/translation/segments.ts';
import { TitlesRemote } from '../../lib/translation/titles-remote.ts';

export interface DeskOf {
  draft: Draft;
  /** undefined: title, summary and names of modules and lessons */
  lesson: LessonDraft | undefined;
  personId: string;
  language: Language;
  /** takes in what the academy answers about the course */
  learned(draft: Draft): void;
}

interface Opened {
  session: LessonSession;
  list: SegmentList;
}

export class TranslationDesk extends SessionDesk {
  readonly of: DeskOf;
  readonly source: Language;
  readonly #titles: TitlesRemote | undefined;
  #opened = $state.raw() as Opened;
  /** the text that is open to be written */
  active = $state<string>();

  constructor(of: DeskOf) {
    super();
    this.of = of;
    this.source = of.draft.languages[0] ?? 'uk';
    this.#titles = of.lesson ? undefined : new TitlesRemote(of.draft, of.learned);
    this.#opened = this.#open(of.language, of.lesson?.blocks ?? this.#titles?.blocks ?? []);
  }

  get session(): LessonSession {
    return this.#opened.session;
  }
  get list(): SegmentList {
    return this.#opened.list;
  }
  get mayChange(): boolean {
    return this.of.draft.mayChange;
  }

  /** What there is to translate, as it stands now. */
  readonly rows: SegmentRow[] = $derived.by(() => {
    return rowsOf(this.session.blocks, byId(this.list.read()), { source: this.source, language: this.language });
  });

  #open(language: Language, blocks: readonly DraftBlock[]): Opened {
    const { draft, lesson, personId } = this.of;
    const remote: { remote?: Remote } = this.#titles ? { remote: this.#titles } : {};
    const lessonId = lesson?.lesson.id ?? draft.id;
    const { source } = this;
    const session = new LessonSession({ courseId: draft.id, lessonId, personId, language, source, blocks, ...remote });
    const list = new SegmentList(blocks, language, () => session.touched());
    session.begin(list);
    return { session, list };
  }

  async speak(language: Language): Promise<void> {
    if (language === this.language || !(await this.isSent())) return;
    const { session } = this;
    const { blocks } = session;
    void session.close();
    this.active = undefined;
    this.#opened = this.#open(language, blocks);
    await this.findKept();
  }

  /** Sends what is written and opens the next text with something to do; false where all is done. */
  goOn(): boolean {
    void this.session.flush();
    this.active = nextToDo(this.rows, this.active);
    return this.active !== undefined;
  }

  stillRight(id: string): void {
    this.session.confirm(id);
  }
}
