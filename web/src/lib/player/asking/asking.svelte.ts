/** A lecture that asks: what is to be answered now, what was answered, and where an answer lies. */
import type { LectureQuestion, lectureQuestions } from '#contracts/lecture-questions.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { Answer, Score, ShownKey } from '#contracts/question-kinds.ts';
import { ulid } from 'ulid';
import { OfflineError } from '../../client.ts';
import type { PlayerState } from '../player.svelte.ts';
import { dueBetween, leftOf, limitOf, type Asked } from './due.ts';
import { keepAnswer, keptAnswers, type KeptAnswer, type LecturePlace } from './kept-answers.ts';
import { countAnswer, sendAnswer } from './send-answers.ts';

type Given = OutputOf<(typeof lectureQuestions)['lectureQuestions']>;
export interface AskedItem extends Asked {
  asked: LectureQuestion;
  /** given, and on this device only */
  kept: Answer | undefined;
}
export interface Marked {
  score: Score;
  key: ShownKey;
}

/** who goes to the very second of a question is asked it */
const onPlaceSeconds = 0.01;

export class LectureAsking {
  readonly #player: PlayerState;
  readonly #place: LecturePlace & { personId: string };
  #given = $state.raw<Given>({ items: [], pictures: {} });
  #kept = $state.raw<readonly KeptAnswer[]>([]);
  /** in the dialog */
  #open = $state<string>();
  #reviewing = $state(false);
  /** the one that is asked once more after one has listened again */
  #again: string | undefined;
  /** where the film was when it was looked at last; before its first second nothing was passed */
  #from = -1;
  #sought = 0;

  constructor(player: PlayerState, place: LecturePlace & { personId: string }) {
    this.#player = player;
    this.#place = place;
    this.#from = player.position > 0 ? player.position : -1;
  }

  readonly items: readonly AskedItem[] = $derived.by(() =>
    this.#given.items.map((asked) => {
      const id = asked.question.questionId;
      const kept = this.#kept.findLast(({ questionId }) => questionId === id)?.answer;
      const { atSeconds, required } = asked;
      return { id, atSeconds, required, answered: asked.answered !== null || kept !== undefined, asked, kept };
    }),
  );
  readonly limit = $derived(limitOf(this.items));
  readonly left = $derived(leftOf(this.items));
  readonly open = $derived(this.items.find(({ id }) => id === this.#open));

  get pictures(): Given['pictures'] {
    return this.#given.pictures;
  }
  get place(): LecturePlace {
    return this.#place;
  }

  /** What the academy says, and what waits on this device. */
  async take(given: Given): Promise<void> {
    // asked for before an answer came, the academy may know less than this page
    const known = this.#given.items;
    const items = given.items.map((item) => ({
      ...item,
      answered:
        item.answered ??
        known.find(({ question }) => question.questionId === item.question.questionId)?.answered ??
        null,
    }));
    this.#given = { ...given, items };
    const kept = await keptAnswers(this.#place.personId).catch(() => []);
    this.#kept = kept.filter(({ lectureId }) => lectureId === this.#place.lectureId);
  }

  /** The film is somewhere else than it was: played across a question it waits for the answer. */
  follow(): void {
    const { position, playing, ended, sought } = this.#player;
    const from = sought === this.#sought ? this.#from : position - onPlaceSeconds;
    this.#sought = sought;
    this.#from = Math.max(from, position);
    if (this.#open !== undefined) return playing ? this.#player.pause() : undefined;
    if (this.#isHeldBack) return this.#askRequired();
    if (!playing && !ended) return;
    const due = dueBetween(this.items, from, ended ? Infinity : position, this.#again);
    if (due) this.ask(due);
  }

  /** Somebody wanted to go past a required one. */
  get #isHeldBack(): boolean {
    const notice = this.#player.notices.current;
    return notice?.what === 'heldBack' && notice.furthestSeconds >= this.limit;
  }
  #askRequired(): void {
    const first = this.items.find(({ required, answered }) => required && !answered);
    if (first) this.ask(first);
  }

  ask({ id, atSeconds }: Asked): void {
    this.#player.pause();
    this.#player.notices.clear();
    if (this.#player.position > atSeconds - 1) this.#from = Math.max(this.#from, atSeconds);
    this.#open = id;
  }

  /** Looked at from the list: the film stays where it is, also afterwards. */
  review(item: Asked): void {
    this.ask(item);
    this.#reviewing = true;
  }
  get reviewing(): boolean {
    return this.#reviewing;
  }

  /** Later, or done: a film that was played goes on; before a required answer it stays where it is. */
  close(goOn: boolean): void {
    const isHeld = this.open?.required && !this.open.answered;
    if (this.#again === this.#open) this.#again = undefined;
    this.#open = undefined;
    if (goOn && !isHeld && !this.#reviewing && !this.#player.ended) this.#player.play();
    this.#reviewing = false;
  }

  /** From there once more; what was not right is asked again when its second comes. */
  listenAgain(item: AskedItem): void {
    this.#again = item.asked.answered && item.asked.answered.bestShare >= 1 ? undefined : item.id;
    this.#open = undefined;
    this.#reviewing = false;
    this.#player.seek(item.asked.againFromSeconds ?? 0);
    this.#player.play();
  }

  /** Goes a little before a question, so that one hears what it is about. */
  goTo({ atSeconds }: Asked): void {
    this.#player.seek(Math.max(0, atSeconds - 3));
    this.#player.play();
  }

  /** How it was marked; undefined: it is on this device, the academy has yet to see it. */
  async answer({ required, asked: { question } }: AskedItem, answer: Answer): Promise<Marked | undefined> {
    const { questionId, version, language } = question;
    const given = { ...this.#place, answerId: `ans_${ulid()}`, questionId, version, answer, language };
    try {
      const { score, key, answered, questionsLeft } = await sendAnswer(given);
      this.#set(questionId, { answered });
      // it may have been the last thing the lesson waited for
      if (required && questionsLeft === 0) void countAnswer(this.#place);
      return { score, key };
    } catch (error) {
      if (!(error instanceof OfflineError)) throw error;
      await keepAnswer(given);
      this.#kept = [...this.#kept, given];
      return undefined;
    }
  }

  #set(questionId: string, change: Partial<LectureQuestion>): void {
    const items = this.#given.items.map((item) =>
      item.question.questionId === questionId ? { ...item, ...change } : item,
    );
    this.#given = { ...this.#given, items };
  }
}
