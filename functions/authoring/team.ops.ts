/** Endpoints of a course's team: colleagues, roles, leaving. */
import type { Draft } from '#contracts/authoring.ts';
import type { draftTeam as contract } from '#contracts/draft-team.ts';
import { AppError } from '#contracts/errors.ts';
import type { CourseTeamRole } from '#contracts/permissions.ts';
import { branchOf, personNow, staffNamed } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import { accessTo, mayWriteFor, type Access } from './access.ops.ts';
import { draftView } from './draft-view.ops.ts';
import { draftCounted } from './drafts.store.ts';
import { inParallel } from '../platform/parallel.ts';
import { mayChangeTeam, requireTeam } from './team.ts';
import * as store from './team.store.ts';
import { tracePut } from './traces.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const teamHandlers: Pick<Handlers<typeof contract>, 'colleagues' | 'putTeamMember' | 'removeTeamMember'> = {
  colleagues,
  putTeamMember,
  removeTeamMember,
};

const colleaguesMax = 20;

async function colleagues(ctx: Context, { params, query }: Of<'colleagues'>) {
  const { path, ...access } = await accessTo(ctx, params.courseId);
  if (!mayChangeTeam(access)) throw new AppError('notAllowed');
  const [found, team] = await Promise.all([staffNamed(path, branchOf(path), query.q), store.teamOf(params.courseId)]);
  const members = new Set(team.map(({ personId }) => personId));
  const fit = await inParallel(
    found.filter(({ id, disabled }) => !members.has(id) && !disabled),
    10,
    async (person) => ((await mayWriteFor(person, path)) ? [person] : []),
  );
  const items = fit.flat().map(({ id, givenName, familyName }) => ({ id, givenName, familyName }));
  return { items: items.slice(0, colleaguesMax) };
}

async function putTeamMember(ctx: Context, { params, body }: Of<'putTeamMember'>): Promise<Draft> {
  const { courseId, personId } = params;
  return changeTeam(ctx, courseId, async (access, team) => {
    if (!mayChangeTeam(access)) throw new AppError('notAllowed');
    const before = team.find((each) => each.personId === personId);
    if (before?.role === body.role) return undefined;
    if (!before) await requireSuitable(personId, access.path);
    return { personId, before, role: body.role };
  });
}

async function removeTeamMember(ctx: Context, { params }: Of<'removeTeamMember'>) {
  const { courseId, personId } = params;
  await changeTeam(ctx, courseId, (access, team) => {
    if (!mayChangeTeam(access) && personId !== ctx.person.id) throw new AppError('notAllowed');
    const before = team.find((each) => each.personId === personId);
    return before && { personId, before, role: null };
  });
  return {};
}

/** Whoever nobody knows, and whoever is of another academy, answers the same. */
async function requireSuitable(personId: string, path: readonly string[]): Promise<void> {
  const person = await personNow(personId);
  if (!person || person.disabled || !(await mayWriteFor(person, path))) throw new AppError('personUnsuitable');
}

interface Step {
  personId: string;
  before: store.StoredMember | undefined;
  /** null: leaves */
  role: CourseTeamRole | null;
}
type Decide = (access: Access, team: store.StoredMember[]) => Step | undefined | Promise<Step | undefined>;

const attemptsMax = 8;

/** One change of a team at a time: of two owners who leave at once, one stays. */
async function changeTeam(ctx: Context, courseId: string, decide: Decide): Promise<Draft> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [access, team] = await Promise.all([accessTo(ctx, courseId), store.teamOf(courseId)]);
    const step = await decide(access, team);
    if (!step) return draftView(access, { team });
    requireTeam(team, step.personId, step.role);
    const after = teamAfter(team, step, courseId, new Date(ctx.now).toISOString());
    if (await isMade(ctx, access, step, after)) return draftView(roleAfter(ctx, access, step), { team: after });
  }
  throw new AppError('conflict');
}

function teamAfter(team: store.StoredMember[], { personId, role }: Step, courseId: string, since: string) {
  const others = team.filter((each) => each.personId !== personId);
  return role ? [...others, { courseId, personId, role, since }] : others;
}

const roleAfter = (ctx: Context, access: Access, { personId, role }: Step): Access =>
  personId === ctx.person.id ? { ...access, role: role ?? undefined } : access;

async function isMade(ctx: Context, { draft }: Access, step: Step, after: store.StoredMember[]): Promise<boolean> {
  const { personId, before, role } = step;
  const present = after.find((each) => each.personId === personId);
  const record: NewRecord = {
    ...{ kind: 'fact', type: 'authoring.teamChanged', subjectId: personId, actorId: ctx.person.id, objectId: draft.id },
    data: { before: before?.role ?? '', after: role ?? '' },
  };
  return unlessRefused(
    transact(
      draftCounted(draft, 'teamRevision'),
      ...(present
        ? [store.memberPut(present)]
        : [store.memberDelete({ courseId: draft.id, personId }), tracePut(draft.id, personId)]),
      recordPut(record, ctx.now),
    ),
  );
}
