/** Endpoints of the teacher’s list: who of the cohort has handed in, who is late or missing; exceptions for one person. */
import { allowancesMax, type assignments as contract, type AssignmentPerson } from '#contracts/assignments.ts';
import { AppError } from '#contracts/errors.ts';
import { isMember, membersPage } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { momentOf, namesOf, taught, workIdOf, type Held, type Names } from './access.ops.ts';
import { isVeiled, termsFor, type StoredAllowance } from './assignment.ts';
import { isLate, noWork, stateOf, type Work } from './work.ts';
import * as store from './works.store.ts';

type Of<Name extends 'assignmentPeople' | 'allow'> = Input<(typeof contract)[Name]>;

const pageSize = 100;

export const peopleHandlers: Pick<Handlers<typeof contract>, 'assignmentPeople' | 'allow'> = {
  async assignmentPeople(ctx, { params, query }) {
    const held = await taught(ctx, params);
    const scope = `assignment people ${params.assignmentId} ${ctx.person.id}`;
    const from = await openCursor(query.cursor, scope, ctx.now);
    const { items: members, lastKey } = await membersPage(params.cohortId, from, pageSize);
    const ids = members.map(({ personId }) => personId);
    const works = new Map((await store.worksOfPeople(params.assignmentId, ids)).map((each) => [each.personId, each]));
    const by = [...works.values()].flatMap(({ allowances }) => allowances.map((each) => each.by));
    const names = await namesOf([...ids, ...by]);
    return {
      items: ids.map((id) => personShown(held, { id, work: works.get(id), names, now: momentOf(ctx) })),
      next: await sealCursor(lastKey, scope, ctx.now),
    };
  },
  allow,
};

interface Shown {
  id: string;
  work: Work | undefined;
  names: Names;
  now: string;
}

/** Where one person stands. Without names being marked, nothing that leads to their work: that it came, and no more. */
function personShown({ assignment, terms }: Held, { id, work, names, now }: Shown): AssignmentPerson {
  const { dueAt } = termsFor(terms, work?.allowances ?? []);
  const state = stateOf(work, { dueAt }, now);
  const veiled = isVeiled(assignment);
  const came = work !== undefined && work.state !== 'none';
  return {
    person: names(id),
    state: veiled && came ? 'handedIn' : state,
    late: isLate(work, state),
    dueAt,
    submissions: veiled ? null : (work?.submissions ?? 0),
    submittedAt: veiled ? null : (work?.submittedAt ?? null),
    points: veiled ? null : (work?.points ?? null),
    workId: veiled || !came ? null : work.id,
    allowances: (work?.allowances ?? []).map(({ by, dueAt: until = null, ...each }) => ({
      ...{ ...each, dueAt: until, by: names(by) },
    })),
    revision: work?.allowances.length ?? 0,
  };
}

async function allow(ctx: Context, { params, body }: Of<'allow'>): Promise<AssignmentPerson> {
  const held = await taught(ctx, params);
  const { personId, assignmentId, cohortId } = params;
  const [before, member] = await Promise.all([store.work(assignmentId, personId), isMember(cohortId, personId)]);
  if (!member) throw new AppError('notFound');
  if (personId === ctx.person.id) throw new AppError('ownWork');
  const work = before ?? noWork({ cohortId, assignmentId, personId, id: await workIdOf(assignmentId, personId) });
  const given: StoredAllowance = {
    ...{ excused: body.excused, reason: body.reason, by: ctx.person.id, at: momentOf(ctx) },
    ...(body.dueAt === null ? {} : { dueAt: body.dueAt }),
  };
  const after = isSame(work.allowances[body.revision], given) ? work : await allowed(ctx, held, work, { body, given });
  const names = await namesOf([personId, ...after.allowances.map(({ by }) => by)]);
  return personShown(held, { id: personId, work: after, names, now: momentOf(ctx) });
}

const isSame = (there: StoredAllowance | undefined, given: StoredAllowance): boolean =>
  there !== undefined &&
  (['dueAt', 'excused', 'reason', 'by'] as const).every((field) => there[field] === given[field]);

interface Allowing {
  body: Of<'allow'>['body'];
  given: StoredAllowance;
}

/** The learner may hand in meanwhile, which is nobody’s conflict: the same exception is tried once more. */
async function allowed(ctx: Context, held: Held, work: Work, { body, given }: Allowing): Promise<Work> {
  if (work.allowances.length !== body.revision) throw new AppError('conflict');
  if (work.allowances.length >= allowancesMax) throw new AppError('tooManyAllowances');
  const after = { ...work, allowances: [...work.allowances, given], revision: work.revision + 1 };
  const record: NewRecord = {
    ...{ kind: 'fact' as const, type: 'assignments.allowed', subjectId: work.personId, actorId: ctx.person.id },
    ...{ objectId: held.assignment.id, data: { excused: given.excused, dueAt: given.dueAt ?? null } },
  };
  try {
    await transact(store.workPut(after), recordPut(record, ctx.now));
    return after;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const now = await store.work(work.assignmentId, work.personId);
    if (!now || now.allowances.length !== body.revision) throw new AppError('conflict');
    return allowed(ctx, held, now, { body, given });
  }
}
