/** Rules of an appeal: a learner asks once for another look at an answer, a person decides. Pure. */
import { AppError } from '#contracts/errors.ts';
import type { Appeal } from '#contracts/marking.ts';

export interface StoredAppeal {
  personId: string;
  attemptId: string;
  questionId: string;
  id: string;
  runId: string;
  text: string;
  at: string;
  state: Appeal['state'];
  answer?: string | undefined;
  decidedBy?: string | undefined;
  decidedAt?: string | undefined;
  pointsBefore?: number | undefined;
  pointsAfter?: number | undefined;
}

export interface AppealDecision {
  id: string;
  /** null: they stay */
  points: number | null;
  answer: string;
  by: string;
  at: string;
}

/** Is it the decision that was made already? */
export const isDecidedSo = (appeal: StoredAppeal, { id, points, answer, by }: AppealDecision): boolean =>
  appeal.id === id &&
  appeal.state === (points === null ? 'upheld' : 'changed') &&
  appeal.decidedBy === by &&
  appeal.answer === answer &&
  (points === null || appeal.pointsAfter === points);

/** The appeal once it is decided. `pointsBefore` is null where the answer was not marked yet. */
export function decided(
  appeal: StoredAppeal,
  { id, points, answer, by, at }: AppealDecision,
  { pointsBefore, pointsMax }: { pointsBefore: number | null; pointsMax: number },
): StoredAppeal {
  if (appeal.id !== id || appeal.state !== 'open') throw new AppError('conflict');
  if (points !== null && points > pointsMax) throw new AppError('invalid', { field: 'body.points', reason: 'too_big' });
  const pointsAfter = points ?? pointsBefore;
  return {
    ...appeal,
    state: points === null ? 'upheld' : 'changed',
    ...{ answer, decidedBy: by, decidedAt: at },
    ...(pointsBefore === null ? {} : { pointsBefore }),
    ...(pointsAfter === null ? {} : { pointsAfter }),
  };
}
