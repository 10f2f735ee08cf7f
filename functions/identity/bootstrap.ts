/**
 * The first administrator. Invoked by an operator (never by a route) on an empty installation: creates the national body
 * and its administrator. A repeat with the same ids does nothing; a second national body is refused.
 */
import { TimeZone, id, line, localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { Login } from '#contracts/identity.ts';
import { z } from '#contracts/z.ts';
import { createAccount } from '../platform/accounts.ts';
import * as store from './identity.store.ts';

const Input = z.strictObject({
  organisation: z.strictObject({ id: id('organisation'), name: localised(200), timeZone: TimeZone }),
  administrator: z.strictObject({ id: id('person'), givenName: line(100), familyName: line(100), login: Login }),
  now: z.number(),
});

export async function handler(event: unknown): Promise<{ created: boolean }> {
  const { organisation, administrator, now } = z.parse(Input, event);
  const by = { kind: 'fact', actorId: 'operator' } as const;
  const { items } = await store.organisationsBelow('root', undefined);
  if (items.some((existing) => existing.id !== organisation.id)) throw new AppError('conflict');
  if (!items.length) {
    const root = { ...organisation, parentId: null, kind: 'national' as const, path: [organisation.id] };
    await store.putOrganisation(root, { ...by, type: 'identity.organisationCreated', subjectId: root.id }, now);
  }
  // a first run may have been cut off between the two
  if (await store.person(administrator.id)) return { created: false };
  await store.putPerson(
    {
      ...administrator,
      subject: await createAccount(administrator.login),
      locale: 'uk',
      timeZone: organisation.timeZone,
      disabled: false,
      memberships: [{ organisationId: organisation.id, roles: ['nationalAdmin'] }],
      revision: 0,
      createdAt: new Date(now).toISOString(),
    },
    { ...by, type: 'identity.personCreated', subjectId: administrator.id },
    now,
  );
  return { created: true };
}
