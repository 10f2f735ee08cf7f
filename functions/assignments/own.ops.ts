/** Endpoints of a learner’s assignments: the list, one with everything about it, the draft, handing in. */
import {
  type assignmentWork as contract,
  type Feedback,
  type OwnAssignment,
  type OwnCard,
  type Submission,
  type WorkFile,
} from '#contracts/assignment-work.ts';
import { AppError } from '#contracts/errors.ts';
import { cohortForMember } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, unlessRefused } from '../platform/table.ts';
import { cohortShown, handing, learned, momentOf, namesOf, workIdOf, type Held, type Place } from './access.ops.ts';
import { termsFor, type Terms } from './assignment.ts';
import { termsOf } from './assignment-terms.reads.ts';
import * as cards from './assignments.store.ts';
import * as files from './files.store.ts';
import { told } from './marks.ts';
import * as own from './submissions.store.ts';
import { handedIn, isLate, noWork, refusalOf, stateOf, submissionsLeft, type Work } from './work.ts';
import { fingerprints } from './winnowing.ts';
import * as works from './works.store.ts';

type Names = 'ownAssignments' | 'ownAssignment' | 'saveDraft' | 'handIn';
type Of<Name extends Names> = Input<(typeof contract)[Name]>;

export const ownHandlers: Pick<Handlers<typeof contract>, Names> = {
  async ownAssignments(ctx, { params: { cohortId } }) {
    const cohort = await cohortForMember(ctx.person, cohortId);
    const set = (await cards.cardsOf(cohortId)).filter(({ removedAt }) => removedAt === undefined);
    const ids = set.map(({ id }) => id);
    const mine = new Map((await works.worksFor(ctx.person.id, ids)).map((each) => [each.assignmentId, each]));
    const items = await Promise.all(
      set.map(async (card) => cardShown(card, await termsOf(card), mine.get(card.id), momentOf(ctx))),
    );
    return { cohort: cohortShown(cohort), items: items.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)) };
  },

  ownAssignment: async (ctx, { params }) => shown(ctx, await learned(ctx, params)),
  saveDraft,
  handIn,
};

/** One’s own assignment in a list. */
function cardShown(card: cards.Card, terms: Terms, work: Work | undefined, now: string): OwnCard {
  const { id, title, language, pointsMax } = card;
  const { opensAt, dueAt, closesAt = null } = termsFor(terms, work?.allowances ?? []);
  const state = stateOf(work, { dueAt }, now);
  return {
    ...{ id, title, language, pointsMax, opensAt, dueAt, closesAt },
    // that it is marked is no secret before the release, but what for would be a riddle
    state: state === 'marked' && card.releasedAt === undefined ? 'handedIn' : state,
    late: isLate(work, state),
    submissions: work?.submissions ?? 0,
    points: card.releasedAt === undefined ? null : (work?.points ?? null),
  };
}

const submissionShown = ({ id, number, text, files: sent, at, late }: own.StoredSubmission): Submission => ({
  ...{ id, number, text, at, late },
  files: sent.map(({ sha256: _, ...file }) => file),
});

export const fileShown = (stored: files.StoredFile): WorkFile => {
  const { id, name, type, bytes, state, failure = null, partBytes, fingerprint } = stored;
  return { id, name, type, bytes, state, failure, partBytes, fingerprint };
};

async function shown(ctx: Context, { cohort, assignment, terms }: Held): Promise<OwnAssignment> {
  const place = { personId: ctx.person.id, assignmentId: assignment.id };
  const [work, draft, sent, marks, there] = await Promise.all([
    works.work(assignment.id, ctx.person.id),
    own.draft(place),
    own.submissionsOf(place),
    own.marksOf(place),
    files.filesOf(place, ctx.now),
  ]);
  const now = momentOf(ctx);
  const isOpen = now >= terms.opensAt;
  const allowance = work?.allowances.at(-1);
  const handed = new Set(sent.flatMap((each) => each.files.map(({ id }) => id)));
  const { takesText, fileTypes, fileBytesMax, filesMax, submissionsMax, anonymous } = assignment;
  return {
    ...cardShown(assignment, terms, work, now),
    ...{ cohort: cohortShown(cohort), takesText, fileTypes, fileBytesMax, filesMax, anonymous },
    text: isOpen ? assignment.text : null,
    rubric: isOpen ? assignment.rubric : [],
    submissionsLeft: submissionsLeft(work, submissionsMax),
    takes: !refusalOf(work, termsFor(terms, work?.allowances ?? []), submissionsMax, now),
    extension: allowance
      ? { dueAt: allowance.dueAt ?? null, excused: allowance.excused, reason: allowance.reason }
      : null,
    draft: draft ? draftShown(draft) : null,
    files: there.filter(({ id }) => !handed.has(id)).map(fileShown),
    sent: sent.map(submissionShown).reverse(),
    feedback: await feedbackOf(marks, assignment.releasedAt !== undefined),
  };
}

