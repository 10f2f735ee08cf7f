/** What other rooms may ask identity. */
import { AppError } from '#contracts/errors.ts';
import * as store from './identity.store.ts';
import { branchOf, type Placed } from './organisation.ts';

export { branchOf };

/** An organisation with its path; `notFound` where there is none. */
export async function organisation(id: string): Promise<Placed> {
  const found = await store.organisation(id);
  if (!found) throw new AppError('notFound');
  return found;
}

/** Organisations by id, as a map; unknown ids are absent. */
export async function organisationsById(ids: readonly string[]): Promise<Map<string, Placed>> {
  return new Map((await store.organisations(ids)).map((each) => [each.id, each]));
}

/** People by id: names, memberships. */
export async function peopleById(ids: readonly string[]) {
  return new Map((await store.people(ids)).map((each) => [each.id, each]));
}

/** Where a person learns: the organisation of their first learner role (else of any), and its academy or region. */
export async function homeOf(memberships: readonly { organisationId: string; roles: readonly string[] }[]) {
  const home = memberships.find((membership) => membership.roles.includes('learner')) ?? memberships[0];
  if (!home) throw new AppError('notAllowed');
  const { path } = await organisation(home.organisationId);
  return { organisationId: home.organisationId, branchId: branchOf(path), path };
}
