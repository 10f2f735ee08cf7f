/** Items of watching: one per person and version of a lecture, a kilobyte at most; and the line drawn of many of them. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { binary } from 'dynamodb-toolbox/schema/binary';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { tuple } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { getMany, table, unlessRefused } from '../platform/table.ts';
import { packed, unpacked } from './packed-spans.ts';
import type { Span } from './spans.ts';
import type { WatchItem } from './watched.ts';

const versionKey = (version: number) => `v${String(version).padStart(4, '0')}`;
/** what is watched is kept in tenths of a second, what is watched again in whole ones */
const tenths = 10;
const seconds = 1;

const WatchEntity = new Entity({
  name: 'watch',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    lectureId: string().key(),
    version: number().key(),
    positionSeconds: number(),
    played: binary().optional(),
    /** as they were written before `played`: read, and gone with the next report */
    spans: list(tuple(number(), number())).optional(),
    again: binary().optional(),
    captionSeconds: number().optional(),
    /** moment of the last report in milliseconds */
    reportedAt: number(),
    /** what is left of the tolerance for clocks and buffering */
    spareSeconds: number().optional(),
  }),
  computeKey: ({ personId, lectureId, version }) => ({
    pk: `$progress#${personId}`,
    sk: `w#${lectureId}#${versionKey(version)}`,
  }),
});
type Stored = FormattedItem<typeof WatchEntity>;

/** The item as rules know it. */
function watchOf({ played, spans, again, ...rest }: Stored): WatchItem {
  return {
    ...rest,
    spans: played ? unpacked(played, tenths) : ((spans ?? []) as Span[]),
    ...(again ? { again: unpacked(again, seconds) } : {}),
  };
}

/** The item as it is kept. */
function storedWatch({ spans, again = [], ...rest }: WatchItem): Stored {
  return {
    ...rest,
    played: packed(spans, tenths),
    ...(again.length ? { again: packed(again, seconds) } : {}),
  };
}

export async function watch(personId: string, lectureId: string, version: number): Promise<WatchItem | undefined> {
  const { Item } = await WatchEntity.build(GetItemCommand)
    .key({ personId, lectureId, version })
    .options({ consistent: true })
    .send();
  return Item && watchOf(Item);
}

/** All lectures a person has watched. */
export async function watchedBy(personId: string): Promise<WatchItem[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(WatchEntity)
    .query({ partition: `$progress#${personId}`, range: { beginsWith: 'w#' } })
    .options({ consistent: true, maxPages: 50 })
    .send();
  return Items.map(watchOf);
}

/** What several people watched of a lecture, in no order. A moment behind is soon enough. */
export async function watchesOf(
  personIds: readonly string[],
  lecture: { lectureId: string; version: number },
): Promise<WatchItem[]> {
  const found = await getMany(
    WatchEntity,
    personIds.map((personId) => ({ personId, ...lecture })),
  );
  return found.map(watchOf);
}

/** Saves a watch state unless another report came since `before` was read; false then. */
export async function saveWatch(before: WatchItem | undefined, after: WatchItem): Promise<boolean> {
  const condition = before
    ? ({ attr: 'reportedAt', eq: before.reportedAt } as const)
    : ({ attr: 'lectureId', exists: false } as const);
  return unlessRefused(WatchEntity.build(PutItemCommand).item(storedWatch(after)).options({ condition }).send());
}

/** The line that was drawn last of a lecture in an academy or region. */
const HeatEntity = new Entity({
  name: 'heat',
  table,
  timestamps: false,
  schema: item({
    lectureId: string().key(),
    version: number().key(),
    branchId: string().key(),
    /** what is told; null: too few have watched */
    heat: string().optional(),
    /** milliseconds: when it was drawn, when it was last asked whether it should be drawn anew */
    at: number(),
    checkedAt: number(),
  }),
  computeKey: ({ lectureId, version, branchId }) => ({
    pk: `$progress#heat_${lectureId}`,
    sk: `${versionKey(version)}#${branchId}`,
  }),
});
export type StoredHeat = FormattedItem<typeof HeatEntity>;
export type HeatKey = Pick<StoredHeat, 'lectureId' | 'version' | 'branchId'>;

export async function storedHeat(key: HeatKey): Promise<StoredHeat | undefined> {
  const { Item } = await HeatEntity.build(GetItemCommand).key(key).options({ consistent: true }).send();
  return Item;
}

/** False where somebody else has drawn or asked since `before` was read. */
export const saveHeat = (before: StoredHeat | undefined, after: StoredHeat): Promise<boolean> =>
  unlessRefused(
    HeatEntity.build(PutItemCommand)
      .item(after)
      .options({
        condition: before ? { attr: 'checkedAt', eq: before.checkedAt } : { attr: 'lectureId', exists: false },
      })
      .send(),
  );
