/**
 * The first administrator. Invoked by an operator (never by a route): creates the national body where there is none, and
 * an administrator of it, and asks for their invitation by mail; later too, for who locked everybody out. A repeat with
 * the same ids does nothing; a second national body is refused.
 */
import { TimeZone, id, line, localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { Login } from '#contracts/people.ts';
import { z } from '#contracts/z.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { transact } from '../platform/table.ts';
import { invitationRequest } from './invitations.store.ts';
import { rootOrganisation } from './organisation.ts';
import { organisationsBelow, putOrganisation } from './organisations.store.ts';
import * as people from './people.store.ts';
import { personCreation } from './person-writes.ops.ts';

const Input = z.strictObject({
  organisation: z.strictObject({ id: id('organisation'), name: localised(200), timeZone: TimeZone }),
  administrator: z.strictObject({ id: id('person'), givenName: line(100), familyName: line(100), login: Login }),
  now: z.number(),
});
type Input = z.infer<typeof Input>;

const actorId = 'operator';

export async function handler(event: unknown): Promise<{ created: boolean }> {
  const input = z.parse(Input, event);
  const { organisation, administrator, now } = input;
  const { items } = await organisationsBelow('root', undefined, { closed: true });
  if (items.some((existing) => existing.id !== organisation.id)) throw new AppError('conflict');
  const root = rootOrganisation(organisation);
  const record = { kind: 'fact', type: 'identity.organisationCreated', subjectId: root.id, actorId } as const;
  if (!items.length) await putOrganisation(root, record, now);
  // a first run may have been cut off between the two
  if (await people.person(administrator.id)) return { created: false };
  const person = administratorOf(input);
  const data = { [root.id]: 'nationalAdmin' };
  await transact(
    ...personCreation(person, new Map([[root.id, root]]), { actorId: undefined, at: person.createdAt }),
    recordPut(
      { kind: 'fact', type: 'identity.personCreated', subjectId: person.id, actorId, objectId: root.id, data },
      now,
    ),
    ...invitationRequest(person.id, actorId, now),
  );
  return { created: true };
}

const administratorOf = ({ organisation, administrator, now }: Input): Person => ({
  ...administrator,
  locale: 'uk',
  timeZone: organisation.timeZone,
  disabled: false,
  homeId: organisation.id,
  memberships: [{ organisationId: organisation.id, roles: ['nationalAdmin'] }],
  revision: 0,
  createdAt: new Date(now).toISOString(),
});
