/**
 * Sessions, in the cohort’s partition by day: a week, a day that is put off and who else stands there are one consistent
 * query. A session that moves leaves an item behind that leads on, so an id and a day always find it.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { inverseKeys, table, type Write } from '../platform/table.ts';
import { isHeld, type SessionItem } from './session.ts';

const SessionEntity = new Entity({
  name: 'cohortSession',
  table,
  timestamps: false,
  schema: item({
    cohortId: string().key(),
    day: string().key(),
    id: string().key(),
    from: string(),
    minutes: number(),
    startsAt: string(),
    title: string(),
    place: string().optional(),
    link: string().optional(),
    instructorId: string().optional(),
    cancelled: boolean().optional(),
    movedTo: string().optional(),
    movedFrom: string().optional(),
    changedAt: string(),
    changedBy: string(),
    revision: number(),
    ...inverseKeys(),
  }),
  computeKey: ({ cohortId, day, id }) => ({ pk: `$cohorts#${cohortId}`, sk: `s#${day}#${id}` }),
});

/** What stands from one day to another, both included, in order; with what is left behind there. */
export async function sessionsBetween(cohortId: string, from: string, to: string): Promise<SessionItem[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SessionEntity)
    .query({ partition: `$cohorts#${cohortId}`, range: { between: [`s#${from}`, `s#${to}#~`] } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items ?? [];
}

async function standing(cohortId: string, day: string, id: string): Promise<SessionItem | undefined> {
  const { Item } = await SessionEntity.build(GetItemCommand)
    .key({ cohortId, day, id })
    .options({ consistent: true })
    .send();
  return Item;
}

/** more often than anybody moves a session */
const movesMax = 100;

/** The session where it stands now, by a day on which it stands or once stood. */
export async function session(cohortId: string, day: string, id: string): Promise<SessionItem | undefined> {
  let found = await standing(cohortId, day, id);
  for (let move = 0; found?.movedTo !== undefined && move < movesMax; move += 1) {
    found = await standing(cohortId, found.movedTo, id);
  }
  return found;
}

/** The write of a session where it stands; fails its condition when somebody was quicker, or the id is taken there. */
export const sessionPut = (after: SessionItem, before: SessionItem | undefined): Write =>
  SessionEntity.build(PutTransaction)
    .item({ ...after, ...taughtKeys(after) })
    .options({
      condition: before
        ? {
            and: [
              { attr: 'revision', eq: before.revision },
              { attr: 'movedTo', exists: false },
            ],
          }
        : { attr: 'id', exists: false },
    });

/** The write of a session at a place that is new to it, or where it once stood. */
export const arrivalPut = (after: SessionItem): Write =>
  SessionEntity.build(PutTransaction)
    .item({ ...after, ...taughtKeys(after) })
    .options({
      condition: {
        or: [
          { attr: 'id', exists: false },
          { attr: 'movedTo', exists: true },
        ],
      },
    });

/** Only what is held is found by who teaches it. */
const taughtKeys = (session: SessionItem) =>
  session.instructorId !== undefined && isHeld(session)
    ? { gsi2pk: `$cohorts#holds_${session.instructorId}`, gsi2sk: `${session.startsAt}#${session.id}` }
    : {};

/** What somebody teaches that begins between two moments, in every cohort; as the index knows it. */
export async function taughtBetween(personId: string, from: string, to: string): Promise<SessionItem[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SessionEntity)
    .query({ index: 'gsi2', partition: `$cohorts#holds_${personId}`, range: { between: [from, `${to}~`] } })
    .options({ maxPages: 5 })
    .send();
  return Items ?? [];
}
