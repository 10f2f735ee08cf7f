/** Rules of a review: its parts, who may answer them, what becomes of it. */
import { languages as allLanguages, type Language, type Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { CourseTeamRole } from '#contracts/permissions.ts';
import type { reviewStates, ReviewPartName } from '#contracts/reviews.ts';
import type { StoredDraft } from './drafts.store.ts';
import type { StoredReview } from './reviews.store.ts';

export type ReviewState = (typeof reviewStates)[number];
type Part = StoredReview['parts'][number];

/** Does it wait for reviewers? */
export const waits = (state: ReviewState): boolean => state === 'open';
/** Can the team take it back still? */
export const canBeWithdrawn = (state: ReviewState): boolean => state === 'preparing' || state === 'open';

/** What a draft is when its review has ended without an answer. */
export const endedState = ({ version }: Pick<StoredDraft, 'version'>): StoredDraft['state'] =>
  version === undefined ? 'draft' : 'released';

export interface Submission {
  id: string;
  languages: readonly Language[];
  note: string | null;
  dueAt: string | null;
  /** what is said to learners has changed */
  whatChanged?: Localised | null | undefined;
  /** who submits */
  by: string;
}

/** A review that begins: it is being prepared. */
export function newReview(
  { id: courseId, organisationId, title, version = 0, languages }: StoredDraft,
  branchId: string,
  { id, note, dueAt, by, at, languages: asked, whatChanged }: Submission & { at: string },
): StoredReview {
  if (dueAt !== null && dueAt <= at) throw new AppError('invalid', { field: 'body.dueAt', reason: 'past' });
  const said = saidIn(submittedIn(languages, asked), whatChanged);
  return {
    ...{ courseId, id, organisationId, branchId, title, state: 'preparing', version: version + 1 },
    ...{ submittedBy: by, submittedAt: at, languages: submittedIn(languages, asked) },
    ...(note?.trim() ? { note } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(said ? { whatChanged: said } : {}),
    ...{ parts: [], contributors: [], changedLessons: 0, comments: 0, openComments: 0, revision: 0 },
  };
}

/** What is said in the languages that are submitted; undefined where nothing is. */
function saidIn(languages: readonly Language[], text: Submission['whatChanged']): Localised | undefined {
  const said = allLanguages.flatMap((language) => {
    const own = languages.includes(language) ? text?.[language]?.trim() : undefined;
    return own ? [[language, own] as const] : [];
  });
  return said.length ? Object.fromEntries(said) : undefined;
}

/** In the draft's order, the first always among them. */
export const submittedIn = (languages: readonly Language[], asked: readonly Language[]): Language[] =>
  languages.filter((language, index) => index === 0 || asked.includes(language));

/** Is it the request that began this review, sent once more? */
export function isSubmittedSo(
  found: StoredReview,
  { languages, note, dueAt, by, whatChanged }: Omit<Submission, 'id'>,
): boolean {
  const said = saidIn(found.languages, whatChanged);
  const inSame = new Set([found.languages[0], ...languages]);
  return (
    found.submittedBy === by &&
    (found.note ?? '') === (note?.trim() ? note : '') &&
    (found.dueAt ?? null) === dueAt &&
    allLanguages.every((language) => found.whatChanged?.[language] === said?.[language]) &&
    found.languages.length === inSame.size &&
    found.languages.every((language) => inSame.has(language))
  );
}

/** Structure and first language together, and each translation that differs. */
export const partsFor = (translations: readonly Language[]): Part[] =>
  (['course', ...translations] as const).map((part) => ({ part, state: 'open' }));

/** Somebody who has written it; also under the name of a duplicate that was merged into them. */
export const isContributor = (
  { contributors }: Pick<StoredReview, 'contributors'>,
  { id, mergedFrom = [] }: { id: string; mergedFrom?: readonly string[] | undefined },
): boolean => [id, ...mergedFrom].some((each) => contributors.includes(each));

/** Has somebody a share in the course: by what they wrote, or by their place in its team today? */
export const hasShare = (
  found: Pick<StoredReview, 'contributors'>,
  person: Parameters<typeof isContributor>[1],
  role: CourseTeamRole | undefined,
): boolean => role === 'owner' || role === 'author' || isContributor(found, person);

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

/** The review with nobody asked to answer what this person alone was; the very same where they were not. */
export function released(review: StoredReview, personId: string): StoredReview {
  const isTheirs = ({ state, assigneeId }: Part) => state === 'open' && assigneeId === personId;
  if (review.state !== 'open' || !review.parts.some(isTheirs)) return review;
  const free = ({ assigneeId: _, ...rest }: Part): Part => rest;
  return { ...review, parts: review.parts.map((each) => (isTheirs(each) ? free(each) : each)) };
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
