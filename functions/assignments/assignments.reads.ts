/** What other rooms may ask assignments. */
import type { WorkState } from '#contracts/assignments.ts';
import { dueCalendar } from '../cohorts/cohorts.reads.ts';
import { termsFor, type Terms } from './assignment.ts';
import { termsBy, termsOf } from './assignment-terms.reads.ts';
import * as store from './assignments.store.ts';
import * as own from './submissions.store.ts';
import { isLate, stateOf, type Work } from './work.ts';
import * as works from './works.store.ts';

export interface SetAssignment {
  id: string;
  cohortId: string;
  title: string;
  language: store.Card['language'];
  pointsMax: number;
  opensAt: string;
  /** after postponed days; one’s own where a person was asked about */
  dueAt: string;
  closesAt?: string;
  anonymous: boolean;
  releasedAt?: string;
}

/** Where one person stands. What is marked and not released yet is told their teachers alone. */
export interface Standing {
  personId: string;
  assignmentId: string;
  state: WorkState;
  late: boolean;
  dueAt: string;
  submissions: number;
  submittedAt?: string;
  /** released ones */
  points?: number;
}

const ofCard = ({ cohortId, id, title, language, pointsMax, anonymous, releasedAt }: store.Card, terms: Terms) => ({
  ...{ id, cohortId, title, language, pointsMax, anonymous, opensAt: terms.opensAt, dueAt: terms.dueAt },
  ...(terms.closesAt === undefined ? {} : { closesAt: terms.closesAt }),
  ...(releasedAt === undefined ? {} : { releasedAt }),
});

/** An assignment by its cohort and id; undefined where there is none, or it was taken back. */
export async function assignmentIn(cohortId: string, id: string): Promise<SetAssignment | undefined> {
  const card = await store.card(cohortId, id);
  return card && card.removedAt === undefined ? ofCard(card, await termsOf(card)) : undefined;
}

/** The cohort an assignment is set to, by its id alone. */
export const cohortOfAssignment = (id: string): Promise<string | undefined> => store.cohortOf(id);

/** Assignments of a cohort, those taken back left out, by their due dates. */
export async function assignmentsOf(cohortId: string): Promise<SetAssignment[]> {
  const [cards, calendar] = await Promise.all([store.cardsOf(cohortId), dueCalendar(cohortId)]);
  const set = cards
    .filter(({ removedAt }) => removedAt === undefined)
    .map((card) => ofCard(card, termsBy(calendar, card)));
  return set.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

function standingOf(set: SetAssignment, personId: string, work: Work | undefined, now: string): Standing {
  const terms = { opensAt: set.opensAt, dueAt: set.dueAt, closesAt: set.closesAt };
  const { dueAt } = termsFor(terms, work?.allowances ?? []);
  const state = stateOf(work, { dueAt }, now);
  return {
    ...{ personId, assignmentId: set.id, dueAt, late: isLate(work, state), submissions: work?.submissions ?? 0 },
    state: state === 'marked' && set.releasedAt === undefined ? 'handedIn' : state,
    ...(work?.submittedAt === undefined ? {} : { submittedAt: work.submittedAt }),
    ...(set.releasedAt === undefined || work?.points === undefined ? {} : { points: work.points }),
  };
}

/** Where these people stand with an assignment, in their order; `now` as a moment. */
export async function standingsIn(set: SetAssignment, personIds: readonly string[], now: string): Promise<Standing[]> {
  const found = new Map((await works.worksOfPeople(set.id, personIds)).map((each) => [each.personId, each]));
  return personIds.map((personId) => standingOf(set, personId, found.get(personId), now));
}

/** Where one person stands with these assignments, in their order. */
export async function standingsFor(personId: string, sets: readonly SetAssignment[], now: string): Promise<Standing[]> {
  const ids = sets.map(({ id }) => id);
  const found = new Map((await works.worksFor(personId, ids)).map((each) => [each.assignmentId, each]));
  return sets.map((set) => standingOf(set, personId, found.get(set.id), now));
}

/** Works of an assignment that wait for their marks; a moment behind. */
export const worksWaiting = (assignmentId: string): Promise<number> => works.waitingIn(assignmentId);

/** All that assignments keep about a person: what they handed in and drafted, exceptions; marks once they are released. */
export async function dataOf(personId: string) {
  const mine = await works.worksOf(personId);
  return { assignments: await Promise.all(mine.map(workData)) };
}

async function workData(work: Work) {
  const { cohortId, assignmentId, state, submissions, late, allowances, points } = work;
  const [card, sent, draft] = await Promise.all([
    store.card(cohortId, assignmentId),
    own.submissionsOf(work),
    own.draft(work),
  ]);
  const released = card?.releasedAt !== undefined;
  return {
    ...{ cohortId, assignmentId, title: card?.title ?? '', late: late ?? false, submissions },
    state: state === 'marked' && !released ? 'handedIn' : state,
    points: released ? (points ?? null) : null,
    exceptions: allowances.map(({ dueAt = null, excused, reason, at }) => ({ dueAt, excused, reason, at })),
    sent: sent.map(({ number, at, late: wasLate, text, files }) => ({
      ...{ number, at, late: wasLate, text },
      files: files.map(({ name, type, bytes }) => ({ name, type, bytes })),
    })),
    draft: draft ? { savedAt: draft.savedAt, text: draft.text } : null,
  };
}
