/**
 * The work at one question: what is typed, kept on this device at once, and sent to the academy as soon as it is whole.
 * Nothing is let go before the academy has acknowledged it.
 */
import { untrack } from 'svelte';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { Question, QuestionMeta } from '#contracts/questions.ts';
import { isRefusal } from '../../lib/action.svelte.ts';
import { judge, reasonOf } from '../../lib/editor/judge.ts';
import { holdPage } from '../../lib/editor/journal.ts';
import type { SavePlace } from '../../lib/editor/saving/save-place.ts';
import { forgetQuestion, keepQuestion, keptQuestions, type KeptQuestion } from './journal.ts';
import { needsOf, type Need } from './needs.ts';
import { metaOf, printOf, sent, type Written } from './written.ts';

type Added = { question: Question; current: boolean } | { refused: string };
export interface Remote {
  /** `current`: the academy has just what was sent */
  add(question: Written & { id: string }): Promise<Added>;
  change(question: Written & { id: string; revision: number }): Promise<Question>;
  load(id: string): Promise<Question>;
}
export interface DeskOf {
  id: string;
  personId: string;
  organisationId: string;
  /** undefined: the academy does not have it yet */
  question: Question | undefined;
  begun: Written;
  remote: Remote;
  /** takes in what the academy answers */
  learned(question: Question): void;
}

const keepMs = 150;
const sendMs = 900;
const againMs = [2000, 5000, 15_000, 30_000];

export class QuestionDesk {
  readonly of: DeskOf;
  readonly pageId = crypto.randomUUID();
  content = $state() as QuestionContent;
  meta = $state() as QuestionMeta;
  #question = $state.raw<Question>();
  #acknowledged = $state.raw('');
  /** what the academy does not take, as a code */
  refused = $state.raw<string>();
  /** somebody else was quicker: the question as it stands at the academy */
  conflict = $state.raw<Question>();
  #keptAt = $state<number>();
  #savedAt = $state<string>();
  #keeps = $state(true);
  #sending = $state(false);
  #offline = $state(false);
  /** what an earlier page left on this device */
  left = $state.raw<KeptQuestion[]>([]);
  #timers: Partial<Record<'keep' | 'send', ReturnType<typeof setTimeout>>> = {};
  #run: Promise<void> | undefined;
  #failures = 0;
  #closed = false;
  readonly #release: () => void;

