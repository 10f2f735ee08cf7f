/** Rules of a review: its parts, who may answer them, what becomes of it. */
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { reviewStates, ReviewPartName } from '#contracts/reviews.ts';
import type { StoredReview } from './reviews.store.ts';

export type ReviewState = (typeof reviewStates)[number];
type Part = StoredReview['parts'][number];

/** Does it wait for reviewers? */
export const waits = (state: ReviewState): boolean => state === 'open';
/** Can the team take it back still? */
export const canBeWithdrawn = (state: ReviewState): boolean => state === 'preparing' || state === 'open';

/** Structure and first language together, and each translation that differs. */
export const partsFor = (translations: readonly Language[]): Part[] =>
  (['course', ...translations] as const).map((part) => ({ part, state: 'open' }));

/** Somebody who has written it; also under the name of a duplicate that was merged into them. */
export const isContributor = (
  { contributors }: Pick<StoredReview, 'contributors'>,
  { id, mergedFrom = [] }: { id: string; mergedFrom?: readonly string[] | undefined },
): boolean => [id, ...mergedFrom].some((each) => contributors.includes(each));

export interface Decision {
  part: ReviewPartName;
  decision: 'approve' | 'return';
  note: string | null;
  candidate?: string | undefined;
  /** who decides, and when */
  by: string;
  at: string;
}

const stateAfter = { approve: 'approved', return: 'returned' } as const;

/** Is it a decision that was made already, by the same person? */
export const isDecided = ({ parts }: StoredReview, { part, decision, by }: Decision): boolean =>
  parts.some((each) => each.part === part && each.state === stateAfter[decision] && each.decidedBy === by);

/** The review after a decision: returned as soon as one part is, approved when all are. */
export function decided(review: StoredReview, decision: Decision): StoredReview {
  const { part: name, note, by, at } = decision;
  const part = review.parts.find((each) => each.part === name);
  if (review.state !== 'open' || part?.state === 'approved') throw new AppError('reviewEnded');
  if (!part) throw new AppError('notFound');
  if (decision.candidate !== undefined && decision.candidate !== review.candidate) throw new AppError('conflict');
  if (decision.decision === 'return' && !note?.trim()) throw new AppError('noteMissing');
  const answered: Part = {
    ...part,
    state: stateAfter[decision.decision],
    decidedBy: by,
    decidedAt: at,
    ...(note?.trim() ? { note } : {}),
  };
  const parts = review.parts.map((each) => (each.part === name ? answered : each));
  const isApproved = parts.every(({ state }) => state === 'approved');
  const state = answered.state === 'returned' ? 'returned' : isApproved ? 'approved' : 'open';
  return { ...review, parts, state };
}

/** The review with somebody asked to answer a part, or (null) anybody again. */
export function assigned(review: StoredReview, name: ReviewPartName, personId: string | null): StoredReview {
  const part = review.parts.find((each) => each.part === name);
  if (review.state !== 'open' || (part && part.state !== 'open')) throw new AppError('reviewEnded');
  if (!part) throw new AppError('notFound');
  const { assigneeId: _, ...rest } = part;
  const asked: Part = { ...rest, ...(personId === null ? {} : { assigneeId: personId }) };
  return { ...review, parts: review.parts.map((each) => (each.part === name ? asked : each)) };
}

interface Traces {
  /** newer than this counts; undefined: everything */
  since: string | undefined;
  blocks: readonly { by: string; at: string; texts: Partial<Record<Language, { by: string; at: string }>> }[];
  history: readonly { by: string; at: string }[];
  lessons: readonly {
    createdBy: string;
    createdAt: string;
    binnedBy?: string | undefined;
    binnedAt?: string | undefined;
  }[];
  team: readonly { personId: string; role: string }[];
  submittedBy: string;
}

/** Everybody who has a share in what is submitted. */
export function contributorsOf({ since, blocks, history, lessons, team, submittedBy }: Traces): string[] {
  const traces = [
    ...blocks.flatMap(({ by, at, texts }) => [{ by, at }, ...Object.values(texts)]),
    ...history,
    ...lessons.flatMap(({ createdBy, createdAt, binnedBy, binnedAt }) => [
      { by: createdBy, at: createdAt },
      ...(binnedBy && binnedAt ? [{ by: binnedBy, at: binnedAt }] : []),
    ]),
  ];
  const wrote = traces.filter(({ at }) => since === undefined || at > since).map(({ by }) => by);
  const authors = team.filter(({ role }) => role !== 'reader').map(({ personId }) => personId);
  return [...new Set([submittedBy, ...authors, ...wrote])];
}
