/** What of a review is shown where: parts, lessons to look at, what an answer leads to. Pure. */
import type { Language } from '#contracts/common.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { Comment } from '#contracts/review-comments.ts';
import type { LessonChange, Review, ReviewCard, ReviewPartName, reviewStates, reviews } from '#contracts/reviews.ts';
import type { z } from '#contracts/z.ts';
import type { Pictures } from '../../lib/markdown/model.ts';
import { textPictures } from '../../lib/media/text-pictures.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export type LessonOf = z.infer<typeof LessonChange>;
export type Part = ReviewCard['parts'][number];
export type Remark = z.infer<typeof Comment>;
export type ReviewState = (typeof reviewStates)[number];

/** Sign and colour; the word comes from the messages. */
export const stateSigns = {
  preparing: { kind: 'plain', icon: 'clock' },
  open: { kind: 'acc', icon: 'clock' },
  approved: { kind: 'ok', icon: 'check' },
  released: { kind: 'ok', icon: 'done' },
  returned: { kind: 'warn', icon: 'left' },
  withdrawn: { kind: 'line', icon: 'close' },
} as const satisfies Record<ReviewState, Sign>;

export const partSigns = {
  open: { kind: 'acc', icon: 'clock' },
  approved: { kind: 'ok', icon: 'check' },
  returned: { kind: 'warn', icon: 'left' },
} as const satisfies Record<Part['state'], Sign>;

export const lessonSigns = {
  added: { kind: 'acc', icon: 'plus' },
  changed: { kind: 'plain', icon: 'pencil' },
  moved: { kind: 'plain', icon: 'grip' },
  removed: { kind: 'bad', icon: 'trash' },
  same: { kind: 'line', icon: 'check' },
} as const satisfies Record<LessonOf['kind'], Sign>;

/** Pictures that the texts of a lesson name, as it was and as it is. */
export interface PictureSides {
  before: Pictures;
  after: Pictures;
}
export const sidesOf = (
  of: Parameters<typeof textPictures>[0],
  lesson: OutputOf<typeof reviews.reviewLesson> | undefined,
): PictureSides => ({
  before: textPictures(of, lesson?.before?.pictures ?? {}),
  after: textPictures(of, lesson?.after?.pictures ?? {}),
});

/** Does it still move by itself, so that it is asked for again? */
export const isMoving = (state: ReviewState): boolean => state === 'preparing' || state === 'approved';

/** The language the course is written in first; the others are translations of it. */
export const sourceOf = ({ languages }: Pick<Review, 'languages'>): Language => languages[0] ?? 'uk';

/** The language a part is read in. */
export const languageOfPart = (review: Pick<Review, 'languages'>, part: ReviewPartName): Language =>
  part === 'course' ? sourceOf(review) : part;

/** Lessons that differ in a language; what differs otherwise (moved, removed) counts for the first one. */
export function lessonsToLookAt(review: Pick<Review, 'languages' | 'lessons'>, language: Language): LessonOf[] {
  const isSource = language === sourceOf(review);
  return inOrder(review.lessons).filter(
    ({ kind, languages }) => kind !== 'same' && (languages.includes(language) || (isSource && languages.length === 0)),
  );
}

/** What differs first, then the rest; each in the order of the course, what was removed at the end. */
export function groupLessons(
  review: Pick<Review, 'languages' | 'lessons'>,
  language: Language,
): { toLookAt: LessonOf[]; others: LessonOf[] } {
  const toLookAt = lessonsToLookAt(review, language);
  const chosen = new Set(toLookAt.map(({ lessonId }) => lessonId));
  return { toLookAt, others: inOrder(review.lessons).filter(({ lessonId }) => !chosen.has(lessonId)) };
}

const inOrder = (lessons: readonly LessonOf[]) =>
  [...lessons].sort((one, other) => (one.number ?? Infinity) - (other.number ?? Infinity) || 0);

