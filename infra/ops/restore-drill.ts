/**
 * `ops restore-drill`: restores the table as it was a moment ago into a copy, compares copy and table item by item
 * (order-independent hashes), deletes the copy. Nothing of the running installation is touched.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { scan, tables, type Item, type Place } from './scan.ts';
import { CannotDo, installationOf, type Stage } from './stage.ts';

/** How many, and a sum of their hashes that does not depend on their order. */
interface Sum {
  count: number;
  hash: string;
}
export interface Drill {
  /** the moment that was restored */
  restoredTo: string;
  items: { before: Sum; after: Sum };
  /** facts up to the last whole day before that moment: they never change, so the two must be the same */
  records: { before: Sum; after: Sum };
  /** the same with those of the last day, to which a running installation adds */
  recordsOfToday: { before: Sum; after: Sum };
  verdict: 'same' | 'sameButToday' | 'different';
  seconds: { restore: number; all: number };
}

const hashBits = 256n;

export async function restoreDrill(stage: Stage, tell: (line: string) => void): Promise<Drill> {
  const begun = Date.now();
  const { table } = await installationOf(stage);
  await checkBackup(table);
  const copy = `${table}-drill-${begun}`;
  tell(`restoring ${table} into ${copy}`);
  const restoredTo = await restore(table, copy);
  try {
    await untilThere(copy);
    const restored = Date.now();
    tell('comparing');
    const [before, after] = await Promise.all([summed(table), summed(copy)]);
    const seconds = { restore: (restored - begun) / 1000, all: (Date.now() - begun) / 1000 };
    return { ...compared(before, after, restoredTo), seconds };
  } finally {
    await remove(copy);
    tell(`deleted ${copy}`);
  }
}

/** The copy holds everything about everybody: where it cannot go, somebody must know. */
async function remove(copy: string): Promise<void> {
  await tables()
    .send(new DeleteTableCommand({ TableName: copy }))
    .catch((error: Error) => {
      throw new CannotDo(`The copy ${copy} is still there (${error.name}). Delete it in the console.`);
    });
}

async function checkBackup(TableName: string): Promise<void> {
  const { ContinuousBackupsDescription } = await tables().send(new DescribeContinuousBackupsCommand({ TableName }));
  const status = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  if (status !== 'ENABLED') throw new CannotDo(`${TableName} has no continuous backup: nothing could be restored.`);
}

/** Begins the copy; answers the moment whose state it holds. */
async function restore(SourceTableName: string, TargetTableName: string): Promise<string> {
  const begun = await tables().send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName,
      TargetTableName,
      UseLatestRestorableTime: true,
      // the drill reads no index, and building them would take most of the time
      GlobalSecondaryIndexOverride: [],
    }),
  );
  return (begun.TableDescription?.RestoreSummary?.RestoreDateTime ?? new Date()).toISOString();
}

async function untilThere(copy: string): Promise<void> {
  for (let pause = 200; ; pause = Math.min(pause * 1.5, 15_000)) {
    const { Table } = await tables().send(new DescribeTableCommand({ TableName: copy }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await sleep(pause);
  }
}

/** Sums by kind: all items, and facts by day. */
async function summed(table: string): Promise<Map<string, { count: number; sum: bigint }>> {
  const sums = new Map<string, { count: number; sum: bigint }>();
  const add = (key: string, hash: bigint) => {
    const held = sums.get(key) ?? { count: 0, sum: 0n };
    sums.set(key, { count: held.count + 1, sum: BigInt.asUintN(Number(hashBits), held.sum + hash) });
  };
  await scan({
    table,
    places: Array<Place>(4).fill(undefined),
    also: { ConsistentRead: true },
    take(items) {
      for (const item of items) {
        const hash = hashOf(item);
        add('items', hash);
        if (item.pk?.S?.startsWith('$record#') && item.kind?.S === 'fact') add(item.at?.S?.slice(0, 10) ?? '', hash);
      }
    },
  });
  return sums;
}

type Sums = Awaited<ReturnType<typeof summed>>;

function compared(before: Sums, after: Sums, restoredTo: string): Omit<Drill, 'seconds'> {
  const today = restoredTo.slice(0, 10);
  const pick = (wanted: (key: string) => boolean) => ({ before: total(before, wanted), after: total(after, wanted) });
  const items = pick((key) => key === 'items');
  const records = pick((key) => key !== 'items' && key < today);
  const recordsOfToday = pick((key) => key !== 'items' && key <= today);
  const same = ({ before: one, after: other }: { before: Sum; after: Sum }) =>
    one.hash === other.hash && one.count === other.count;
  const verdict = same(recordsOfToday) ? 'same' : same(records) ? 'sameButToday' : 'different';
  return { restoredTo, items, records, recordsOfToday, verdict };
}

function total(sums: Sums, wanted: (key: string) => boolean): Sum {
  const chosen = [...sums].filter(([key]) => wanted(key)).map(([, one]) => one);
  const sum = BigInt.asUintN(
    Number(hashBits),
    chosen.reduce((all, one) => all + one.sum, 0n),
  );
  return { count: chosen.reduce((all, one) => all + one.count, 0), hash: sum.toString(16).padStart(64, '0') };
}

function hashOf(item: Item): bigint {
  return BigInt(`0x${createHash('sha256').update(canonical(item)).digest('hex')}`);
}

/** DynamoDB's sets: without an order */
const sets = ['SS', 'NS', 'BS'];

/** The same text for the same value, in whatever order its parts come. */
function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? '';
  const parts = Object.entries(value).map(([name, part]) => {
    const ordered = sets.includes(name) && Array.isArray(part) ? part.map(canonical).sort() : part;
    return `${name}:${canonical(ordered)}`;
  });
  return `{${parts.sort().join()}}`;
}

export function drillText({ restoredTo, items, records, recordsOfToday, verdict, seconds }: Drill): string {
  const row = (name: string, { before, after }: { before: Sum; after: Sum }) =>
    `${name.padEnd(32)}${String(before.count).padStart(10)}${String(after.count).padStart(10)}   ${before.hash === after.hash ? 'same' : 'differ'}   ${before.hash.slice(0, 12)} ${after.hash.slice(0, 12)}`;
  return [
    `restored to ${restoredTo} in ${seconds.restore.toFixed(1)} s; ${seconds.all.toFixed(1)} s in all`,
    '',
    `${''.padEnd(32)}${'table'.padStart(10)}${'copy'.padStart(10)}`,
    row('all items', items),
    row('facts, with those of that day', recordsOfToday),
    row('facts up to the day before', records),
    '',
    verdicts[verdict],
  ].join('\n');
}

const verdicts: Record<Drill['verdict'], string> = {
  same: 'Every record is in the copy, unchanged.',
  sameButToday: 'Every record up to the day before is in the copy, unchanged; today people went on working.',
  different:
    'THE COPY DIFFERS in records that cannot change. Do not rely on this backup; see infra/runbook.md, Backup and restore.',
};
