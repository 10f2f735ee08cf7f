/** Cards of people: a person's place in the list of every organisation on the way down to where they belong, in three alphabets. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { collationKey } from '#contracts/collation.ts';
import type { Person } from '../platform/session.ts';
import { inverseKeys, listKeys, table, type Write } from '../platform/table.ts';
import { listName } from './person.ts';

const pageSize = 50;
type Key = Record<string, unknown>;

/** Holds the id only: names and roles are looked up when it is shown. */
const CardEntity = new Entity({
  name: 'peopleCard',
  table,
  timestamps: false,
  schema: item({
    organisationId: string().key(),
    place: string().key(),
    personId: string(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ organisationId, place }) => ({ pk: `$identity#people_${organisationId}`, sk: place }),
});

type Named = Pick<Person, 'id' | 'givenName' | 'familyName'>;
type Alphabet = 'uk' | 'ru' | 'kk';
const placeIn = (person: Named, alphabet: Alphabet) => `${collationKey(listName(person), alphabet)}#${person.id}`;

/** The writes that put a person into the lists of these organisations. */
export const cardPuts = (person: Named, organisationIds: readonly string[]): Write[] =>
  organisationIds.map((organisationId) =>
    CardEntity.build(PutTransaction).item({
      organisationId,
      place: placeIn(person, 'uk'),
      personId: person.id,
      gsi1pk: `$identity#people_${organisationId}#ru`,
      gsi1sk: placeIn(person, 'ru'),
      gsi2pk: `$identity#people_${organisationId}#kk`,
      gsi2sk: placeIn(person, 'kk'),
    }),
  );

/** The writes that take a person, under this name, out of the lists of these organisations. */
export const cardDeletes = (person: Named, organisationIds: readonly string[]): Write[] =>
  organisationIds.map((organisationId) =>
    CardEntity.build(DeleteTransaction).key({ organisationId, place: placeIn(person, 'uk') }),
  );

interface Wanted {
  alphabet: Alphabet;
  beginning: string;
  limit?: number;
  /** an index never is */
  consistent?: boolean;
}

/** One page of the people of an organisation and those below, by name in an alphabet; of one beginning where asked. */
export async function peoplePage(
  organisationId: string,
  { alphabet, beginning, limit = pageSize, consistent = true }: Wanted,
  from: Key | undefined,
): Promise<{ ids: string[]; lastKey: Key | undefined }> {
  const partition = `$identity#people_${organisationId}${alphabet === 'uk' ? '' : `#${alphabet}`}`;
  const index = { uk: {}, ru: { index: 'gsi1' }, kk: { index: 'gsi2' } }[alphabet] as { index?: 'gsi1' };
  const range = { beginsWith: collationKey(beginning, alphabet) };
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ partition, ...index, ...(range.beginsWith ? { range } : {}) })
    .options({ limit, consistent: consistent && alphabet === 'uk', ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { ids: (Items ?? []).map((each) => each.personId), lastKey: LastEvaluatedKey };
}

/** Does anybody belong to this organisation or one below? */
export async function hasPeople(organisationId: string): Promise<boolean> {
  const { ids } = await peoplePage(organisationId, { alphabet: 'uk', beginning: '', limit: 1 }, undefined);
  return ids.length > 0;
}

/** How many people belong to an organisation and those below (counted from their cards: for jobs, not for pages). */
export async function peopleCount(organisationId: string): Promise<number> {
  const { Count } = await table
    .build(QueryCommand)
    .query({ partition: `$identity#people_${organisationId}` })
    .options({ select: 'COUNT', maxPages: 50 })
    .send();
  return Count ?? 0;
}