  readonly typed = $derived.by((): Written => ({
    content: $state.snapshot(this.content),
    meta: $state.snapshot(this.meta),
  }));
  readonly #print = $derived(printOf(this.typed));
  readonly #sent = $derived(sent(this.typed));
  readonly needs: Need[] = $derived(needsOf(this.#sent.content));
  readonly dirty = $derived(this.#print !== this.#acknowledged);

  constructor(of: DeskOf) {
    this.of = of;
    this.#question = of.question;
    this.content = structuredClone(of.question?.content ?? of.begun.content);
    this.meta = of.question ? metaOf(of.question) : structuredClone(of.begun.meta);
    this.#savedAt = of.question?.changedAt;
    // a new question that nobody has typed into is nothing to keep
    this.#acknowledged = untrack(() =>
      printOf(of.question ? { content: of.question.content, meta: of.question } : of.begun),
    );
    this.#release = holdPage(this.pageId);
  }

  get question(): Question | undefined {
    return this.#question;
  }
  /** changes with each word that is typed */
  get print(): string {
    return this.#print;
  }
  /** as the academy would get it */
  get whole(): QuestionContent {
    return this.#sent.content;
  }
  get mayChange(): boolean {
    return this.#question ? this.#question.mayChange && this.#question.state !== 'inReview' : true;
  }
  get place(): SavePlace {
    if (this.#sending) return 'sending';
    if (!this.dirty) return 'academy';
    if (this.refused) return 'failed';
    const waits = this.#offline || this.needs.length > 0 || this.conflict !== undefined;
    if (!waits) return this.#keeps ? 'sending' : 'failed';
    if (!this.#keeps) return 'failed';
    return this.#keptAt === undefined ? 'saving' : 'device';
  }
  get at(): string | number | undefined {
    return this.place === 'device' ? this.#keptAt : this.#savedAt;
  }
  /** nothing was typed yet, and nothing is anywhere */
  get isEmpty(): boolean {
    return !this.#question && !this.dirty;
  }
  /** may the page be left without a word being lost? */
  get isSafe(): boolean {
    return !this.dirty || (this.#keptAt !== undefined && this.#keeps);
  }

  /** Something was typed: to be called with each change. */
  touched(): void {
    if (this.#closed) return;
    if (!this.dirty) return void forgetQuestion(this.#entry()).catch(() => undefined);
    this.refused = undefined;
    this.#keptAt = undefined;
    this.#after('keep', keepMs, () => void this.keepNow());
    if (!this.#offline) this.#after('send', sendMs, () => void this.flush());
  }

  #after(name: 'keep' | 'send', milliseconds: number, work: () => void): void {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(work, milliseconds);
  }

  /** Resolves once it is safe on the device, or the browser gives no room for it. */
  async keepNow(): Promise<void> {
    clearTimeout(this.#timers.keep);
    if (!this.dirty) return;
    const entry: KeptQuestion = { ...this.#entry(), keptAtMs: Date.now() };
    const print = this.#print;
    try {
      await keepQuestion(entry);
      this.#keeps = true;
      if (print === this.#print) this.#keptAt = entry.keptAtMs;
    } catch {
      this.#keeps = false;
    }
  }

  #entry(): Omit<KeptQuestion, 'keptAtMs'> {
    const { personId, organisationId, id: questionId } = this.of;
    const revision = this.#question?.revision ?? 0;
    const [content, meta] = [$state.snapshot(this.content), $state.snapshot(this.meta)];
    return { personId, organisationId, questionId, pageId: this.pageId, revision, content, meta };
  }

  /** Sends what is typed, if it is whole; answers whether everything is at the academy. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timers.send);
    await (this.#run ??= this.#send().finally(() => (this.#run = undefined)));
    return !this.dirty;
  }

  async #send(): Promise<void> {
    await this.keepNow();
    while (this.dirty && this.needs.length === 0 && !this.conflict && !this.refused && this.mayChange) {
      this.#sending = true;
      try {
        await this.#sendOnce();
      } catch (error) {
        return await this.#failed(error);
      } finally {
        this.#sending = false;
      }
    }
  }

  async #sendOnce(): Promise<void> {
    const { id, remote } = this.of;
    const [written, print, revision] = [this.#sent, this.#print, this.#question?.revision];
    if (revision !== undefined) return this.#take(await remote.change({ id, revision, ...written }), print);
    const answer = await remote.add({ id, ...written });
    if ('refused' in answer) this.refused = answer.refused;
    else
      this.#take(
        answer.question,
        answer.current ? print : printOf({ content: answer.question.content, meta: answer.question }),
      );
  }

  #take(question: Question, print: string): void {
    this.#question = question;
    this.#acknowledged = print;
    this.#savedAt = question.changedAt;
    this.#failures = 0;
    this.#offline = false;
    this.of.learned(question);
    if (!this.dirty) void forgetQuestion(this.#entry()).catch(() => undefined);
  }

  async #failed(error: unknown): Promise<void> {
    if (isRefusal(error, 'conflict')) return this.#meet();
    const verdict = judge(error);
    if (verdict === 'refused' || verdict === 'fatal') return void (this.refused = reasonOf(error));
    this.#offline = true;
    if (verdict === 'offline') {
      const pause = againMs[Math.min(this.#failures++, againMs.length - 1)] ?? 30_000;
      if (!this.#closed) this.#after('send', pause, () => void this.flush());
    }
  }

  /** Was it our own request whose answer got lost, there is nobody to be in conflict with. */
  async #meet(): Promise<void> {
    try {
      const stands = await this.of.remote.load(this.of.id);
      const theirs = printOf({ content: stands.content, meta: stands });
      if (theirs === this.#print) this.#take(stands, theirs);
      else this.conflict = stands;
    } catch (error) {
      this.#offline = true;
      if (judge(error) !== 'offline') this.refused = reasonOf(error);
    }
  }

  /** What is to stand: one’s own words upon theirs, or theirs. */
  async decide(which: 'mine' | 'theirs'): Promise<void> {
    const stands = this.conflict;
    if (!stands) return;
    this.conflict = undefined;
    if (which === 'theirs') this.show(stands);
    else this.#question = stands;
    await this.flush();
  }

  /** The question as the academy has it, in place of what stands here. */
  show(question: Question): void {
    this.content = structuredClone(question.content);
    this.meta = metaOf(question);
    this.refused = undefined;
    this.#take(question, printOf({ content: question.content, meta: question }));
  }
  /** The academy answered to something that changes no word: a submission, a withdrawal. */
  learn(question: Question): void {
    this.#question = question;
    this.of.learned(question);
  }

  /** Looks for what a page that is no more left of this question. */
  async findLeft(): Promise<void> {
    const entries = await keptQuestions(this.of.personId, this.of.id).catch(() => []);
    this.left = entries.filter((entry) => entry.pageId !== this.pageId && printOf(entry) !== this.#acknowledged);
  }
  async bringBack(entry: KeptQuestion): Promise<void> {
    this.content = entry.content;
    this.meta = entry.meta;
    await this.keepNow();
    await this.discard(entry);
    await this.flush();
  }
  async discard(entry: KeptQuestion): Promise<void> {
    this.left = this.left.filter(({ pageId }) => pageId !== entry.pageId);
    await forgetQuestion(entry).catch(() => undefined);
  }

  /** To be called by the page once; returns the way to leave. */
  watch(): () => void {
    const hide = () => document.visibilityState === 'hidden' && void this.keepNow();
    const keep = () => void this.keepNow();
    const leave = (event: BeforeUnloadEvent) => !this.isSafe && event.preventDefault();
    const heard = new AbortController();
    document.addEventListener('visibilitychange', hide, heard);
    addEventListener('pagehide', keep, heard);
    addEventListener('beforeunload', leave, heard);
    return () => {
      heard.abort();
      void this.close();
    };
  }

  /** The way to the academy is open again. */
  resume(): void {
    this.#offline = false;
    if (this.dirty) void this.flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#release();
  }
}
