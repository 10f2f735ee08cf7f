/**
 * The first administrator. Invoked by an operator (never by a route) on an empty installation: creates the national body
 * and its administrator. A repeat with the same ids does nothing; a second national body is refused.
 */
import { TimeZone, id, line, localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { createAccount } from '../platform/accounts.ts';
import * as store from './identity.store.ts';

const Input = z.strictObject({
  organisation: z.strictObject({ id: id('organisation'), name: localised(200), timeZone: TimeZone }),
  administrator: z.strictObject({ id: id('person'), givenName: line(100), familyName: line(100), login: z.email() }),
  now: z.number(),
});

export async function handler(event: unknown): Promise<{ created: boolean }> {
  const { organisation, administrator, now } = z.parse(Input, event);
  const { items } = await store.organisationsBelow('root', undefined);
  if (items.length) {
    if (items[0]!.id !== organisation.id) throw new AppError('conflict');
    return { created: false };
  }
  const by = { kind: 'fact', actorId: 'operator' } as const;
  const root = { ...organisation, parentId: null, kind: 'national', path: [organisation.id] } as const;
  await store.putOrganisation(
    { ...root, path: [...root.path] },
    { ...by, type: 'identity.organisationCreated', subjectId: root.id },
    now,
  );
  await store.putPerson(
    {
      ...administrator,
      subject: await createAccount(administrator.login),
      locale: 'uk',
      timeZone: organisation.timeZone,
      disabled: false,
      memberships: [{ organisationId: root.id, roles: ['nationalAdmin'] }],
      revision: 0,
      createdAt: new Date(now).toISOString(),
    },
    { ...by, type: 'identity.personCreated', subjectId: administrator.id },
    now,
  );
  return { created: true };
}
