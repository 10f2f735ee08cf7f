/** Capacity units of single requests: the stack once more on the same data, with a meter between functions and database. */
import type { Client } from '../../infra/local/client.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { startMeter, type Meter } from './capacity.ts';
import { atEnd } from './closings.ts';
import { run, type Place } from './fresh-stack.ts';
import { rounded } from './report.ts';

export interface Target {
  name: string;
  path: string;
}
export interface Capacity {
  readUnits: number;
  writeUnits: number;
  calls: number;
  /** operation → times per request */
  operations: Record<string, number>;
}

/** Requests one after the other through the meter; what they consume does not vary. */
const meteredRequests = 20;

/** The same data once more, with the meter between functions and database. */
export async function metered(place: Place, targets: Target[], client: Client) {
  const database = await startDynamoDb({ port: place.port + 3, dataDir: place.dataDir });
  atEnd(() => database.close());
  const meter = await startMeter(database.url);
  process.env.KURS_DYNAMODB_ENDPOINT = meter.url;
  const { stack, stop } = await run(place).finally(() => delete process.env.KURS_DYNAMODB_ENDPOINT);
  await stack.settled();
  const capacity = await capacityOf(meter, targets, client);
  await stop();
  return capacity;
}

/** Capacity units of each target, asked for through the meter. */
export async function capacityOf(meter: Meter, targets: readonly Target[], client: Client) {
  const capacity: Record<string, Capacity> = {};
  for (const { name, path } of targets) {
    const [before, operationsBefore] = [meter.units(), meter.operations()];
    for (let index = 0; index < meteredRequests; index += 1) {
      const answer = await client.fetch(path);
      if (answer.status !== 200) throw new Error(`${path} through the meter: ${answer.status}`);
      await answer.arrayBuffer();
    }
    const after = meter.units();
    const each = (key: keyof typeof after) => rounded((after[key] - before[key]) / meteredRequests);
    const operations = Object.entries(meter.operations()).map(
      ([operation, times]) =>
        [operation, rounded((times - (operationsBefore[operation] ?? 0)) / meteredRequests)] as const,
    );
    capacity[name] = {
      readUnits: each('read'),
      writeUnits: each('write'),
      calls: each('calls'),
      operations: Object.fromEntries(operations.filter(([, times]) => times > 0)),
    };
  }
  return capacity;
}
