/** With which academies a course is shared for adoption, the shelf of each audience, and who has adopted. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { sharedWith } from '#contracts/sharing.ts';
import { getMany, inverseKeys, table, transact, type Write } from '../platform/table.ts';
import type { Offer } from './sharing.ts';

const SharingEntity = new Entity({
  name: 'courseSharing',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    with: string().enum(...sharedWith),
    organisationIds: list(string()),
    /** of what the team decided: a later decision may be heard of first */
    revision: number(),
    /** counts every write */
    edition: number(),
    /** where it stands now: on the shelves of these audiences, at this place */
    shelved: map({ audiences: list(string()), place: string() }),
  }),
  computeKey: ({ courseId }) => ({ pk: `$courses#${courseId}`, sk: 'sharing' }),
});
export type StoredSharing = FormattedItem<typeof SharingEntity>;

/** A course on the shelf of one audience (`all`, or an academy or region), with its card: a page is one query. */
const OfferEntity = new Entity({
  name: 'courseOffer',
  table,
  timestamps: false,
  schema: item({ shelf: string().key(), place: string().key(), id: string(), card: any() }),
  computeKey: ({ shelf, place }) => ({ pk: `$courses#offer_${shelf}`, sk: place }),
});

/** Which course a copy was made of: by the original one finds its copies. */
const AdoptedEntity = new Entity({
  name: 'courseAdopted',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    from: string(),
    version: number(),
    organisationId: string(),
    at: string(),
    ...inverseKeys(),
  }),
  computeKey: ({ courseId }) => ({ pk: `$courses#${courseId}`, sk: 'adopted' }),
});
export type StoredAdoption = FormattedItem<typeof AdoptedEntity>;

const notShared = (courseId: string): StoredSharing => ({
  ...{ courseId, with: 'nobody', organisationIds: [], revision: 0, edition: 0 },
  shelved: { audiences: [], place: '' },
});

export async function sharingNow(courseId: string): Promise<StoredSharing> {
  const { Item } = await SharingEntity.build(GetItemCommand).key({ courseId }).options({ consistent: true }).send();
  return Item ?? notShared(courseId);
}

/** Of several courses; those never shared are absent. */
export const sharingsOf = (courseIds: readonly string[]): Promise<StoredSharing[]> =>
  getMany(
    SharingEntity,
    [...new Set(courseIds)].map((courseId) => ({ courseId })),
  );

export interface Shelving {
  audiences: string[];
  /** what stands there, and where; absent where the course stands nowhere */
  offer: { card: Offer; place: string } | undefined;
}

/** Puts a course onto the shelves of its audiences and takes it from all others; fails its condition when somebody was quicker. */
export async function putSharing(before: StoredSharing, decided: StoredSharing, { audiences, offer }: Shelving) {
  const place = offer?.place ?? '';
  const gone = before.shelved.audiences.filter(
    (audience) => place !== before.shelved.place || !audiences.includes(audience),
  );
  await transact(
    SharingEntity.build(PutTransaction)
      .item({ ...decided, edition: before.edition + 1, shelved: { audiences: offer ? audiences : [], place } })
      .options({
        condition: before.edition ? { attr: 'edition', eq: before.edition } : { attr: 'edition', exists: false },
      }),
    ...(offer
      ? audiences.map((shelf): Write =>
          OfferEntity.build(PutTransaction).item({ shelf, place, id: offer.card.id, card: offer.card }),
        )
      : []),
    ...gone.map((shelf) => OfferEntity.build(DeleteTransaction).key({ shelf, place: before.shelved.place })),
  );
}

/** One page of a shelf, by title. */
export async function offerPage(shelf: string, from: Record<string, unknown> | undefined, limit: number) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(OfferEntity)
    .query({ partition: `$courses#offer_${shelf}` })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: (Items ?? []).map(({ card }) => card as Offer), lastKey: LastEvaluatedKey };
}

/** Notes of which course a copy was made; the same again changes nothing. */
export async function putAdopted(adopted: StoredAdoption): Promise<void> {
  await AdoptedEntity.build(PutItemCommand)
    .item({
      ...adopted,
      gsi2pk: `$courses#adopters_${adopted.from}`,
      gsi2sk: `${adopted.organisationId}#${adopted.courseId}`,
    })
    .send();
}

/** Copies of a course: each academy makes few. */
export async function adoptionsOf(courseId: string): Promise<StoredAdoption[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(AdoptedEntity)
    .query({ index: 'gsi2', partition: `$courses#adopters_${courseId}` })
    .options({ limit: 200 })
    .send();
  return Items ?? [];
}
