/**
 * Endpoint that binds a person to a new account at the user pool: theirs is gone, or their address has changed. They are out
 * at once; the invitation makes the new account, takes the old one away and lets them in again.
 */
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail } from '#contracts/people.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import type { Person } from '../platform/session.ts';
import { invitation, invitationRequest } from './invitations.store.ts';
import { accountSignal, makeChange } from './person-change.ops.ts';
import { unbound } from './person.ts';
import { detailOf, managedPerson } from './person-view.ops.ts';

export const rebindHandlers: Pick<Handlers<typeof contract>, 'rebindAccount'> = { rebindAccount: rebind };

async function rebind(
  ctx: Context,
  { params, body: { login, revision } }: Input<(typeof contract)['rebindAccount']>,
): Promise<PersonDetail> {
  const [before, tree] = await managedPerson(ctx, params.personId);
  // with a session left open anybody could take the account along
  if (before.id === ctx.person.id) throw new AppError('notAllowed');
  if (before.disabled) throw new AppError('personDisabled');
  const isMade = (present: Person) => present.login === login && present.activeAt === undefined;
  if (isMade(before)) return detailOf(ctx, before);
  if (revision !== before.revision) throw new AppError('conflict');
  const readdressed = login !== before.login;
  return makeChange(ctx, {
    before,
    after: unbound(before, login, ctx.now),
    tree,
    isMade,
    fact: { type: 'identity.accountRebound' },
    records: [accountSignal({ signOut: true, ...(readdressed ? { formerLogin: true } : {}) })],
    writes: invitationRequest(before.id, ctx.person.id, ctx.now, await invitation(before.id)),
  });
}
