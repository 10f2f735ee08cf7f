/** A quiz while it is written: every change is seen at once and saved a moment later, one save at a time. */
import { untrack } from 'svelte';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { quizzes, type Quiz, type QuizContent, type QuizQuestion } from '#contracts/quizzes.ts';
import { isRefusal } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';
import { noneKnown, withKnown } from './quiz-view.ts';

const pauseMs = 800;

/** What the academy answers about a quiz is shown at once; lists are asked for again. */
export function keepQuiz(quiz: Quiz): void {
  const { queryKey } = queryOf(quizzes.quiz, { params: { quizId: quiz.id } });
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, quiz);
  void refresh(quizzes.quizzes, quizReviews.quizQueue, quizReviews.quizVersions);
}

export class QuizDesk {
  /** as the academy has it */
  quiz = $state.raw() as Quiz;
  content = $state.raw() as QuizContent;
  /** questions by id, those just added among them */
  known = $state.raw(noneKnown);
  state = $state<'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'>('saved');
  savedAt = $state<number | undefined>();
  error = $state.raw<unknown>();
  /** before the last changes, for undoing them */
  #before: QuizContent[] = [];
  undoable = $state(0);
  /** the field that is being typed into: undone at one go */
  #typing: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  constructor(quiz: Quiz) {
    this.take(quiz);
  }

  get readOnly(): boolean {
    return !this.quiz.mayChange || this.quiz.state === 'inReview';
  }
  get isDirty(): boolean {
    return this.content !== this.quiz.content;
  }

  /** Shows what the academy has; what was written here and not saved is given up. */
  take(quiz: Quiz): void {
    clearTimeout(this.#timer);
    this.quiz = quiz;
    this.content = quiz.content;
    this.state = 'saved';
    this.#know(quiz.bank);
  }

  #know(questions: readonly QuizQuestion[]): void {
    this.known = withKnown(
      untrack(() => this.known),
      questions,
    );
  }

  /** Changes the content. Questions that come new are given along, so that they are shown at once. */
  change(content: QuizContent, fresh: readonly QuizQuestion[] = []): void {
    this.#typing = undefined;
    this.#change(content, fresh);
  }

  /** Changes the content with each letter of a field. */
  type(field: string, content: QuizContent): void {
    this.#change(content, [], field === this.#typing);
    this.#typing = field;
  }

  #change(content: QuizContent, fresh: readonly QuizQuestion[], goesOn = false): void {
    if (this.readOnly || content === this.content) return;
    if (!goesOn) this.#before = [...this.#before.slice(-49), this.content];
    this.undoable = this.#before.length;
    this.#know(fresh);
    this.#set(content);
  }

  undo(): void {
    this.#typing = undefined;
    const before = this.#before.pop();
    this.undoable = this.#before.length;
    if (before) this.#set(before);
  }

  #set(content: QuizContent): void {
    this.content = content;
    if (this.state === 'conflict') return;
    this.state = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pauseMs);
  }

  /** Saves what has changed; answers whether the academy has everything now. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.state === 'conflict') return false;
    if (!this.isDirty) {
      // taken back to what the academy has
      this.state = 'saved';
      return true;
    }
    this.#saving = this.#send(this.quiz.revision);
    await this.#saving;
    this.#saving = undefined;
    return this.state === 'saved';
  }

  async #send(revision: number): Promise<void> {
    const content = this.content;
    this.state = 'saving';
    try {
      const quiz = await call(quizzes.changeQuiz, { params: { quizId: this.quiz.id }, body: { revision, content } });
      // what was typed meanwhile stays on top
      const isOlder = this.content !== content;
      this.quiz = isOlder ? quiz : { ...quiz, content };
      this.#know(quiz.bank);
      this.error = undefined;
      this.savedAt = Date.now();
      keepQuiz(quiz);
      this.state = isOlder ? 'waiting' : 'saved';
      if (isOlder) this.#timer = setTimeout(() => void this.save(), pauseMs);
    } catch (error) {
      this.error = error;
      this.state = isRefusal(error, 'conflict', 'reviewOpen') ? 'conflict' : 'failed';
    }
  }

  /** Somebody else was first: what stands here goes over theirs. */
  async overwrite(): Promise<void> {
    const mine = this.content;
    const theirs = await call(quizzes.quiz, { params: { quizId: this.quiz.id } });
    this.take(theirs);
    this.change(mine);
    await this.save();
  }

  async reload(): Promise<void> {
    this.take(await call(quizzes.quiz, { params: { quizId: this.quiz.id } }));
  }
}
