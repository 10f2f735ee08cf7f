/** Names of people, as texts and lists show them. */
import type { z } from '#contracts/z.ts';
import type { Named } from '#contracts/blocks.ts';
import { peopleById } from '../identity/identity.reads.ts';

export type NameOf = (personId: string) => z.infer<typeof Named>;

/** Looks up who is named; somebody nobody knows any more has no name. */
export async function namesOf(personIds: readonly string[]): Promise<NameOf> {
  const found = await peopleById(personIds);
  return (id) => {
    const { givenName = '', familyName = '' } = found.get(id) ?? {};
    return { id, givenName, familyName };
  };
}
