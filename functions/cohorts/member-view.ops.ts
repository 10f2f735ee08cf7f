/** Members as teachers see them: names and homes are looked up. */
import type { MemberRow } from '#contracts/cohort-members.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { lastPeriod, type MemberItem } from './member.ts';

interface Placed {
  personId: string;
  joinedAt: string;
  leftAt?: string | undefined;
}

/** In the order given. Whose card was erased stays as their id, so that what was learned stays accounted for. */
export async function memberRows(items: readonly Placed[]): Promise<MemberRow[]> {
  const people = await peopleById([...new Set(items.map(({ personId }) => personId))]);
  const homes = await organisationsById([...new Set([...people.values()].flatMap(({ homeId }) => homeId ?? []))]);
  return items.map(({ personId, joinedAt, leftAt = null }) => {
    const person = people.get(personId);
    const home = homes.get(person?.homeId ?? '');
    return {
      id: personId,
      givenName: person?.givenName ?? '',
      familyName: person?.familyName ?? '',
      home: home ? { id: home.id, name: home.name } : null,
      joinedAt,
      leftAt,
    };
  });
}

export async function rowOf(member: MemberItem): Promise<MemberRow> {
  const { joinedAt, leftAt } = lastPeriod(member);
  return (await memberRows([{ personId: member.personId, joinedAt, leftAt }]))[0]!;
}
