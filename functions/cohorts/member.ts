/** Rules of a member: the stretches in which somebody learned in a cohort. Pure; moments as RFC 3339. */
import type { waysIn } from '#contracts/cohort-members.ts';

export interface Period {
  joinedAt: string;
  way: (typeof waysIn)[number];
  joinedBy: string;
  /** the cohort they came from */
  fromId?: string | undefined;
  leftAt?: string | undefined;
  leftBy?: string | undefined;
  /** the cohort they went to */
  toId?: string | undefined;
  note?: string | undefined;
}

export interface MemberItem {
  cohortId: string;
  personId: string;
  /** in their order; the last one may be under way */
  periods: Period[];
  /** under which key they stand in the list by name, while they are there */
  place?: string | undefined;
  /** a duplicate’s: who it was becomes */
  mergedInto?: string | undefined;
  revision: number;
}

/** more are kept by the records alone */
const periodsMax = 50;

export const lastPeriod = ({ periods }: Pick<MemberItem, 'periods'>): Period => periods.at(-1)!;

/** Does somebody learn there now? */
export const isCurrent = (member: MemberItem | undefined): member is MemberItem =>
  member !== undefined && member.mergedInto === undefined && lastPeriod(member).leftAt === undefined;

type Joining = Pick<Period, 'joinedAt' | 'way' | 'joinedBy' | 'fromId'>;

/** The member after joining (again). */
export function joined(
  before: MemberItem | undefined,
  who: Pick<MemberItem, 'cohortId' | 'personId'>,
  joining: Joining,
): MemberItem {
  const periods = [...(before?.periods ?? []), joining].slice(-periodsMax);
  return { ...who, periods, revision: (before?.revision ?? 0) + 1 };
}

type Leaving = Pick<Period, 'leftAt' | 'leftBy' | 'toId' | 'note'>;

/** The member after leaving; `before` is there now. */
export function left(before: MemberItem, leaving: Leaving): MemberItem {
  const { place: _, ...rest } = before;
  const periods = [...before.periods.slice(0, -1), { ...lastPeriod(before), ...leaving }];
  return { ...rest, periods, revision: before.revision + 1 };
}

/** The stretches of two records of one human: what overlaps is one. United once more it stays as it is. */
export function united(kept: MemberItem | undefined, duplicate: MemberItem, keptId: string): MemberItem {
  const all = [...(kept?.periods ?? []), ...duplicate.periods].sort((a, b) => (a.joinedAt < b.joinedAt ? -1 : 1));
  const periods = all.reduce<Period[]>((together, next) => {
    const last = together.at(-1);
    const isApart = !last || (last.leftAt !== undefined && last.leftAt < next.joinedAt);
    return isApart ? [...together, next] : [...together.slice(0, -1), spanning(last, next)];
  }, []);
  const { place: _, ...rest } = kept ?? { ...duplicate, personId: keptId, revision: 0 };
  return { ...rest, periods: periods.slice(-periodsMax), revision: rest.revision + 1 };
}

/** From when the first began until the later one ends, as that one ended. */
function spanning(first: Period, second: Period): Period {
  const later = isLater(first.leftAt, second.leftAt) ? first : second;
  const { leftAt: _, leftBy: __, toId: ___, note: ____, ...joining } = first;
  const { leftAt, leftBy, toId, note } = later;
  return leftAt === undefined ? joining : { ...joining, leftAt, leftBy, toId, note };
}

const isLater = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || (other !== undefined && one > other);

/** The duplicate’s own item, out of the lists. */
export function merged({ place: _, ...item }: MemberItem, mergedInto: string): MemberItem {
  return { ...item, mergedInto, revision: item.revision + 1 };
}

/** Without the words about why they left; the same item where there are none. */
export function withoutNotes(member: MemberItem): MemberItem {
  if (member.periods.every(({ note }) => note === undefined)) return member;
  return { ...member, periods: member.periods.map(({ note: _, ...period }) => period), revision: member.revision + 1 };
}
