/**
 * Members: with the person, in which cohorts they learned from when to when; with the cohort, who is there now by name and
 * who has left. All of it is read consistently: who has just joined finds themselves there.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { waysIn } from '#contracts/cohort-members.ts';
import { collationKey } from '#contracts/collation.ts';
import { getMany, table, type Write } from '../platform/table.ts';
import { lastPeriod, type MemberItem } from './member.ts';

type Key = Record<string, unknown>;

const MemberEntity = new Entity({
  name: 'cohortMember',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    cohortId: string().key(),
    periods: list(
      map({
        joinedAt: string(),
        way: string().enum(...waysIn),
        joinedBy: string(),
        fromId: string().optional(),
        leftAt: string().optional(),
        leftBy: string().optional(),
        toId: string().optional(),
        note: string().optional(),
      }),
    ),
    place: string().optional(),
    mergedInto: string().optional(),
    revision: number(),
  }),
  computeKey: ({ personId, cohortId }) => ({ pk: `$cohorts#${personId}`, sk: `m#${cohortId}` }),
});

/** Who is in a cohort: `now`, by name; `left`, by the moment. Ids only: names are looked up when they are shown. */
const PlaceEntity = new Entity({
  name: 'cohortPlace',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    list: string().enum('now', 'left').key(),
    place: string().key(),
    personId: string(),
    joinedAt: string(),
    leftAt: string().optional(),
  }),
  computeKey: ({ cohortId, list: of, place }) => ({ pk: `$cohorts#${of}_${cohortId}`, sk: place }),
});

/** Under which key a name stands in the list. */
export const namePlace = (name: string, personId: string): string => `${collationKey(name, 'uk')}#${personId}`;

/** The writes of a member and of their place; the first fails its condition when somebody was quicker. */
export function memberWrites(before: MemberItem | undefined, after: MemberItem): Write[] {
  const places = [placeOf(before), placeOf(after)];
  const isGone = places[0] && places[0].list + places[0].place !== (places[1] && places[1].list + places[1].place);
  return [
    MemberEntity.build(PutTransaction)
      .item(after)
      .options({
        condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'personId', exists: false },
      }),
    ...(isGone ? [PlaceEntity.build(DeleteTransaction).key(places[0]!)] : []),
    ...(places[1] ? [PlaceEntity.build(PutTransaction).item(places[1])] : []),
  ];
}

function placeOf(member: MemberItem | undefined) {
  if (!member || member.mergedInto !== undefined) return undefined;
  const { cohortId, personId, place } = member;
  const { joinedAt, leftAt } = lastPeriod(member);
  if (leftAt !== undefined) {
    return { cohortId, list: 'left' as const, place: `${leftAt}#${personId}`, personId, joinedAt, leftAt };
  }
  return place === undefined ? undefined : { cohortId, list: 'now' as const, place, personId, joinedAt };
}

export async function member(cohortId: string, personId: string): Promise<MemberItem | undefined> {
  const { Item } = await MemberEntity.build(GetItemCommand)
    .key({ cohortId, personId })
    .options({ consistent: true })
    .send();
  return Item;
}

/** In no order; absent ones are left out. */
export const membersById = (cohortId: string, personIds: readonly string[]): Promise<MemberItem[]> =>
  getMany(
    MemberEntity,
    [...new Set(personIds)].map((personId) => ({ cohortId, personId })),
    { consistent: true },
  );

/** All cohorts somebody has ever learned in (some hundreds at most). */
export async function membershipsOf(personId: string): Promise<MemberItem[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MemberEntity)
    .query({ partition: `$cohorts#${personId}`, range: { beginsWith: 'm#' } })
    .options({ consistent: true, maxPages: 5 })
    .send();
  return Items ?? [];
}

interface Wanted {
  left?: boolean;
  /** beginning of the name, only of those who are there */
  beginning?: string;
  limit: number;
}

/** One page of who is there, by name; or of who has left, the last first. */
export async function placesIn(cohortId: string, { left = false, beginning = '', limit }: Wanted, from?: Key) {
  const beginsWith = collationKey(beginning, 'uk');
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(PlaceEntity)
    .query({
      partition: `$cohorts#${left ? 'left' : 'now'}_${cohortId}`,
      ...(beginsWith && !left ? { range: { beginsWith } } : {}),
    })
    .options({ consistent: true, limit, reverse: left, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** How many are there now. */
export async function countIn(cohortId: string): Promise<number> {
  const { Count } = await table
    .build(QueryCommand)
    .query({ partition: `$cohorts#now_${cohortId}` })
    .options({ select: 'COUNT', consistent: true, maxPages: 5 })
    .send();
  return Count ?? 0;
}
