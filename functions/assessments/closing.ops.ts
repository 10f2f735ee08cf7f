/**
 * Closing: what counts of everything that came is folded and marked, and kept with its record in one transaction. By the
 * learner, by the end of time – at every read, and every minute – or once more when a late journal may have come.
 */
import { AppError } from '#contracts/errors.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import type { NewRecord } from '../platform/record.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { closesAt, closingAt, finalFrom, isFinal, termsOf, type AttemptHead } from './attempt.ts';
import * as store from './attempts.store.ts';
import { ownerPut } from './appeals.store.ts';
import { isErased, type Everything as Kept } from './kept.ts';
import { answersOf, fold } from './fold.ts';
import { decidedIn, marked, type Marks } from './marking.ts';
import { corrected } from './corrections.ops.ts';
import { gapsAmong, type Gap } from './outage.ts';
import { paperFor } from './paper.ops.ts';
import type { RunHead } from './run.ts';

export type Everything = Kept & { head: AttemptHead };

/** All of an own attempt; `notFound` where there is none. */
export async function everythingOf(personId: string, attemptId: string): Promise<Everything> {
  const { head, ...rest } = await store.everythingOf(personId, attemptId);
  if (!head) throw new AppError('notFound');
  return { ...rest, head };
}

/** Outages as the server’s own receipts prove them. */
export function gapsOf({ head, seen, batches }: Everything): Gap[] {
  if (head.blackout.policy !== 'giveBack') return [];
  const receipts = batches.map(({ receivedAt }) => receivedAt);
  // who never says that they are there cannot prove that they were cut off
  if (!seen) return [];
  const between = (from: number, to: number) => receipts.filter((at) => at > from && at < to);
  // a silence of the signs of life in which a batch came is none; and a batch may be the first sign after one
  const told = seen.gaps.flatMap(({ from, to }) => gapsAmong([from, ...between(from, to), to]));
  return [...told, ...gapsAmong([seen.seenAt, ...between(seen.seenAt, Infinity)])];
}

export const heardOf = (all: Everything) => {
  const last = Math.max(all.seen?.seenAt ?? 0, ...all.batches.map(({ receivedAt }) => receivedAt));
  return { seenAt: last || undefined, gaps: gapsOf(all) };
};

/** The attempt as it stands now: closed where its time is over, folded anew where something came since that counts. */
export function settledAttempt(all: Everything, run: RunHead, now: number): Promise<Everything> {
  if (all.head.state !== 'open') return outdated(all, run, now);
  const closing = closingAt(all.head, run, heardOf(all));
  return closing === undefined || now < closing ? Promise.resolve(all) : closed(all, run, now);
}

const receivedUntil = (batches: Everything['batches'], until: number) =>
  batches.filter(({ receivedAt }) => receivedAt <= until).length;

/** Has something come that may count, and was not there when it was folded? */
const hasLate = ({ head, result, batches }: Everything): boolean =>
  result !== undefined && receivedUntil(batches, Date.parse(head.finalAt ?? '')) > result.batches;

/** Ends an attempt by its learner’s wish. */
export function submitted(all: Everything, run: RunHead, now: number): Promise<Everything> {
  const end = closesAt(all.head, run, heardOf(all));
  // what is under way at the very end is in time
  const endedAt = new Date(Math.min(now, end ?? now)).toISOString();
  const ended = { state: 'submitted', endedAt, finalAt: new Date(now).toISOString() } as const;
  return kept(all, run, ended, { type: 'assessments.submitted', now });
}

function outdated(all: Everything, run: RunHead, now: number): Promise<Everything> {
  if (isErased(all)) return Promise.resolve(all);
  if (hasLate(all)) return refolded(all, run, now);
  const isCorrected = all.result !== undefined && (all.result.corrections ?? 0) < (run.corrections?.length ?? 0);
  return isCorrected ? remarked(all, run, { type: 'assessments.regraded', now }) : Promise.resolve(all);
}

function closed(all: Everything, run: RunHead, now: number): Promise<Everything> {
  const end = closesAt(all.head, run, heardOf(all)) ?? now;
  const finalAt = new Date(finalFrom(all.head, end)).toISOString();
  const ended = { state: 'closed', endedAt: new Date(end).toISOString(), finalAt } as const;
  return kept(all, run, ended, { type: 'assessments.closed', now });
}

