/** Who held what when a day ended. */
import { branchesOf } from '../identity/history.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import { dayIn } from './days.ts';
import type { Place } from './facts.ops.ts';
import { heldIn, heldUntil, united, type Holding } from './holding.ts';
import * as store from './holdings.store.ts';
import type { Page } from './latest.ts';
import { personAndMerged, stays } from './placing.ops.ts';
import { branch, visiblePerson, type Asker } from './reach.ops.ts';

export type HeldBy = Holding & { personId: string; organisationId: string };

/** So many are looked through for a page; where most have left since, it stays short and goes on all the same. */
const roundsMax = 5;
const lookedThrough = 200;

/** First moment after a day. */
const endOf = (day: string, timeZone: string): string => new Date(dayIn(day, timeZone).until).toISOString();

/**
 * Who of an academy or region – of the national body: of the whole service – held what when a day of its calendar ended,
 * latest completion first.
 */
export async function heldAt(
  asker: Asker,
  question: { organisationId: string; day: string; courseId?: string | undefined },
  { before, limit }: Place,
): Promise<Page<HeldBy>> {
  const asked = await branch(asker, question.organisationId);
  const branchIds = await branchesOf(asked);
  const end = endOf(question.day, asked.timeZone);
  const items: HeldBy[] = [];
  let place = before ?? end;
  for (let round = 0; round < roundsMax; round += 1) {
    const { held, isLast } = await heldBefore(branchIds, question.courseId, place, limit);
    for (const each of held) {
      if (items.length === limit) return { items, before: place };
      place = each.place;
      const organisationId = heldIn(each, end);
      if (organisationId) items.push({ ...each, organisationId });
    }
    if (isLast) return { items, before: undefined };
  }
  return { items, before: place };
}

/** The next holdings of all branches together. Of many branches fewer are read each: a page takes them from all. */
async function heldBefore(branchIds: string[], courseId: string | undefined, place: string, limit: number) {
  const most = branchIds.length === 1 ? lookedThrough : limit + 1;
  const read = await Promise.all(
    branchIds.map((branchId) => store.holdingsBefore({ branchId, courseId }, place, most)),
  );
  const held = united(read.map((each) => each.held));
  return { held: held.slice(0, most), isLast: held.length <= most && read.every((each) => each.isLast) };
}

/** Roles and completed courses of a person at the end of a day, as far as they were in the asker's reach then. */
export async function personOn(asker: Asker, personId: string, day: string) {
  const { person, periods, mine, whole, rootId } = await visiblePerson(asker, personId);
  const home = (mine.findLast(({ until }) => until === null) ?? mine.at(-1))!;
  const end = endOf(day, (await organisation(home.organisationId)).timeZone);
  const then = mine.filter((stay) => heldUntil(stay, end));
  const roles = periods.filter((period) =>
    then.some(
      (stay) => stay.organisationId === period.organisationId && stay.since >= period.since && heldUntil(period, end),
    ),
  );
  // who has left took along what they learned later
  const left = mine.flatMap(({ since, until }) => (since < end ? [until ?? end] : [])).sort();
  const last = whole ? end : [left.at(-1) ?? '', end].sort()[0]!;
  const courses = await coursesOf(rootId);
  return { person, roles, courses: courses.filter(({ completedAt }) => completedAt < last) };
}

/** All roles of a person with their periods, and all they have completed. */
export async function everythingHeld(personId: string) {
  const known = await personAndMerged(personId);
  const [{ periods }, courses] = await Promise.all([stays(known?.ids ?? []), coursesOf(personId)]);
  return { periods, courses };
}

/** Course versions a person holds, once each, by the day of completion. */
async function coursesOf(personId: string): Promise<Holding[]> {
  const held = await store.holdingsOf(personId);
  return [...new Map(held.map((each) => [`${each.courseId} ${each.version}`, each])).values()];
}
