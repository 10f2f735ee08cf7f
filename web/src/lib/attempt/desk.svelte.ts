/** An attempt under way, as its page works with it: paper, answers, clock, sending, the end. */
import { attempts, type AttemptCard, type OpenAttempt } from '#contracts/attempts.ts';
import type { Answer, ShownQuestion } from '#contracts/question-kinds.ts';
import { call } from '../client.ts';
import { connection } from '../connection.svelte.ts';
import { refresh } from '../query.svelte.ts';
import { completeness } from '../questions/answers.ts';
import { Answering } from './answering.svelte.ts';
import { baseOf, deviceTime, keptBase, rebased, serverNow, type ClockBase } from './clock.ts';
import { leave } from './courier.ts';
import { newDevice } from './device-name.ts';
import { Mailing } from './mailing.svelte.ts';
import { saveState } from './save-state.ts';
import type { AttemptStore, KeptPaper } from './store.ts';
import { localEnd } from './time-left.ts';
import { noteUnsent } from './unsent-note.ts';

export interface Numbered {
  number: number;
  question: ShownQuestion;
  section: number;
}

export class AttemptDesk {
  readonly device = newDevice();
  #kept = $state.raw() as KeptPaper;
  #nowMs = $state(0);
  /** when the academy was heard last, by its own clock */
  #heardMs = $state(0);
  /** there was no connection since the academy told the end last: it has not said yet what it gives back */
  #cut = $state(false);
  #closed = $state(false);
  #card = $state.raw<AttemptCard>();
  readonly answering: Answering;
  readonly mailing: Mailing;
  readonly questions: readonly Numbered[] = $derived(numbered(this.#kept.paper));
  /** questions that are answered, at least in part */
  readonly answered: number = $derived(this.questions.filter(({ question }) => this.isAnswered(question)).length);

  constructor(store: AttemptStore, kept: KeptPaper) {
    // a paper from before has no even clock of this page
    this.#kept = { ...kept, clock: rebased(kept.clock, deviceTime()) };
    this.tick();
    this.#heardMs = kept.clock.serverMs;
    this.answering = new Answering(store, {
      device: this.device,
      kept: () => this.#kept,
      nowMs: () => serverNow(this.#kept.clock, deviceTime()),
      written: (bytes) => {
        noteUnsent(this.paper.id, true);
        this.mailing.changed(bytes);
      },
    });
    this.answering.tell(kept.paper.answers);
    this.mailing = new Mailing({
      courier: () => ({
        ...{
          store: this.answering.store,
          attemptId: kept.attemptId,
          ticket: this.paper.ticket,
          clock: this.#kept.clock,
        },
        ...{ device: this.device, newDevice, progressed: () => void this.answering.changed() },
      }),
      submitted: () => this.submitted,
      waiting: () => this.answering.waiting,
      handedIn: (card) => void this.#ended(card),
      progressed: () => this.#progressed(),
    });
  }

  get paper(): OpenAttempt {
    return this.#kept.paper;
  }
  get place(): number {
    return Math.min(this.#kept.place, this.questions.length - 1);
  }
  get submitted(): boolean {
    return this.#kept.submitted;
  }
  /** the attempt is over, and the academy says how it ended */
  get card(): AttemptCard | undefined {
    return this.#card;
  }
  /** by the academy’s clock */
  get nowMs(): number {
    return this.#nowMs;
  }
  get endMs(): number | null {
    const silent = this.#cut ? Math.max(0, this.#nowMs - this.#heardMs) : 0;
    return localEnd(this.paper.closesAt, this.paper.settings.blackout, silent);
  }
  get over(): boolean {
    return this.endMs !== null && this.#nowMs >= this.endMs;
  }
  /** may answers be changed? */
  get open(): boolean {
    return !this.over && !this.submitted && !this.#closed;
  }
  get saved() {
    const { writing, waiting, changedMs, receivedMs, store, held } = this.answering;
    const { sending, failing, blocked, total } = this.mailing;
    const answered = this.answered > 0 || held.length > 0;
    return saveState({
      ...{ answered, writing, sending, failing, blocked, online: connection.online },
      ...{ waiting, total, durable: store.durable, changedMs, receivedMs },
    });
  }

  isAnswered(question: ShownQuestion): boolean {
    return completeness(question.body, this.answering.answer(question.questionId)) !== 'none';
  }
  isFlagged(questionId: string): boolean {
    return this.#kept.flags.includes(questionId);
  }

  answer(questionId: string, answer: Answer | null): void {
    if (this.open) this.answering.change(questionId, answer);
  }
  flag(questionId: string): void {
    const others = this.#kept.flags.filter((each) => each !== questionId);
    void this.#keep({ flags: this.isFlagged(questionId) ? others : [...others, questionId] });
  }
  /** Turns the page: what was written on the one before goes to the academy. */
  go(place: number): void {
    void this.#keep({ place });
    void this.answering.settled().then(() => this.mailing.now());
  }
  tick(): void {
    this.#nowMs = serverNow(this.#kept.clock, deviceTime());
    if (!connection.online) this.#cut = true;
  }
  /** The connection is there, perhaps again: what waits is sent, and the academy asked what it gives back. */
  connected(): void {
    this.mailing.now();
    if (this.#cut && this.open) void this.seen().catch(() => undefined);
  }

  /** Finishes: at once, or as soon as there is a connection. */
  async submit(): Promise<void> {
    await this.answering.settled();
    await this.#keep({ submitted: true });
    noteUnsent(this.paper.id, true);
    this.mailing.now();
  }
  /** Nothing has reached the academy yet, and there is time. */
  async unsubmit(): Promise<void> {
    await this.#keep({ submitted: false });
  }

  /** Says that somebody is here; learns whether the end has moved, or has come on another device. */
  async seen(): Promise<void> {
    const started = performance.now();
    const { ticket } = this.paper;
    const body = { ticket, device: this.device, answered: this.answered, unsent: this.answering.waiting };
    const { state, closesAt, now } = await call(attempts.seen, { params: { attemptId: this.paper.id }, body });
    await this.#told({ closesAt }, baseOf(now, performance.now() - started, deviceTime()));
    if (state !== 'open' && !this.submitted) await this.closedElsewhere();
  }
  /** The paper anew: answers of other devices, the end, in another language. */
  async refresh(paper: OpenAttempt, tookMs: number): Promise<void> {
    this.answering.tell(paper.answers);
    await this.#told(paper, baseOf(paper.now, tookMs, deviceTime()));
  }

  /** Lives with the page. Returns the way to stop. */
  async start(): Promise<() => void> {
    await this.answering.read();
    if (this.answering.waiting > 0 || this.submitted) this.mailing.now();
    return () => {
      this.mailing.stop();
      this.answering.close();
    };
  }
  /** The academy knows no such attempt under way any more: what is left here goes there all the same. */
  async closedElsewhere(): Promise<void> {
    this.#closed = true;
    await this.submit();
  }
  /** The end, as far as this device knows: the academy is asked whether it has moved, and told all that is here. */
  async timeIsUp(): Promise<void> {
    await this.seen();
    if (this.over && !this.submitted) await this.submit();
  }

  async #told(news: Partial<OpenAttempt>, clock: ClockBase): Promise<void> {
    await this.#keep({ paper: { ...this.paper, ...news }, clock });
    this.tick();
    [this.#heardMs, this.#cut] = [this.#nowMs, false];
  }
  async #keep(change: Partial<KeptPaper>): Promise<void> {
    this.#kept = { ...this.#kept, ...change };
    const now = this.#kept;
    // the even clock of this page is of no use to the next
    await this.answering.store.keepPaper({ ...now, clock: keptBase(now.clock) }).catch(() => undefined);
  }
  async #progressed(): Promise<void> {
    await this.answering.changed();
    if (connection.online && !this.#cut) this.#heardMs = this.#nowMs;
    noteUnsent(this.paper.id, this.answering.waiting > 0 || this.submitted);
  }
  async #ended(card: AttemptCard): Promise<void> {
    this.#card = card;
    this.mailing.stop();
    void refresh(attempts.ownRun, attempts.ownRuns);
    noteUnsent(this.paper.id, await leave(this.answering.store, this.#kept).catch(() => true));
  }
}

const numbered = ({ sections }: OpenAttempt): Numbered[] =>
  sections
    .flatMap(({ questions }, section) => questions.map((question) => ({ question, section })))
    .map((each, index) => ({ ...each, number: index + 1 }));