/** Folds what is closed once more. `last`: the learner says that nothing more will come, so that results need not wait. */
export function refolded(all: Everything, run: RunHead, now: number, last = false): Promise<Everything> {
  const { state, endedAt, finalAt } = all.head;
  const final = last && !isFinal(all.head, now) ? new Date(now).toISOString() : finalAt;
  return kept(all, run, { state, endedAt, finalAt: final }, { type: 'assessments.lateCounted', now });
}

/** Marks what has ended once more: by what a person decided (`writes` keep it), or by a corrected question. */
export function remarked(all: Everything, run: RunHead, why: Why, writes: Write[] = []): Promise<Everything> {
  const { state, endedAt, finalAt } = all.head;
  return kept(all, run, { state, endedAt, finalAt }, why, writes);
}

/** What happened, when, and who did it; else the learner or time itself. */
export interface Why {
  type: string;
  now: number;
  by?: string;
  questionId?: string;
}

/** Who marks without names finds an attempt by its id. */
const ownerPuts = (head: AttemptHead): Write[] => (head.marking ? [ownerPut(head)] : []);

type Ended = Pick<AttemptHead, 'state' | 'endedAt' | 'finalAt'>;

/** Folds, marks and keeps; where another ending was quicker, that one’s outcome stands. */
async function kept(all: Everything, run: RunHead, ended: Ended, why: Why, writes: Write[] = []): Promise<Everything> {
  const { head, batches } = all;
  const { frozen: sat, paper } = await paperFor(head);
  const frozen = await corrected(sat, run);
  const terms = termsOf({ ...head, ...ended });
  const answers = answersOf(fold(batches, terms));
  const marks = marked(frozen, paper, answers, decidedIn(all.marks));
  const news = { ...ended, answered: answers.size, changedAt: why.now, revision: head.revision + 1 };
  const after: AttemptHead = { ...withMarks(head, marks), ...news };
  const result = {
    ...resultOf(after, marks, why.now),
    batches: receivedUntil(batches, terms.receiveUntil),
    corrections: run.corrections?.length ?? 0,
  };
  try {
    await transact(
      store.headPut(after, head, terms.receiveUntil > why.now ? terms.receiveUntil : undefined),
      store.resultPut(result),
      ...ownerPuts(after),
      ...writes,
      recordPut(factOf(why, after, frozen.settings), why.now),
    );
    return { ...all, head: after, result };
  } catch (error) {
    if (!isConditionFailure(error) || writes.length) throw error;
    return everythingOf(head.personId, head.id);
  }
}

const withMarks = (
  { passed: _, ...head }: AttemptHead,
  { points, pointsMax, marking, passed }: Marks,
): AttemptHead => ({
  ...head,
  ...{ points, pointsMax, marking },
  ...(passed === undefined ? {} : { passed }),
});

const resultOf = ({ personId, id, runId, hash }: AttemptHead, marks: Marks, now: number) => ({
  ...{ personId, id, runId, hash, points: marks.points, pointsMax: marks.pointsMax, marking: marks.marking },
  marks: JSON.stringify(marks.marks),
  at: new Date(now).toISOString(),
});

/** Points stand in it only where their owner sees them at once: everybody reads their own record. */
function factOf({ type, by, questionId }: Why, head: AttemptHead, { show }: QuizSettings): NewRecord {
  const { personId, id, runId, path, number, points = 0, pointsMax = 0, passed, marking } = head;
  const isKnown = show.when === 'atOnce' && show.score && !marking;
  const marks = { points, pointsMax, ...(passed === undefined ? {} : { passed }) };
  const about = {
    kind: 'fact',
    type,
    subjectId: personId,
    actorId: by ?? actorOf(type, personId),
    objectId: runId,
  } as const;
  return {
    ...about,
    data: {
      ...{ attemptId: id, number, organisationId: path.at(-1)! },
      ...(questionId ? { questionId } : {}),
      ...(isKnown ? marks : {}),
    },
  };
}

/** Time closes attempts by itself. */
const actorOf = (type: string, personId: string) => (type === 'assessments.submitted' ? personId : 'system');
