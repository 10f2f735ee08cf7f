/**
 * The work at one lesson or list of titles: the session of the language that is open, words an earlier page left on this
 * device, and what has to happen around both. The editor and the translator’s page are such desks.
 */
import type { Language } from '#contracts/common.ts';
import { connection } from '../../connection.svelte.ts';
import { session as person } from '../../session.svelte.ts';
import { byId } from '../by-id.ts';
import { forget, leftBehind, type JournalEntry } from '../journal.ts';
import type { LessonSession } from '../lesson-session.svelte.ts';
import { stillNews } from '../unsent.ts';

const lookEveryMs = 8000;

export abstract class SessionDesk {
  /** words that an earlier page left on this device */
  kept = $state.raw<JournalEntry[]>([]);
  /** another language or lesson can only be opened once everything is at the academy */
  stays = $state(false);

  abstract get session(): LessonSession;
  abstract get mayChange(): boolean;
  /** Opens another language, as soon as what was written in this one is safe. */
  abstract speak(language: Language): Promise<void>;

  get language(): Language {
    return this.session.of.language;
  }

  /** Sends what there is; false where something has to stay here for now. */
  protected async isSent(): Promise<boolean> {
    const { session } = this;
    await session.flush();
    this.stays = session.state !== 'clean' || session.conflicts.length > 0;
    return !this.stays;
  }

  /** Looks on this device for words that never reached the academy. */
  async findKept(): Promise<void> {
    if (!this.mayChange) return;
    const { personId, lessonId } = this.session.of;
    const entries = await leftBehind(personId, lessonId).catch(() => []);
    if (this.session.of.lessonId !== lessonId) return;
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
