/** A review on somebody’s desk: what is not sent yet, what was looked at, and sending it. Made once per review and person. */
import type { Language } from '#contracts/common.ts';
import { idPrefixes } from '#contracts/common.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { reviews, type Review, type ReviewPartName } from '#contracts/reviews.ts';
import { ulid } from 'ulid';
import { OfflineError, call } from '../../lib/client.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';
import { deviceNotes, seenKey, type CommentDraft } from './device-notes.ts';
import type { Remark } from './review-view.ts';

export type Passage = Pick<CommentDraft, 'lessonId' | 'blockId' | 'language' | 'quote'>;
type Params = { courseId: string; reviewId: string };

export class ReviewDesk {
  readonly params: Params;
  #notes: ReturnType<typeof deviceNotes>;
  #drafts = $state.raw<CommentDraft[]>([]);
  #answers = $state.raw<Partial<Record<ReviewPartName, string>>>({});
  #seen = $state.raw<readonly string[]>([]);
  #sending = $state.raw<readonly string[]>([]);
  #errors = $state.raw<Record<string, unknown>>({});
  #keeps = $state(true);
  /** the draft that was begun last: its field takes the focus */
  fresh = $state<string>();

  constructor(params: Params, personId: string, keeper: Storage | undefined) {
    this.params = params;
    this.#notes = deviceNotes(keeper, personId, params.reviewId);
    this.#drafts = this.#notes.drafts();
    this.#answers = this.#notes.notes();
    this.#seen = this.#notes.seen();
  }

  get drafts(): readonly CommentDraft[] {
    return this.#drafts;
  }
  /** does this browser keep what is written here? */
  get keeps(): boolean {
    return this.#keeps;
  }
  isSending(id: string): boolean {
    return this.#sending.includes(id);
  }
  errorOf(id: string): unknown {
    return this.#errors[id];
  }

  hasSeen(lessonId: string, language: Language): boolean {
    return this.#seen.includes(seenKey(lessonId, language));
  }
  setSeen(lessonId: string, language: Language, seen: boolean): void {
    const key = seenKey(lessonId, language);
    const others = this.#seen.filter((each) => each !== key);
    this.#seen = seen ? [...others, key] : others;
    this.#keeps = this.#notes.setSeen(key, seen);
  }

  answerTo(part: ReviewPartName): string {
    return this.#answers[part] ?? '';
  }
  writeAnswer(part: ReviewPartName, text: string): void {
    this.#answers = { ...this.#answers, [part]: text };
    this.#keeps = this.#notes.keepNote(part, text);
  }

  /** Begins a comment; a second one on the same block waits until the first has words. */
  begin(passage: Passage): void {
    const same = (draft: CommentDraft) =>
      draft.lessonId === passage.lessonId && draft.blockId === passage.blockId && !draft.waits && !draft.text;
    const empty = this.#drafts.find(same);
    const draft: CommentDraft = {
      ...passage,
      id: empty?.id ?? `${idPrefixes.comment}_${ulid()}`,
      text: '',
      waits: false,
    };
    this.#keep(draft);
    this.fresh = draft.id;
  }
  /** Takes one’s own comment up again. */
  edit({ id, lessonId, blockId, language, quote, text }: Remark): void {
    this.#keep({ id, lessonId, blockId, language, quote, text, waits: false });
    this.fresh = id;
  }
  write(draft: CommentDraft, text: string): void {
    this.#keep({ ...draft, text, waits: false });
  }
  drop(id: string): void {
    this.#notes.dropDraft(id);
    this.#drafts = this.#drafts.filter((draft) => draft.id !== id);
    this.#fail(id, undefined);
  }

  async send(id: string): Promise<void> {
    const draft = this.#drafts.find((each) => each.id === id);
    if (!draft || this.isSending(id) || draft.text.trim() === '') return;
    const { lessonId, blockId, language, quote, text } = draft;
    this.#keep({ ...draft, waits: true });
    this.#sending = [...this.#sending, id];
    this.#fail(id, undefined);
    try {
      const body = { lessonId, blockId, language, quote, text: text.trim() };
      const comment = await call(reviewComments.putComment, { params: { ...this.params, commentId: id }, body });
      this.drop(id);
      showComment(this.params, comment);
    } catch (error) {
      this.#fail(id, error);
      if (!(error instanceof OfflineError)) this.#keep({ ...draft, waits: false });
    } finally {
      this.#sending = this.#sending.filter((each) => each !== id);
    }
  }
  /** The academy is within reach again. */
  sendWaiting(): void {
    for (const draft of this.#drafts) if (draft.waits) void this.send(draft.id);
  }

  #keep(draft: CommentDraft): void {
    const others = this.#drafts.filter(({ id }) => id !== draft.id);
    this.#drafts = [...others, draft].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.#keeps = this.#notes.keepDraft(draft);
  }
  #fail(id: string, error: unknown): void {
    this.#errors = { ...this.#errors, [id]: error };
  }
}

/** Private windows may have none. */
export function storageHere(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** What the academy answered is shown at once; what is counted from it is asked for again. */
export function showComment(params: Params, comment: Remark): void {
  const { queryKey } = queryOf(reviews.reviewLesson, { params: { ...params, lessonId: comment.lessonId } });
  queryClient.setQueryData<{ comments: Remark[] }>(queryKey, (lesson) => {
    if (!lesson) return lesson;
    const at = lesson.comments.findIndex(({ id }) => id === comment.id);
    const comments =
      at < 0 ? [...lesson.comments, comment] : lesson.comments.map((each) => (each.id === comment.id ? comment : each));
    return { ...lesson, comments };
  });
  void refresh(reviewComments.comments, reviews.review);
}

export function showReview(review: Review): void {
  const { queryKey } = queryOf(reviews.review, { params: { courseId: review.courseId, reviewId: review.id } });
  queryClient.setQueryData(queryKey, review);
  void refresh(reviews.reviewQueue, reviews.courseReviews, reviewComments.comments);
}
