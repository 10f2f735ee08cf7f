/** What belongs into somebody’s days. Pure. */
import { agendaDays, agendaMax, feedbackDays } from '#contracts/agenda.ts';
import type { SetAssignment, Standing } from '../assignments/assignments.reads.ts';

const dayMs = 86_400_000;
/** what was due longer ago than this, in days, is no longer the business of today */
const overdueDays = 60;

/** An assignment beside where its learner stands with it. */
export interface OwnAssignment {
  set: SetAssignment;
  standing: Standing;
}

/** The week an agenda covers, in milliseconds: from now on, whole days. */
export const weekFrom = (now: number) => ({ from: now, to: now + agendaDays * dayMs });

/** Still to be done: open to hand in, or given back; due within the week or not long overdue. */
export function isToDo({ set, standing }: OwnAssignment, now: number): boolean {
  const due = Date.parse(standing.dueAt);
  const waits = standing.state === 'open' || standing.state === 'missing' || standing.state === 'returned';
  const taken = set.closesAt === undefined || Date.parse(set.closesAt) > now || standing.state === 'returned';
  const opened = Date.parse(set.opensAt) <= now;
  return waits && taken && opened && due <= weekFrom(now).to && due > now - overdueDays * dayMs;
}

/** Marked and released lately. */
export const isNewFeedback = ({ set, standing }: OwnAssignment, now: number): boolean =>
  standing.state === 'marked' &&
  set.releasedAt !== undefined &&
  Date.parse(set.releasedAt) > now - feedbackDays * dayMs;

/** The earliest first, no more than an agenda shows. */
export const earliest = <Item>(items: readonly Item[], momentOf: (item: Item) => string): Item[] =>
  items.toSorted((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1)).slice(0, agendaMax);
