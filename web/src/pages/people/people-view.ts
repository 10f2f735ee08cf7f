/** How people are shown: sign and colour of a state, roles in the order of the contract. Pure. */
import type { PersonState } from '#contracts/people.ts';
import { roles, type Role } from '#contracts/permissions.ts';
import type { IconName } from '../../lib/ui/icons.ts';

/** Sign and colour of a state; the word comes from the messages. */
export const stateSigns = {
  new: { kind: 'plain', icon: 'dash' },
  invited: { kind: 'acc', icon: 'mail' },
  active: { kind: 'ok', icon: 'check' },
  disabled: { kind: 'warn', icon: 'lock' },
  merged: { kind: 'line', icon: 'people' },
  erased: { kind: 'line', icon: 'close' },
} as const satisfies Record<PersonState, { kind: string; icon: IconName }>;

/** In the order in which roles are explained everywhere. */
export const inOrder = (held: readonly Role[]): Role[] => roles.filter((role) => held.includes(role));

/** What stands where an erased name was. */
const noName = '—';

/** Family name first, as lists of people are sorted; of an erased name what is left of it. */
export const listName = ({ familyName, givenName }: { familyName: string; givenName: string }): string =>
  givenName === noName ? familyName : `${familyName} ${givenName}`;

/** The one membership that lies in the organisation shown, if it is clear which one is meant. */
export function onlyMembership<M extends { organisation: { id: string } }>(
  memberships: readonly M[],
  organisationId: string,
): M | undefined {
  return memberships.length === 1
    ? memberships[0]
    : memberships.find((membership) => membership.organisation.id === organisationId);
}

/** A person who has been merged or erased is a closed card. */
export const isClosed = (state: PersonState): boolean => state === 'merged' || state === 'erased';
