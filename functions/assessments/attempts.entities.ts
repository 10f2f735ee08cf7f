/** The kinds of items of an attempt, as the table keeps them. All lie in one partition. */
import { Entity } from 'dynamodb-toolbox/entity';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { attemptStates } from '#contracts/attempts.ts';
import { languages } from '#contracts/common.ts';
import { inverseKeys, listKeys, table } from '../platform/table.ts';
import { attemptPartition, seqKey } from './attempt-keys.ts';

/** With its places in the live view and in the list of what is due. */
export const HeadEntity = new Entity({
  name: 'attempt',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    runId: string(),
    hash: string(),
    seed: string(),
    number: number(),
    language: string().enum(...languages),
    practice: boolean(),
    blackout: any(),
    openedAt: string(),
    minutes: number().optional(),
    extraMinutes: number(),
    extensions: any(),
    path: list(string()),
    state: string().enum(...attemptStates),
    endedAt: string().optional(),
    finalAt: string().optional(),
    answered: number().optional(),
    points: number().optional(),
    pointsMax: number().optional(),
    passed: boolean().optional(),
    marking: boolean().optional(),
    changedAt: number().optional(),
    revision: number(),
    ...listKeys(),
    ...inverseKeys(),
  }),
  computeKey: ({ personId, id }) => ({ pk: attemptPartition(personId, id), sk: 'attempt' }),
});

/** Marks of an attempt, with what of each question counts. */
export const ResultEntity = new Entity({
  name: 'attemptResult',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    runId: string(),
    hash: string(),
    /** one text: it is read and written as a whole */
    marks: string(),
    points: number(),
    pointsMax: number(),
    marking: boolean(),
    /** how many were received in time */
    batches: number(),
    corrections: number().optional(),
    at: string(),
  }),
  computeKey: ({ personId, id }) => ({ pk: attemptPartition(personId, id), sk: 'result' }),
});

/** Answers as they came, never changed. */
export const BatchEntity = new Entity({
  name: 'batch',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    device: string().key(),
    seq: number().key(),
    /** one text: it is written and read as a whole */
    entries: string(),
    /** of what they say, whenever it was sent */
    digest: string(),
    receivedAt: number(),
  }),
  computeKey: ({ personId, id, device, seq }) => ({
    pk: attemptPartition(personId, id),
    sk: `b#${device}#${seqKey(seq)}`,
  }),
});

/** What a person gave for an answer. */
export const MarkEntity = new Entity({
  name: 'mark',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    questionId: string().key(),
    points: number(),
    levels: any(),
    comment: string().optional(),
    by: string(),
    at: string(),
    revision: number(),
  }),
  computeKey: ({ personId, id, questionId }) => ({ pk: attemptPartition(personId, id), sk: `mark#${questionId}` }),
});

/** The last sign of life of a learner, and silences before it that were outages. */
export const SeenEntity = new Entity({
  name: 'seen',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    id: string().key(),
    runId: string(),
    device: string(),
    seenAt: number(),
    answered: number(),
    unsent: number(),
    gaps: any(),
    ...listKeys(),
  }),
  computeKey: ({ personId, id }) => ({ pk: attemptPartition(personId, id), sk: 'seen' }),
});
