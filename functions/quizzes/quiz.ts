/** Rules of a quiz: how it is written, submitted, answered, put away. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { QuizContent } from '#contracts/quizzes.ts';
import { canonicalJson } from '#contracts/archive.ts';
import { paperLength } from './paper.ts';

export interface Submission {
  hash: string;
  at: string;
  by: string;
}
export interface Decision {
  decision: 'approve' | 'return';
  hash: string;
  by: string;
  at: string;
  note?: string | undefined;
}

/** Everything about a quiz but its content. */
export interface QuizHead {
  id: string;
  /** academy or region */
  organisationId: string;
  title: Localised;
  languages: Language[];
  use: QuizContent['use'];
  state: 'draft' | 'inReview' | 'returned' | 'approved';
  /** questions of a paper */
  questions: number;
  /** newest approved version, and the hash of it */
  version?: number | undefined;
  hash?: string | undefined;
  /** has somebody changed the draft since that version? */
  changed: boolean;
  archived: boolean;
  revision: number;
  changedAt: string;
  changedBy: string;
  /** who has written it since its newest version: they cannot answer it */
  writers: string[];
  /** what waits for a reviewer */
  submitted?: Submission | undefined;
  /** the last answer */
  decided?: Decision | undefined;
}

export interface By {
  personId: string;
  at: string;
}
/** Somebody, also under the names of duplicates that were merged into them. */
export interface Somebody {
  id: string;
  mergedFrom?: readonly string[] | undefined;
}

const cardOf = (content: QuizContent) => ({
  title: content.title,
  languages: content.languages,
  use: content.use,
  questions: paperLength(content),
});

export const newQuiz = (id: string, organisationId: string, content: QuizContent, by: By): QuizHead => ({
  ...{ id, organisationId, ...cardOf(content), state: 'draft', changed: true, archived: false, revision: 1 },
  ...{ changedAt: by.at, changedBy: by.personId, writers: [by.personId] },
});

export const saysTheSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

const joined = (writers: readonly string[], personId: string): string[] => [...new Set([...writers, personId])];

/** The quiz with another content. */
export function changed(quiz: QuizHead, content: QuizContent, by: By): QuizHead {
  if (quiz.state === 'inReview') throw new AppError('reviewOpen');
  return {
    ...{ ...quiz, ...cardOf(content), changed: true, revision: quiz.revision + 1 },
    ...{ changedAt: by.at, changedBy: by.personId, writers: joined(quiz.writers, by.personId) },
  };
}

export function archivedSo(quiz: QuizHead, archived: boolean, by: By): QuizHead {
  if (quiz.state === 'inReview') throw new AppError('reviewOpen');
  return { ...quiz, archived, revision: quiz.revision + 1, changedAt: by.at, changedBy: by.personId };
}

/** The quiz with what was frozen of it, waiting. Who submits answers for it as one who wrote it. */
export function submitted(quiz: QuizHead, hash: string, by: By): QuizHead {
  if (quiz.state === 'inReview') throw new AppError('reviewOpen');
  if (hash === quiz.hash) throw new AppError('nothingChanged');
  return {
    ...{ ...quiz, state: 'inReview', revision: quiz.revision + 1 },
    submitted: { hash, at: by.at, by: by.personId },
    writers: joined(quiz.writers, by.personId),
  };
}

/** What it is when nobody waits for it any more. */
const restingState = ({ version }: QuizHead): QuizHead['state'] => (version === undefined ? 'draft' : 'approved');

export function withdrawn({ submitted: waiting, ...quiz }: QuizHead): QuizHead {
  if (!waiting) throw new AppError('reviewEnded');
  return { ...quiz, state: restingState(quiz), revision: quiz.revision + 1 };
}

/** Somebody who has written what waits; also under the name of a duplicate that was merged into them. */
export const isOwnWork = ({ writers }: Pick<QuizHead, 'writers'>, { id, mergedFrom = [] }: Somebody): boolean =>
  [id, ...mergedFrom].some((each) => writers.includes(each));

/** Was this very answer given already, by the same person? */
export const isDecided = ({ decided: last }: QuizHead, { decision, hash, by }: Decision): boolean =>
  last?.decision === decision && last.hash === hash && last.by === by;

/** The quiz with an answer: approved, what waited is its next version. */
export function decided(quiz: QuizHead, decision: Decision): QuizHead {
  const { submitted: waiting, decided: _, ...rest } = quiz;
  if (!waiting) throw new AppError('reviewEnded');
  if (decision.hash !== waiting.hash) throw new AppError('conflict');
  if (decision.decision === 'return' && !decision.note?.trim()) throw new AppError('noteMissing');
  const after = { ...rest, revision: quiz.revision + 1, decided: decision };
  if (decision.decision === 'return') return { ...after, state: 'returned' };
  const version = (quiz.version ?? 0) + 1;
  return { ...after, state: 'approved', version, hash: waiting.hash, changed: false, writers: [] };
}

/** What the reviewer said when returning it, until it is submitted again. */
export const noteOf = ({ state, decided: last }: QuizHead): string | null =>
  state === 'returned' ? (last?.note ?? null) : null;