async function feedbackOf(marks: readonly own.KeptMark[], released: boolean): Promise<Feedback[]> {
  const shownMarks = told(marks, released);
  const names = await namesOf(shownMarks.map(({ by }) => by));
  return shownMarks
    .map(({ number, outcome, points, levels, comment, comments, reworkDueAt, by, at }) => ({
      ...{ number, outcome, levels, comment, comments, reworkDueAt, at },
      points: outcome === 'marked' ? points : null,
      by: names(by),
    }))
    .reverse();
}

const draftShown = ({ text, fileIds, revision, savedAt }: own.StoredDraft) => ({ text, fileIds, revision, savedAt });

async function saveDraft(ctx: Context, { params, body }: Of<'saveDraft'>) {
  const { assignment, terms } = await handing(ctx, params);
  if (momentOf(ctx) < terms.opensAt) throw new AppError('assignmentNotOpen');
  const place = { personId: ctx.person.id, assignmentId: assignment.id };
  const [before, work] = await Promise.all([own.draft(place), works.work(assignment.id, ctx.person.id)]);
  const isSame = before?.text === body.text && before.fileIds.join() === body.fileIds.join();
  if (before && isSame) return draftShown(before);
  if ((before?.revision ?? 0) !== body.revision) throw new AppError('conflict');
  await ensureWork(ctx, params, work);
  const after = { ...place, ...body, revision: body.revision + 1, savedAt: momentOf(ctx) };
  if (!(await unlessRefused(own.putDraft(after, before)))) throw new AppError('conflict');
  return draftShown(after);
}

/** Whatever somebody writes is found again with their person: by the work it belongs to, which begins with it. */
export async function ensureWork(ctx: Context, { cohortId, assignmentId }: Place, before: Work | undefined) {
  if (before) return;
  const personId = ctx.person.id;
  const begun = noWork({ cohortId, assignmentId, personId, id: await workIdOf(assignmentId, personId) });
  await unlessRefused(transact(works.workPut({ ...begun, revision: 1 })));
}

const attemptsMax = 4;

/** Two of one’s own devices, or an exception given meanwhile: each time it is judged by what is there by then. */
async function handIn(ctx: Context, { params, body }: Of<'handIn'>): Promise<OwnAssignment> {
  const held = await handing(ctx, params);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    if (await isHandedIn(ctx, held, params.submissionId, body)) return shown(ctx, held);
  }
  throw new AppError('conflict');
}

/** False where the work changed since it was read. */
async function isHandedIn(ctx: Context, held: Held, id: string, body: Of<'handIn'>['body']): Promise<boolean> {
  const { assignment, terms, cohort } = held;
  const place = { personId: ctx.person.id, assignmentId: assignment.id };
  const [before, sent] = await Promise.all([works.work(assignment.id, ctx.person.id), own.submissionsOf(place)]);
  const there = sent.find((each) => each.id === id);
  if (there) {
    if (there.text !== body.text || there.files.map((each) => each.id).join() !== body.fileIds.join())
      throw new AppError('idTaken');
    return true;
  }
  const work = before ?? noWork({ ...place, cohortId: cohort.id, id: await workIdOf(assignment.id, ctx.person.id) });
  const after = handedIn(work, termsFor(terms, work.allowances), assignment.submissionsMax, momentOf(ctx));
  const kept = await filesToHandIn(ctx, held, body);
  const submission = { ...place, id, number: after.submissions, text: body.text, files: kept, at: momentOf(ctx) };
  const hashes = [...new Set(fingerprints(body.text).map(({ hash }) => hash))];
  const record: NewRecord = {
    ...{ kind: 'fact' as const, type: 'assignments.handedIn', subjectId: ctx.person.id, actorId: ctx.person.id },
    ...{ objectId: assignment.id, data: { number: after.submissions, late: after.late ?? false } },
  };
  const writes = [
    works.workPut(after),
    works.aliasPut(after),
    own.submissionPut({ ...submission, late: after.late ?? false }),
    own.draftRemoval(place),
    works.printsPut(assignment.id, ctx.person.id, hashes),
    recordPut(record, ctx.now),
  ];
  try {
    await transact(...writes);
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

/** The files by id: all there and checked; `submissionEmpty` where there is nothing at all. */
async function filesToHandIn(ctx: Context, { assignment }: Held, { text, fileIds }: Of<'handIn'>['body']) {
  if (!assignment.takesText && text.trim()) throw new AppError('invalid', { field: 'body.text', reason: 'notTaken' });
  if (!text.trim() && !fileIds.length) throw new AppError('submissionEmpty');
  const tooMany = fileIds.length > assignment.filesMax || new Set(fileIds).size !== fileIds.length;
  if (tooMany) throw new AppError('invalid', { field: 'body.fileIds', reason: 'tooMany' });
  const there = await files.filesOf({ personId: ctx.person.id, assignmentId: assignment.id }, ctx.now);
  return fileIds.map((id) => {
    const file = there.find((each) => each.id === id);
    if (!file) throw new AppError('notFound');
    if (file.state !== 'ready' || file.sha256 === undefined) throw new AppError('mediaIncomplete', { file: file.name });
    const { name, type, bytes, sha256 } = file;
    return { id, name, type, bytes, sha256 };
  });
}
