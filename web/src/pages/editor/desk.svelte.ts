/** The work at one lesson: which language is open, the session of that language, and what has to happen around it. */
import type { Draft } from '#contracts/authoring.ts';
import type { LessonDraft } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { connection } from '../../lib/connection.svelte.ts';
import { byId } from '../../lib/editor/by-id.ts';
import { forget, leftBehind, type JournalEntry } from '../../lib/editor/journal.ts';
import { LessonSession } from '../../lib/editor/lesson-session.svelte.ts';
import { stillNews } from '../../lib/editor/unsent.ts';
import { session as person } from '../../lib/session.svelte.ts';
import { EditorHost } from './host.svelte.ts';

const lookEveryMs = 8000;

export class EditorDesk {
  readonly lesson: LessonDraft;
  readonly source: Language;
  host = $state.raw() as EditorHost;
  /** words that an earlier page left on this device */
  kept = $state.raw<JournalEntry[]>([]);
  /** another language can only be opened once everything is at the academy */
  stays = $state(false);
  readonly #draft: () => Draft;
  readonly #personId: string;

  constructor(lesson: LessonDraft, draft: () => Draft, personId: string, language: Language) {
    this.lesson = lesson;
    this.source = lesson.languages[0] ?? 'uk';
    this.#draft = draft;
    this.#personId = personId;
    this.host = this.#open(language, lesson.blocks);
  }

  get session(): LessonSession {
    return this.host.session;
  }
  get language(): Language {
    return this.session.of.language;
  }

  #open(language: Language, blocks: LessonDraft['blocks']): EditorHost {
    const { courseId, lesson, mayChange } = this.lesson;
    const of = { courseId, lessonId: lesson.id, personId: this.#personId, language, source: this.source, blocks };
    return new EditorHost(new LessonSession(of), this.#draft().organisation.id, mayChange);
  }

  /** Opens another language, as soon as what was written in this one is safe. */
  async speak(language: Language): Promise<void> {
    if (language === this.language) return;
    const { session } = this;
    await session.flush();
    this.stays = session.state !== 'clean' || session.conflicts.length > 0;
    if (this.stays) return;
    const blocks = session.blocks;
    void session.close();
    this.host = this.#open(language, blocks);
    await this.findKept();
  }

  /** Looks on this device for words that never reached the academy. */
  async findKept(): Promise<void> {
    if (!this.lesson.mayChange) return;
    const entries = await leftBehind(this.#personId, this.lesson.lesson.id).catch(() => []);
    const blocks = byId(this.session.blocks);
    const news = entries.map((entry) => ({ ...entry, blocks: stillNews(entry.blocks, blocks, entry.language) }));
    this.kept = news.filter((entry) => entry.pageId !== this.session.pageId && entry.blocks.length > 0);
    for (const entry of news) if (entry.blocks.length === 0) void forget(entry).catch(() => undefined);
  }

  async bringBack(entry: JournalEntry): Promise<void> {
    await this.session.bringBack(entry);
    await this.discard(entry);
  }

  async discard(entry: JournalEntry): Promise<void> {
    this.kept = this.kept.filter((each) => each.pageId !== entry.pageId || each.language !== entry.language);
    await forget(entry).catch(() => undefined);
  }

  /** To be called by the page once; returns the way to leave. */
  watch(): () => void {
    void this.findKept();
    const look = () => {
      if (document.visibilityState !== 'visible' || !connection.online || person.state !== 'in') return;
      void this.session.look().catch(() => undefined);
    };
    const timer = setInterval(() => {
      look();
      // another tab may have ended meanwhile and left words behind
      void this.findKept();
    }, lookEveryMs);
    const hide = () => {
      if (document.visibilityState === 'hidden') void this.session.keepNow();
      else look();
    };
    const leave = (event: BeforeUnloadEvent) => {
      if (!this.session.isSafe) event.preventDefault();
    };
    const keep = () => void this.session.keepNow();
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', keep);
    addEventListener('beforeunload', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', keep);
      removeEventListener('beforeunload', leave);
      void this.session.close();
    };
  }

  /** The way to the academy is open again, or somebody signed in again: send at once. */
  resume(): void {
    if (this.session.state !== 'clean') void this.session.flush();
  }
}
