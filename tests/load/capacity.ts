/**
 * Capacity units: a proxy before DynamoDB Local asks for them with every request and adds them up. Nothing else runs
 * through it: under load there is no proxy.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { atEnd } from './closings.ts';

export interface Units {
  read: number;
  write: number;
  calls: number;
}
export interface Meter {
  url: string;
  /** since the start */
  units(): Units;
  /** the operations since the start, e.g. `BatchGetItem` → 3 */
  operations(): Record<string, number>;
}

interface Consumed {
  CapacityUnits?: number;
}

const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const notPassedOn = new Set([
  'connection',
  'content-length',
  'host',
  'transfer-encoding',
  'x-amz-crc32',
  'content-encoding',
  'date',
]);

export async function startMeter(target: string): Promise<Meter> {
  const units: Units = { read: 0, write: 0, calls: 0 };
  const operations: Record<string, number> = {};
  const count = (operation: string, consumed: Consumed | Consumed[] | undefined) => {
    const sum = [consumed ?? []].flat().reduce((total, one) => total + (one.CapacityUnits ?? 0), 0);
    units[reading.has(operation) ? 'read' : 'write'] += sum;
    units.calls += 1;
    operations[operation] = (operations[operation] ?? 0) + 1;
  };
  const server = createServer(async (request, response) => {
    try {
      // the stream's calls have another prefix and consume nothing of the table
      const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
      const counted = service === 'DynamoDB_20120810' && (reading.has(operation) || writing.has(operation));
      const given = await buffer(request);
      const body = counted
        ? JSON.stringify({ ...(JSON.parse(given.toString()) as object), ReturnConsumedCapacity: 'TOTAL' })
        : given;
      const answer = await fetch(target, {
        method: 'POST',
        headers: passedOn(request.headers as Record<string, string>),
        body,
      });
      const text = await answer.text();
      if (counted)
        count(operation, (JSON.parse(text) as { ConsumedCapacity?: Consumed | Consumed[] }).ConsumedCapacity);
      response.writeHead(answer.status, passedOn(Object.fromEntries(answer.headers))).end(text);
    } catch (error) {
      console.error(`meter: ${String(error)}`);
      response.writeHead(502).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    units: () => ({ ...units }),
    operations: () => ({ ...operations }),
  };
}

const passedOn = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !notPassedOn.has(name)));
