/** Endpoints of assignments as teachers write them: the list of a cohort, set, changed, taken back. */
import { isDeepStrictEqual } from 'node:util';
import {
  assignmentsMax,
  type assignments as contract,
  type Assignment,
  type AssignmentCard,
  type AssignmentContent,
} from '#contracts/assignments.ts';
import { AppError } from '#contracts/errors.ts';
import { cohortForTeacher } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { isConditionFailure } from '../platform/table.ts';
import { cohortShown, momentOf, namesOf, taught, type Held } from './access.ops.ts';
import { requireKept, requireSense } from './assignment.ts';
import { termsOf } from './assignment-terms.reads.ts';
import * as store from './assignments.store.ts';
import { isBegun, waitingIn } from './works.store.ts';

type Names = 'taughtAssignments' | 'assignment' | 'putAssignment' | 'removeAssignment';
type Of<Name extends Names> = Input<(typeof contract)[Name]>;

const atOnce = 8;

export const assignmentHandlers: Pick<Handlers<typeof contract>, Names> = {
  async taughtAssignments(ctx, { params: { cohortId }, query }) {
    const cohort = await cohortForTeacher(ctx.person, cohortId);
    const scope = `assignments ${cohortId} ${ctx.person.id}`;
    const { items, lastKey } = await store.cardsPage(cohortId, await openCursor(query.cursor, scope, ctx.now));
    return {
      cohort: cohortShown(cohort),
      items: await inParallel(items, atOnce, cardShown),
      next: await sealCursor(lastKey, scope, ctx.now),
    };
  },

  assignment: async (ctx, { params }) => shown(await taught(ctx, params)),
  putAssignment,
  removeAssignment,
};

async function cardShown(card: store.Card): Promise<AssignmentCard> {
  const [terms, waiting] = await Promise.all([termsOf(card), waitingIn(card.id)]);
  const { id, title, language, anonymous, pointsMax } = card;
  return {
    ...{ id, title, language, anonymous, pointsMax, waiting },
    ...{ opensAt: terms.opensAt, dueAt: terms.dueAt, closesAt: terms.closesAt ?? null },
    releasedAt: card.releasedAt ?? null,
    removedAt: card.removedAt ?? null,
  };
}

/** An assignment with everything its teachers see of it. */
export async function shown({ cohort, assignment }: Pick<Held, 'cohort' | 'assignment'>): Promise<Assignment> {
  const [card, begun, names] = await Promise.all([
    cardShown(assignment),
    isBegun(assignment.id),
    namesOf([assignment.changedBy, ...assignment.releases.map(({ by }) => by)]),
  ]);
  return {
    ...card,
    begun,
    cohort: cohortShown(cohort),
    content: contentOf(assignment),
    revision: assignment.revision,
    changedBy: names(assignment.changedBy),
    changedAt: assignment.changedAt,
    releases: assignment.releases.map(({ by, reason = null, ...each }) => ({ ...each, reason, by: names(by) })),
  };
}

/** An assignment as it was written: dates before any were postponed. */
export function contentOf(stored: store.WholeAssignment): AssignmentContent {
  const { title, language, text, opensAt, dueAt, closesAt = null, takesText, fileTypes, fileBytesMax } = stored;
  const { filesMax, submissionsMax, pointsMax, rubric, anonymous } = stored;
  return {
    ...{ title, language, text, opensAt, dueAt, closesAt, takesText, fileTypes, fileBytesMax },
    ...{ filesMax, submissionsMax, pointsMax, rubric, anonymous },
  };
}

async function putAssignment(ctx: Context, { params, body }: Of<'putAssignment'>): Promise<Assignment> {
  const { cohortId, assignmentId: id } = params;
  const cohort = await cohortForTeacher(ctx.person, cohortId);
  requireSense(body.content);
  const before = await store.assignment(cohortId, id);
  if (!before && (body.revision !== null || (await store.cohortOf(id)) !== undefined)) throw new AppError('notFound');
  if (before && isRepeat(before, body, ctx.person.id)) return shown({ cohort, assignment: before });
  if (before && body.revision === null) throw new AppError('idTaken');
  if (before && before.revision !== body.revision) throw new AppError('conflict');
  if (!before && (await store.cardsOf(cohortId)).length >= assignmentsMax) throw new AppError('tooManyAssignments');
  if (before && (await isBegun(id))) requireKept(contentOf(before), body.content);
  const { closesAt, ...content } = body.content;
  const after: store.WholeAssignment = {
    ...{ id, cohortId, organisationId: cohort.organisationId, ...content, releases: before?.releases ?? [] },
    ...(closesAt === null ? {} : { closesAt }),
    ...(before?.releasedAt === undefined ? {} : { releasedAt: before.releasedAt }),
    ...(before?.removedAt === undefined ? {} : { removedAt: before.removedAt }),
    ...changedNow(ctx, before),
  };
  return saved(ctx, { cohort, before, after, type: before ? 'assignments.changed' : 'assignments.set' });
}

const changedNow = (ctx: Context, before: store.Card | undefined) => ({
  changedBy: ctx.person.id,
  changedAt: momentOf(ctx),
  revision: (before?.revision ?? 0) + 1,
});

function isRepeat(before: store.WholeAssignment, { content, revision }: Of<'putAssignment'>['body'], by: string) {
  return (
    before.changedBy === by && before.revision === (revision ?? 0) + 1 && isDeepStrictEqual(contentOf(before), content)
  );
}

interface Saving {
  cohort: Held['cohort'];
  before: store.WholeAssignment | undefined;
  after: store.WholeAssignment;
  type: string;
  data?: Record<string, string | number | boolean>;
}

/** Keeps it with its record; `conflict` where somebody was quicker. */
export async function saved(ctx: Context, { cohort, before, after, type, data }: Saving): Promise<Assignment> {
  const about = { subjectId: after.id, objectId: after.organisationId, actorId: ctx.person.id };
  const record = { kind: 'fact', type, ...about, data: { cohortId: after.cohortId, ...data } } as const;
  try {
    await store.save(after, before, record, ctx.now);
  } catch (error) {
    throw isConditionFailure(error) ? new AppError(before ? 'conflict' : 'idTaken') : error;
  }
  return shown({ cohort, assignment: after });
}

async function removeAssignment(ctx: Context, { params, body }: Of<'removeAssignment'>): Promise<Assignment> {
  const { cohort, assignment: before } = await taught(ctx, params);
  if ((before.removedAt !== undefined) === body.removed) return shown({ cohort, assignment: before });
  if (before.revision !== body.revision) throw new AppError('conflict');
  const { removedAt: _, ...rest } = before;
  const after = { ...rest, ...changedNow(ctx, before), ...(body.removed ? { removedAt: momentOf(ctx) } : {}) };
  return saved(ctx, { cohort, before, after, type: body.removed ? 'assignments.removed' : 'assignments.restored' });
}
