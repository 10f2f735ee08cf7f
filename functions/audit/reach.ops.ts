/**
 * How much of the records is for whom: what concerns an organisation in the asker's reach – as the tree was at that
 * moment – is theirs to see, and nothing else.
 */
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Membership } from '#contracts/permissions.ts';
import { cardsById } from '../courses/courses.reads.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import type { Fact } from './fact.ts';
import { pathsOf, personAndMerged, stays } from './placing.ops.ts';

export interface Asker {
  id: string;
  memberships: readonly Membership[];
}
type Path = readonly string[];

export const sees = (asker: Asker, path: Path): boolean => mayIn(asker.memberships, 'seeRecords', path);
/** Whoever sees the top of the tree sees everything below it. */
export const seesAll = (asker: Asker, path: Path): boolean => sees(asker, path.slice(0, 1));

/** Leaves the facts that concern an organisation in the asker's reach. */
export const visibleTo = (asker: Asker) => async (facts: Fact[]) => {
  const paths = await pathsOf(facts);
  return facts.filter((fact) => paths(fact).some((path) => sees(asker, path)));
};

/** A person the asker may ask about: who is, or ever was, in an organisation in their reach; `notFound` otherwise. */
export async function visiblePerson(asker: Asker, personId: string) {
  const known = await personAndMerged(personId);
  if (!known) throw new AppError('notFound');
  const times = await stays(known.ids);
  const mine = times.stays.filter(({ path }) => sees(asker, path));
  if (!mine.length) throw new AppError('notFound');
  return { ...known, ...times, mine, whole: mine.some(({ path }) => seesAll(asker, path)) };
}

/** An academy, a region or the national body itself, whose records the asker may see. */
export async function branch(asker: Asker, organisationId: string) {
  const found = await organisation(organisationId);
  if (!sees(asker, found.path)) throw new AppError('notAllowed');
  if (branchOf(found.path) !== organisationId) {
    throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  }
  return found;
}

/** Organisations in which the asker may see records, not those below. */
export async function standing({ memberships }: Asker) {
  const held = memberships.filter((one) => mayIn([one], 'seeRecords', [one.organisationId]));
  return [...(await organisationsById(held.map((one) => one.organisationId))).values()];
}

/** A course that the asker's organisations have made or may see on a shelf; `notFound` otherwise. */
export async function visibleCourse(asker: Asker, courseId: string) {
  const card = (await cardsById([courseId])).get(courseId);
  if (!card) throw new AppError('notFound');
  const [owner, mine] = await Promise.all([organisation(card.organisationId), standing(asker)]);
  const branchIds = [...new Set(mine.map(({ path }) => branchOf(path)))];
  const isShared = card.audience === 'all' || branchIds.includes(card.branchId);
  if (!isShared && !sees(asker, owner.path)) throw new AppError('notFound');
  const whole = mine.every(({ path }) => branchOf(path) === path.at(-1));
  return { owner, branchIds, whole };
}
