/** The operator beside a stack of the test's own: the command line in a process of its own, and a look into the table. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { root } from '../../infra/local/build.ts';
import { endpointsFile, type Published } from '../../infra/local/endpoints.ts';

export interface Said {
  code: number;
  out: string;
  error: string;
}
export type Item = Record<string, unknown> & { pk: string; sk: string };

/** `npm run ops -- …`, in English and as the operator types it. */
export function operate(dataDir: string, ...args: string[]): Promise<Said> {
  const options = { cwd: root, timeout: 60_000 };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['infra/ops/main.ts', ...args, '--data', dataDir],
      options,
      (_, out, error) => resolve({ code: child.exitCode ?? 1, out: out.trim(), error: error.trim() }),
    );
  });
}

/** The same for machines; throws what it said when it failed. */
export async function ask<T>(dataDir: string, ...args: string[]): Promise<T> {
  const { out, error } = await operate(dataDir, ...args, '--json');
  if (error) throw new Error(error);
  return JSON.parse(out) as T;
}

/** The one table of a running stack. */
export class TableInside {
  readonly #documents: DynamoDBDocumentClient;
  readonly #name: Promise<string>;

  constructor(dataDir: string) {
    const { environment } = JSON.parse(readFileSync(endpointsFile(dataDir), 'utf8')) as Published;
    const credentials = {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    };
    const endpoint = environment.AWS_ENDPOINT_URL_DYNAMODB ?? '';
    const region = environment.AWS_REGION ?? '';
    this.#documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
    this.#name = this.#documents.send(new ListTablesCommand({})).then(({ TableNames }) => TableNames?.[0] ?? '');
  }

  /** Items whose partition key begins so, in order. */
  async below(prefix: string): Promise<Item[]> {
    const found: Item[] = [];
    const whole = { TableName: await this.#name, ConsistentRead: true };
    for await (const page of paginateScan({ client: this.#documents }, whole))
      found.push(...((page.Items ?? []) as Item[]).filter(({ pk }) => pk.startsWith(prefix)));
    return found.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
  }

  async remove(items: Item[]): Promise<void> {
    for (let at = 0; at < items.length; at += 25) {
      const requests = items.slice(at, at + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
      await this.#documents.send(new BatchWriteCommand({ RequestItems: { [await this.#name]: requests } }));
    }
  }
}
