/** Items of the courses room: cards, versions, shelves. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { languages } from '#contracts/common.ts';
import { jobPut, jobStart, type NewJob } from '../platform/jobs.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { getMany, inverseKeys, listKeys, localisedMap, table, transact, type Write } from '../platform/table.ts';

const pageSize = 50;

const cardFields = () => ({
  version: number(),
  organisationId: string(),
  branchId: string(),
  audience: string().enum('all', 'own'),
  title: localisedMap(),
  summary: localisedMap(),
  languages: list(string().enum(...languages)),
  topics: list(string()),
  lessonsTotal: number(),
  lecturesTotal: number(),
  minutes: number(),
  releasedAt: string(),
});

const CourseEntity = new Entity({
  name: 'course',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    ...cardFields(),
    /** out of the catalogue, since when and why */
    retired: map({ at: string(), reason: string() }).optional(),
    ...listKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$courses#${id}`, sk: 'course' }),
});
export type StoredCard = FormattedItem<typeof CourseEntity>;

/** A course on one audience's shelf, with its card, so that a catalogue page is one query. */
const ShelfEntity = new Entity({
  name: 'shelf',
  table,
  timestamps: false,
  schema: item({ shelf: string().key(), place: string().key(), id: string(), ...cardFields(), ...inverseKeys() }),
  computeKey: ({ shelf, place }) => ({ pk: `$courses#shelf_${shelf}`, sk: place }),
});

const versionKey = (version: number) => `v#${String(version).padStart(4, '0')}`;

const VersionEntity = new Entity({
  name: 'courseVersion',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    version: number().key(),
    manifest: string(),
    releasedAt: string(),
    jobId: string(),
  }),
  computeKey: ({ courseId, version }) => ({ pk: `$courses#${courseId}`, sk: versionKey(version) }),
});

/** Which version a review became: by it no review is released twice. */
const ReviewedEntity = new Entity({
  name: 'courseReviewed',
  table,
  timestamps: false,
  schema: item({ courseId: string().key(), reviewId: string().key(), version: number() }),
  computeKey: ({ courseId, reviewId }) => ({ pk: `$courses#${courseId}`, sk: `by#${reviewId}` }),
});

export async function versionOfReview(courseId: string, reviewId: string): Promise<number | undefined> {
  const { Item } = await ReviewedEntity.build(GetItemCommand)
    .key({ courseId, reviewId })
    .options({ consistent: true })
    .send();
  return Item?.version;
}

/** The write that notes it; fails its condition the second time. */
export const reviewReleased = (courseId: string, reviewId: string, version: number): Write =>
  ReviewedEntity.build(PutTransaction)
    .item({ courseId, reviewId, version })
    .options({ condition: { attr: 'version', exists: false } });

/** The card of a released course. A course released a moment ago is found; a new version may show a moment later. */
export const card = async (id: string): Promise<StoredCard | undefined> =>
  (await readCard(id, false)) ?? readCard(id, true);

/** The card as it stands, for who decides by it what to write. */
export const cardNow = (id: string): Promise<StoredCard | undefined> => readCard(id, true);

async function readCard(id: string, consistent: boolean): Promise<StoredCard | undefined> {
  const { Item } = await CourseEntity.build(GetItemCommand).key({ id }).options({ consistent }).send();
  return Item;
}

/** Cards by id, in no order. */
export const cards = (ids: readonly string[]): Promise<StoredCard[]> =>
  getMany(
    CourseEntity,
    [...new Set(ids)].map((id) => ({ id })),
  );

/** Hash of the manifest of a version, or undefined. A version never changes: only one that is not there is read again. */
export async function manifestHash(courseId: string, version: number): Promise<string | undefined> {
  const read = (consistent: boolean) =>
    VersionEntity.build(GetItemCommand).key({ courseId, version }).options({ consistent }).send();
  const { Item } = await read(false);
  return (Item ?? (await read(true)).Item)?.manifest;
}