/** The lesson to go on with: the next of those to look at that is not marked yet, else the next one. */
export function nextLesson(
  lessons: readonly LessonOf[],
  from: string | undefined,
  isSeen: (lessonId: string) => boolean,
): LessonOf | undefined {
  const at = lessons.findIndex(({ lessonId }) => lessonId === from);
  const ahead = [...lessons.slice(at + 1), ...lessons.slice(0, Math.max(0, at))];
  return ahead.find(({ lessonId }) => !isSeen(lessonId));
}

/** Parts that still have to be approved after this one; none: its approval releases the course. */
export const leftAfter = ({ parts }: Pick<Review, 'parts'>, part: ReviewPartName): ReviewPartName[] =>
  parts.filter((each) => each.part !== part && each.state !== 'approved').map((each) => each.part);

/** Why there is no button to answer a part. */
export type NoAnswer = 'ended' | 'answered' | 'ownWork' | 'notReviewer' | null;
export function whyNot(review: Pick<Review, 'state'>, part: Part, reviews: boolean): NoAnswer {
  if (part.state !== 'open') return 'answered';
  if (review.state !== 'open') return 'ended';
  if (part.mayDecide) return null;
  return reviews ? 'ownWork' : 'notReviewer';
}

/** May the asker say something? Reviewers and authors do; who only reads along does not. */
export const hasVoice = ({ state, mayWithdraw }: Pick<Review, 'state' | 'mayWithdraw'>, reviews: boolean): boolean =>
  state === 'open' && (reviews || mayWithdraw);

/** Of a lesson’s comments by block; those about the lesson as a whole under ''. */
export function threadsOf<Item extends Pick<Remark, 'blockId'>>(items: readonly Item[]): Map<string, Item[]> {
  const threads = new Map<string, Item[]>();
  for (const item of items) {
    const key = item.blockId ?? '';
    threads.set(key, [...(threads.get(key) ?? []), item]);
  }
  return threads;
}

export const openOnes = <Item extends Pick<Remark, 'resolvedAt'>>(items: readonly Item[]): Item[] =>
  items.filter(({ resolvedAt }) => resolvedAt === null);

/** Where somebody begins: the part they were asked for, else one they may answer, else the first language. */
export function firstLanguage(review: Pick<Review, 'languages' | 'parts'>, personId: string): Language {
  const open = review.parts.filter(({ state }) => state === 'open');
  const mine = open.find(({ assignee }) => assignee?.id === personId) ?? open.find(({ mayDecide }) => mayDecide);
  return mine ? languageOfPart(review, mine.part) : sourceOf(review);
}

/** The address of a lesson within a review. */
export const lessonSearch = (lessonId: string, language: Language, blockId?: string | null): string =>
  `?${new URLSearchParams({ lesson: lessonId, language })}${blockId ? `#b-${blockId}` : ''}`;

type Film = NonNullable<OutputOf<typeof reviews.reviewLesson>['after']>['films'][number];
export type FilmChange = 'same' | 'new' | 'exchanged' | 'captions' | 'additions' | 'gone';

/** Films of a lesson by language of instruction: what became of each since the last release. */
export function filmsOf({ before, after }: Pick<OutputOf<typeof reviews.reviewLesson>, 'before' | 'after'>) {
  const [was, is] = [before?.films ?? [], after?.films ?? []];
  const gone = was.filter(({ language }) => !is.some((film) => film.language === language));
  const changeOf = (film: Film): FilmChange => {
    const old = was.find(({ language }) => language === film.language);
    if (!old) return before ? 'new' : 'same';
    if (old.source !== film.source) return 'exchanged';
    if (!sameHashes(old.captions, film.captions)) return 'captions';
    return sameHashes(old.additions, film.additions) ? 'same' : 'additions';
  };
  return [
    ...is.map((film) => ({ film: withCaptions(film), change: changeOf(film) })),
    ...(after ? gone : []).map((film) => ({ film: withCaptions(film), change: 'gone' as const })),
  ];
}
const withCaptions = (film: Film) => ({ ...film, captionsIn: Object.keys(film.captions) as Language[] });
const sameHashes = (one: object, other: object): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
