/** Items of the courses room: cards, versions, shelves. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import { languages, type Localised } from '#contracts/common.ts';
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
    /** this very version is recalled, since when and why: out of the catalogue too */
    recalled: map({ at: string(), reason: string() }).optional(),
    /** the course of another academy of which it was made, and in which versions of that its parts stand */
    origin: map({
      courseId: string(),
      organisationId: string(),
      title: localisedMap(),
      version: number(),
      spans: list(map({ from: number(), to: number() })),
    }).optional(),
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
    /** what its authors say has changed */
    whatChanged: localisedMap().optional(),
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

/** versions of a course that are listed */
const versionsMax = 200;

/** The versions of a course, the newest first. */
export async function versionsOf(courseId: string) {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(VersionEntity)
    .query({ partition: `$courses#${courseId}`, range: { beginsWith: 'v#' } })
    .options({ reverse: true, limit: versionsMax })
    .send();
  return Items;
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
  /** what its authors say has changed */
  whatChanged?: Localised | undefined;
  /** review by which it is released */
  by: string;
  record: NewRecord;
  /** what else is true once it is released */
  more: Write[];
}

const shelfOf = ({ audience, branchId }: StoredCard) => (audience === 'all' ? 'all' : branchId);
const titleKey = ({ title, languages: [first] }: StoredCard) => collationKey(title[first!] ?? '', first!);
/** Where a course stands on a shelf: by title. */
export const placeOf = (card: StoredCard): string => `${titleKey(card)}#${card.id}`;

/** Releases a version: version item, card, shelf, record and what ends with it in one transaction. Each version exists once. */
export async function putRelease(
  { card: released, before, manifestHash: manifest, whatChanged, by, record, more }: ReleaseItems,
  now: number,
) {
  const { version, releasedAt } = released;
  await transact(
    VersionEntity.build(PutTransaction)
      .item({
        courseId: released.id,
        version,
        manifest,
        releasedAt,
        jobId: by,
        ...(whatChanged ? { whatChanged } : {}),
      })
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
    ...(isOut(after) ? [] : shelfWrites(after, before)),
  );
}

/** Taken from the catalogue, or recalled. */
const isOut = ({ retired, recalled }: StoredCard): boolean => retired !== undefined || recalled !== undefined;

const asRead = <Name extends 'retired' | 'recalled'>(name: Name, card: StoredCard) =>
  ({ attr: name, exists: card[name] !== undefined }) as const;

/** The writes by which a course leaves its shelf, or comes back; they fail their condition when another version, or word, came between. */
export const standingWrites = (before: StoredCard, after: StoredCard): Write[] => [
  cardPut(after).options({
    condition: {
      and: [{ attr: 'version', eq: before.version }, asRead('retired', before), asRead('recalled', before)],
    },
  }),
  ...(isOut(after)
    ? [ShelfEntity.build(DeleteTransaction).key({ shelf: shelfOf(before), place: placeOf(before) })]
    : shelfWrites(after, undefined)),
];

/** Fails its condition when another version came between. */
export const cardCheck = ({ id, version }: StoredCard): Write =>
  CourseEntity.build(ConditionCheck).key({ id }).condition({ attr: 'version', eq: version });

/** Takes a course off its shelf, or puts it back. */
export async function putRetirement(
  before: StoredCard,
  retired: StoredCard['retired'],
  record: NewRecord,
  now: number,
): Promise<void> {
  const { retired: _, ...rest } = before;
  await transact(...standingWrites(before, { ...rest, ...(retired ? { retired } : {}) }), recordPut(record, now));
}
