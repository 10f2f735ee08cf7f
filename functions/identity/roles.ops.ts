/** Endpoints of roles: setting them in an organisation, moving to another; the period before is kept. */
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import type { NewRecord } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { fits, homeAfter, inReach, moved, rolesIn, sameRoles, withRoles } from './membership.ts';
import { mayGrant, requireOpen } from './organisation.ts';
import { administrationGuards, makeChange } from './person-change.ops.ts';
import { detailOf, visiblePerson, type Places } from './person-view.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const roleHandlers: Pick<Handlers<typeof contract>, 'setRoles' | 'movePerson'> = {
  setRoles,
  movePerson: move,
};

async function setRoles(ctx: Context, { params, body }: Of<'setRoles'>): Promise<PersonDetail> {
  const { organisationId } = params;
  const [before, tree] = await visiblePerson(ctx, params.personId, organisationId);
  const isMade = (present: Person) => sameRoles(rolesIn(present, organisationId), body.roles);
  requireGrant(ctx, before, tree, organisationId, [...rolesIn(before, organisationId), ...body.roles]);
  if (isMade(before)) return detailOf(ctx, before);
  if (body.revision !== before.revision) throw new AppError('conflict');
  const after = withMemberships(before, withRoles(before.memberships, organisationId, body.roles));
  const given = body.roles.length > 0;
  if (given) requireRoom(after, tree, organisationId);
  return makeChange(ctx, {
    before,
    after,
    tree,
    isMade,
    fact: rolesFact(before, after, organisationId),
    opened: given ? [organisationId] : [],
    guards: await administrationGuards(ctx, before, after),
  });
}

async function move(ctx: Context, { params, body: { from, to, revision } }: Of<'movePerson'>): Promise<PersonDetail> {
  if (from === to) throw new AppError('invalid', { field: 'body.to', reason: 'same' });
  const [before, tree] = await visiblePerson(ctx, params.personId, from, to);
  const isMade = (present: Person) => !rolesIn(present, from).length && rolesIn(present, to).length > 0;
  const roles = rolesIn(before, from);
  requireGrant(ctx, before, tree, from, roles);
  requireGrant(ctx, before, tree, to, [...roles, ...rolesIn(before, to)]);
  if (isMade(before)) return detailOf(ctx, before);
  if (!roles.length) throw new AppError('notFound');
  if (revision !== before.revision) throw new AppError('conflict');
  const after = withMemberships(before, moved(before.memberships, from, to));
  requireRoom(after, tree, to);
  return makeChange(ctx, {
    before,
    after,
    tree,
    isMade,
    fact: { type: 'identity.personMoved', objectId: to, data: { from, to, roles: roles.join(',') } },
    // those who follow roles need not know that it was a move
    records: [from, to].map((id) => ({ kind: 'fact', ...rolesFact(before, after, id) }) as const),
    opened: [to],
    guards: await administrationGuards(ctx, before, after),
  });
}

const withMemberships = (person: Person, memberships: Person['memberships']): Person => ({
  ...person,
  memberships,
  homeId: homeAfter(memberships, person.homeId),
  revision: person.revision + 1,
});

/** The asker must be able to give what is there now and what will be; nothing is given to who was merged or erased. */
function requireGrant(ctx: Context, person: Person, tree: Places, organisationId: string, roles: Role[]): void {
  const organisation = tree.get(organisationId);
  if (!organisation) throw new AppError('notFound');
  const gone = person.mergedInto !== undefined || person.erasedAt !== undefined;
  // an auditor sees people whom, as an administrator elsewhere, they have no say over
  const isTheirs = inReach(ctx.person.memberships, 'managePeople', person, tree);
  // nothing to take and nothing to give: still no business of somebody without power there
  const asked: readonly Role[] = roles.length ? roles : ['learner'];
  if (gone || !isTheirs || !mayGrant(ctx.person.memberships, asked, organisation.path))
    throw new AppError('notAllowed');
}

function requireRoom(after: Person, tree: Places, organisationId: string): void {
  requireOpen(tree.get(organisationId)!);
  if (!fits(after, tree)) throw new AppError('tooManyMemberships');
}

function rolesFact(
  before: Person,
  after: Person,
  organisationId: string,
): Pick<NewRecord, 'type' | 'objectId' | 'data'> {
  const [was, is] = [before, after].map((person) => rolesIn(person, organisationId).join(','));
  return {
    type: 'identity.rolesChanged',
    objectId: organisationId,
    data: { organisationId, before: was!, after: is! },
  };
}
