/**
 * Rate limits per person, or per address where nobody is signed in. Every call counts in the function's own memory
 * (free of charge, and as exact as one instance); where an endpoint says `strictLimit`, in the table as well, for all instances.
 */
import { Entity } from 'dynamodb-toolbox/entity';
import { $add, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { AppError } from '#contracts/errors.ts';
import { sha256 } from './ids.ts';
import { table } from './table.ts';

const minuteMs = 60_000;
/** calls a minute that one person or address may make to one instance: far above what a person does, also in a crowd behind one address */
const callsPerMinute = 3000;
const keysMax = 10_000;

const LimitEntity = new Entity({
  name: 'limit',
  table,
  timestamps: false,
  schema: item({ key: string().key(), minute: string().key(), calls: number(), expiresAt: number() }),
  computeKey: ({ key, minute }) => ({ pk: `$limits#${key}`, sk: minute }),
});

let window = { minute: 0, calls: new Map<string, number>() };

/** Counts one call in this instance; `tooManyRequests` beyond the limit. `now` in milliseconds. */
export function countCall(who: string, now: number): void {
  const minute = Math.floor(now / minuteMs);
  if (window.minute !== minute || window.calls.size > keysMax) window = { minute, calls: new Map() };
  const calls = (window.calls.get(who) ?? 0) + 1;
  window.calls.set(who, calls);
  if (calls > callsPerMinute) throw tooMany(now);
}

const hourMs = 60 * minuteMs;
/** the least the table charges for a write */
const leastBytes = 1024;
let written = { hour: 0, bytes: new Map<string, number>() };

/** Counts what somebody writes in this instance; `tooManyRequests` beyond `limit` bytes an hour. */
export function countBytes(who: string, bytes: number, limit: number, now: number): void {
  const hour = Math.floor(now / hourMs);
  if (written.hour !== hour || written.bytes.size > keysMax) written = { hour, bytes: new Map() };
  const sum = (written.bytes.get(who) ?? 0) + Math.max(leastBytes, bytes);
  written.bytes.set(who, sum);
  // soon again: another instance may have room
  if (sum > limit) throw tooMany(now);
}

/** Counts one call of an operation in the table; `tooManyRequests` beyond `limit` a minute. */
export async function countStrictly(who: string, operation: string, limit: number, now: number): Promise<void> {
  const minute = Math.floor(now / minuteMs);
  const { Attributes } = await LimitEntity.build(UpdateItemCommand)
    .item({
      key: sha256(`${operation} ${who}`),
      minute: String(minute),
      calls: $add(1),
      expiresAt: (minute + 2) * 60,
    })
    .options({ returnValues: 'UPDATED_NEW' })
    .send();
  if ((Attributes?.calls ?? 0) > limit) throw tooMany(now);
}

const tooMany = (now: number) =>
  new AppError('tooManyRequests', { seconds: String(60 - (Math.floor(now / 1000) % 60)) });
