/** Endpoints of the signed-in person: who am I, language and time zone, “see as”. */
import type { identity, Me } from '#contracts/identity.ts';
import { AppError } from '#contracts/errors.ts';
import { actionsOf } from '#contracts/permissions.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { seeAsUpdate, sessionCookie, type Person } from '../platform/session.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { grantingRole } from './organisation.ts';
import { found } from './organisation-detail.ops.ts';
import { organisations } from './organisations.store.ts';
import * as people from './people.store.ts';
import { shortOf } from './person-view.ops.ts';
import { changedProfile, repeatsChange } from './profile.ts';

type Of<Name extends keyof typeof identity> = Input<(typeof identity)[Name]>;

export const meHandlers: Pick<Handlers<typeof identity>, 'me' | 'changeMe' | 'startSeeAs' | 'endSeeAs'> = {
  me: (ctx) => present(ctx.person, ctx.seeAs),
  changeMe,
  startSeeAs,
  endSeeAs,
};

/** The person; under “see as” their memberships are the one role they look through. */
async function present(person: Person, seeAs: Context['seeAs']): Promise<Me> {
  const stored = await organisations(person.memberships.map((each) => each.organisationId));
  const byId = new Map(stored.map((each) => [each.id, each]));
  const memberships = person.memberships.flatMap(({ organisationId, roles }) => {
    const organisation = byId.get(organisationId);
    return organisation ? [{ organisation, roles }] : [];
  });
  const seen = seeAs && byId.get(seeAs.organisationId);
  return {
    ...person,
    actions: actionsOf(person.memberships),
    memberships,
    seeAs: seen ? { organisation: shortOf(seen), role: seeAs.role } : null,
  };
}

async function changeMe(ctx: Context, { body }: Of<'changeMe'>): Promise<Me> {
  const { person } = ctx;
  if (repeatsChange(person, body)) return present(person, ctx.seeAs);
  if (body.revision !== person.revision) throw new AppError('conflict');
  const changed = changedProfile(person, body);
  const about = { subjectId: person.id, actorId: person.id };
  try {
    await transact(
      people.personWrite(person, changed),
      recordPut({ kind: 'fact', type: 'identity.profileChanged', ...about }, ctx.now),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // the same change at the same moment: it is made
    const stored = await people.person(person.id);
    if (!stored || !repeatsChange(stored, body)) throw new AppError('conflict');
    return present(stored, ctx.seeAs);
  }
  return present(changed, ctx.seeAs);
}

/** Only a role one could give, and only where one may: nobody sees more than they could anyway. */
async function startSeeAs(ctx: Context, { body, cookie }: Of<'startSeeAs'>): Promise<Me> {
  const { organisationId, role } = body;
  const { path } = await found(organisationId);
  requireIn(ctx, 'seeAs', path);
  const by = grantingRole(ctx.person.memberships, role, path);
  if (!by) throw new AppError('notAllowed');
  const about = { subjectId: ctx.person.id, actorId: ctx.person.id };
  const fact = { kind: 'fact', type: 'identity.seeAsStarted', objectId: organisationId, data: { role } } as const;
  await transact(seeAsUpdate(cookie(sessionCookie), { ...body, by }), recordPut({ ...fact, ...about }, ctx.now));
  return present({ ...ctx.person, memberships: [{ organisationId, roles: [role] }] }, body);
}

async function endSeeAs(ctx: Context, { cookie }: Of<'endSeeAs'>): Promise<Me> {
  const { id } = ctx.person;
  if (ctx.seeAs) {
    const { organisationId, role } = ctx.seeAs;
    const about = { subjectId: id, actorId: id, objectId: organisationId, data: { role } };
    await transact(
      seeAsUpdate(cookie(sessionCookie), undefined),
      recordPut({ kind: 'fact', type: 'identity.seeAsEnded', ...about }, ctx.now),
    );
  }
  const person = await people.person(id);
  if (!person) throw new AppError('signInNeeded');
  return present(person, undefined);
}
