/** How people come to a cohort: whoever asks, each once, in writes of a few. */
import { membersMax, type waysIn } from '#contracts/cohort-members.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Membership } from '#contracts/permissions.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { joinedFact } from './member-facts.ts';
import { isCurrent, joined, type MemberItem } from './member.ts';
import * as store from './members.store.ts';

/** four writes each, of at most 25 in one transaction */
const atOnce = 6;
const attemptsMax = 4;

interface Joining {
  actor: { id: string; memberships: readonly Membership[] };
  way: (typeof waysIn)[number];
  now: number;
}
type Person = NonNullable<ReturnType<Awaited<ReturnType<typeof peopleById>>['get']>>;
export interface Joined {
  added: string[];
  already: string[];
  refused: string[];
}

/** Adds those whom the actor may add; `cohortFull` before anybody is added where not all would fit. */
export async function joinAll(cohortId: string, personIds: readonly string[], joining: Joining): Promise<Joined> {
  const people = await reachedPeople(personIds, joining.actor.memberships);
  const refused = personIds.filter((id) => !people.has(id));
  const before = new Map((await store.membersById(cohortId, [...people.keys()])).map((one) => [one.personId, one]));
  const already = [...people.keys()].filter((id) => isCurrent(before.get(id)));
  const added = [...people.keys()].filter((id) => !already.includes(id));
  await requireRoom(cohortId, added.length);
  for (let at = 0; at < added.length; at += atOnce) {
    await write(
      cohortId,
      added.slice(at, at + atOnce).map((id) => people.get(id)!),
      joining,
    );
  }
  return { added, already, refused };
}

/** Somebody comes by themselves. */
export async function joinOne(cohortId: string, person: Person, joining: Joining): Promise<void> {
  if (isCurrent(await store.member(cohortId, person.id))) return;
  await requireRoom(cohortId, 1);
  await write(cohortId, [person], joining);
}

export async function requireRoom(cohortId: string, coming: number): Promise<void> {
  if (coming && (await store.countIn(cohortId)) + coming > membersMax) throw new AppError('cohortFull');
}

/** Of these, by id: those who belong to an organisation where the asker manages cohorts. */
export async function reachedPeople(
  personIds: readonly string[],
  asker: readonly Membership[],
): Promise<Map<string, Person>> {
  const open = [...(await peopleById(personIds)).values()].filter(isOpen);
  const held = open.flatMap(({ memberships }) => memberships.map(({ organisationId }) => organisationId));
  const places = await organisationsById([...new Set(held)]);
  const isReached = ({ memberships }: Person) =>
    memberships.some(({ organisationId }) => mayIn(asker, 'manageCohorts', places.get(organisationId)?.path ?? []));
  return new Map(open.filter(isReached).map((person) => [person.id, person]));
}

export const isOpen = ({ disabled, mergedInto, erasedAt }: Person): boolean =>
  !disabled && mergedInto === undefined && erasedAt === undefined;

/** A few people in one transaction; who was added by somebody else meanwhile stays as they are. */
async function write(cohortId: string, people: readonly Person[], { actor, way, now }: Joining): Promise<void> {
  const joining = { joinedAt: new Date(now).toISOString(), way, joinedBy: actor.id };
  for (let attempt = 1; ; attempt += 1) {
    const before = new Map(
      (
        await store.membersById(
          cohortId,
          people.map(({ id }) => id),
        )
      ).map((one) => [one.personId, one]),
    );
    const coming = people.filter(({ id }) => !isCurrent(before.get(id)));
    if (!coming.length) return;
    try {
      await transact(
        ...coming.flatMap((person) => {
          const after = placedIn(joined(before.get(person.id), { cohortId, personId: person.id }, joining), person);
          return [...store.memberWrites(before.get(person.id), after), recordPut(joinedFact(after, actor.id), now)];
        }),
      );
      return;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      if (attempt === attemptsMax) throw new AppError('conflict');
    }
  }
}

/** The member under their name. */
export const placedIn = (member: MemberItem, { id, familyName, givenName }: Person): MemberItem => ({
  ...member,
  place: store.namePlace(`${familyName} ${givenName}`, id),
});