/** One page of a shelf (`all` or an academy's id). */
export async function shelfPage(shelf: string, from: Record<string, unknown> | undefined, limit = pageSize) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(ShelfEntity)
    .query({ partition: `$courses#shelf_${shelf}` })
    .options({ limit, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Creates the import's job; fails its condition when the id is taken. */
export async function putJob(job: NewJob, now: number): Promise<void> {
  await transact(jobPut(job, now));
}

/** Marks the job as running and asks the events function to run it, together. */
export async function startJob(jobId: string, record: NewRecord, now: number): Promise<void> {
  await transact(jobStart(jobId), recordPut(record, now));
}

export interface ReleaseItems {
  card: StoredCard;
  /** the card of the version before */
  before: StoredCard | undefined;
  manifestHash: string;
  /** job or review by which it is released */
  by: string;
  record: NewRecord;
  /** what else is true once it is released */
  more: Write[];
}

const shelfOf = ({ audience, branchId }: StoredCard) => (audience === 'all' ? 'all' : branchId);
const titleKey = ({ title, languages: [first] }: StoredCard) => collationKey(title[first!] ?? '', first!);
const placeOf = (card: StoredCard) => `${titleKey(card)}#${card.id}`;

/** Releases a version: version item, card, shelf, record and what ends with it in one transaction. Each version exists once. */
export async function putRelease(
  { card: released, before, manifestHash: manifest, by, record, more }: ReleaseItems,
  now: number,
) {
  const { version, releasedAt } = released;
  await transact(
    VersionEntity.build(PutTransaction)
      .item({ courseId: released.id, version, manifest, releasedAt, jobId: by })
      .options({ condition: { attr: 'version', exists: false } }),
    cardPut(released),
    ...shelfWrites(released, before),
    recordPut(record, now),
    ...more,
  );
}

const cardPut = (released: StoredCard) =>
  CourseEntity.build(PutTransaction).item({
    ...released,
    gsi1pk: `$courses#org_${released.organisationId}`,
    gsi1sk: `released#${titleKey(released)}`,
  });

function shelfWrites(released: StoredCard, before: StoredCard | undefined): Write[] {
  const shelf = shelfOf(released);
  const place = placeOf(released);
  const moved = before && (shelfOf(before) !== shelf || placeOf(before) !== place);
  return [
    ShelfEntity.build(PutTransaction).item({
      ...released,
      shelf,
      place,
      gsi2pk: `$courses#shared_${released.id}`,
      gsi2sk: shelf,
    }),
    // another audience, branch or title than before: it leaves the place where it stood
    ...(moved ? [ShelfEntity.build(DeleteTransaction).key({ shelf: shelfOf(before), place: placeOf(before) })] : []),
  ];
}

/** One page of the courses of an organisation. */
export async function coursesOf(organisationId: string, from: Record<string, unknown> | undefined) {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CourseEntity)
    .query({ index: 'gsi1', partition: `$courses#org_${organisationId}` })
    .options({ limit: pageSize, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}

/** Puts a course into another branch, onto its shelf; fails its condition when a version was released in the meantime. */
export async function moveCard(before: StoredCard, branchId: string): Promise<void> {
  const after = { ...before, branchId };
  await transact(
    cardPut(after).options({ condition: { attr: 'version', eq: before.version } }),
    ...(after.retired ? [] : shelfWrites(after, before)),
  );
}

/** Takes a course off its shelf, or puts it back; fails its condition when a version was released in the meantime. */
export async function putRetirement(
  before: StoredCard,
  retired: StoredCard['retired'],
  record: NewRecord,
  now: number,
): Promise<void> {
  const { retired: _, ...rest } = before;
  await transact(
    cardPut({ ...rest, ...(retired ? { retired } : {}) }).options({
      condition: { attr: 'version', eq: before.version },
    }),
    ...(retired
      ? [ShelfEntity.build(DeleteTransaction).key({ shelf: shelfOf(before), place: placeOf(before) })]
      : shelfWrites(rest, undefined)),
    recordPut(record, now),
  );
}
