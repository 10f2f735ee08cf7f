/** Names as people have them now: of who was merged, the kept person’s; of who was erased, none. */
import { peopleById } from '../identity/identity.reads.ts';

export interface Name {
  id: string;
  givenName: string;
  familyName: string;
}
export type Names = (personId: string | undefined) => Name | null;

/** Looks up all at once. */
export async function namesOf(ids: readonly (string | undefined)[]): Promise<Names> {
  const found = await peopleById([...new Set(ids.filter((id) => id !== undefined))]);
  return (id) => {
    const person = id === undefined ? undefined : found.get(id);
    if (!person || person.erasedAt !== undefined) return null;
    return { id: person.id, givenName: person.givenName, familyName: person.familyName };
  };
}

/** Those of them who have one. */
export const named = (names: Names, ids: readonly string[]): Name[] => ids.map(names).filter((name) => name !== null);
