/** Where the work of one person stands, and whether more of it is taken. Pure. */
import type { WorkState } from '#contracts/assignments.ts';
import { AppError } from '#contracts/errors.ts';
import type { StoredAllowance, Terms } from './assignment.ts';

/** What is kept of a person for an assignment, beside what they have written. */
export interface Work {
  cohortId: string;
  assignmentId: string;
  personId: string;
  /** says nothing of who it is */
  id: string;
  state: 'none' | 'handedIn' | 'marked' | 'returned';
  submissions: number;
  submittedAt?: string | undefined;
  /** of the latest submission */
  late?: boolean | undefined;
  /** how often it was given back to be reworked */
  returns: number;
  reworkDueAt?: string | undefined;
  /** number of the latest mark */
  marks: number;
  points?: number | undefined;
  allowances: StoredAllowance[];
  revision: number;
}

export const noWork = (of: Pick<Work, 'cohortId' | 'assignmentId' | 'personId' | 'id'>): Work => ({
  ...of,
  state: 'none',
  submissions: 0,
  returns: 0,
  marks: 0,
  allowances: [],
  revision: 0,
});

export const isExcused = ({ allowances }: Pick<Work, 'allowances'>): boolean => allowances.at(-1)?.excused ?? false;

/** As teachers, learners and later rooms name it. */
export function stateOf(work: Work | undefined, { dueAt }: Pick<Terms, 'dueAt'>, now: string): WorkState {
  if (work && work.state !== 'none') return work.state;
  if (work && isExcused(work)) return 'excused';
  return now > dueAt ? 'missing' : 'open';
}

/** Late came, or is late already with nothing there. */
export const isLate = (work: Work | undefined, state: WorkState): boolean =>
  state === 'missing' || (state !== 'excused' && (work?.late ?? false));

/** Submissions that are left; giving back to be reworked adds one. */
export const submissionsLeft = (work: Work | undefined, submissionsMax: number): number =>
  Math.max(0, submissionsMax + (work?.returns ?? 0) - (work?.submissions ?? 0));

/** Why nothing more is taken at this moment; undefined: it is. What is to be reworked is taken whenever it comes. */
export function refusalOf(work: Work | undefined, terms: Terms, submissionsMax: number, now: string) {
  if (now < terms.opensAt) return 'assignmentNotOpen' as const;
  if (work?.state === 'returned') return undefined;
  if (terms.closesAt !== undefined && now > terms.closesAt) return 'assignmentClosed' as const;
  return submissionsLeft(work, submissionsMax) === 0 ? ('submissionsUsedUp' as const) : undefined;
}

/** The work with one submission more; the error code of `refusalOf` where it is not taken. */
export function handedIn(work: Work, terms: Terms, submissionsMax: number, now: string): Work {
  const refusal = refusalOf(work, terms, submissionsMax, now);
  if (refusal) throw new AppError(refusal);
  const { reworkDueAt, ...rest } = work;
  const dueAt = work.state === 'returned' ? reworkDueAt : terms.dueAt;
  return {
    ...rest,
    state: 'handedIn',
    submissions: work.submissions + 1,
    submittedAt: now,
    late: dueAt !== undefined && now > dueAt,
    revision: work.revision + 1,
  };
}
