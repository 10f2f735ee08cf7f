/**
 * What DynamoDB Local lacks of backups: the state of point-in-time recovery, and restoring into a new table. There is no
 * past to restore from here: the latest restorable moment is this one, and no other can be asked for.
 */
import { Refusal } from './aws/call.ts';
import type { DynamoDb } from './dynamodb.ts';
import type { Template } from './template.ts';

/** Calls answered here instead of by DynamoDB Local, by their target. */
export type OwnCalls = Record<string, (input: Record<string, unknown>) => Promise<object>>;

interface TableProperties {
  Replicas?: { PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean } }[];
}
interface Page {
  Items: object[];
  LastEvaluatedKey?: object;
}
interface Described {
  Table: { AttributeDefinitions: { AttributeName: string }[]; KeySchema: { AttributeName: string }[] };
}

const api = 'DynamoDB_20120810.';
const written = 25;

export function backupCalls(database: DynamoDb, template: Template, clock: { now(): number }): OwnCalls {
  const begun = clock.now() / 1000;
  const enabled = (name: unknown): boolean => {
    const table = template.of<TableProperties>('AWS::DynamoDB::GlobalTable').find((one) => one.physicalId === name);
    if (!table) throw new Refusal('TableNotFoundException', `Table not found: ${String(name)}`);
    return table.properties.Replicas?.[0]?.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;
  };
  return {
    [`${api}DescribeContinuousBackups`]({ TableName }) {
      const PointInTimeRecoveryStatus = enabled(TableName) ? 'ENABLED' : 'DISABLED';
      const range = { EarliestRestorableDateTime: begun, LatestRestorableDateTime: clock.now() / 1000 };
      const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus, ...(enabled(TableName) && range) };
      const ContinuousBackupsStatus = 'ENABLED';
      return Promise.resolve({
        ContinuousBackupsDescription: { ContinuousBackupsStatus, PointInTimeRecoveryDescription },
      });
    },
    async [`${api}RestoreTableToPointInTime`](input) {
      const { SourceTableName, TargetTableName, UseLatestRestorableTime } = input;
      if (!enabled(SourceTableName)) throw new Refusal('PointInTimeRecoveryUnavailableException', 'it is not enabled');
      if (UseLatestRestorableTime !== true)
        throw new Refusal('InvalidRestoreTimeException', 'the local cloud keeps no past: only the latest time');
      const RestoreDateTime = clock.now() / 1000;
      await copyTable(database, String(SourceTableName), String(TargetTableName));
      const RestoreSummary = { RestoreDateTime, RestoreInProgress: true };
      return { TableDescription: { TableName: TargetTableName, TableStatus: 'CREATING', RestoreSummary } };
    },
  };
}

/** Keys and items; indexes, stream and time to live are for whoever restores in earnest. */
async function copyTable(database: DynamoDb, from: string, to: string): Promise<void> {
  const { Table } = await database.call<Described>(`${api}DescribeTable`, { TableName: from });
  const keys = new Set(Table.KeySchema.map((one) => one.AttributeName));
  const AttributeDefinitions = Table.AttributeDefinitions.filter((one) => keys.has(one.AttributeName));
  const { KeySchema } = Table;
  await database.call(`${api}CreateTable`, {
    TableName: to,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
  });
  let ExclusiveStartKey: object | undefined;
  do {
    const page = await database.call<Page>(`${api}Scan`, { TableName: from, ExclusiveStartKey, ConsistentRead: true });
    for (let at = 0; at < page.Items.length; at += written) await put(database, to, page.Items.slice(at, at + written));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

async function put(database: DynamoDb, table: string, items: object[]): Promise<void> {
  type Left = Record<string, object[]>;
  let RequestItems: Left = { [table]: items.map((Item) => ({ PutRequest: { Item } })) };
  while (Object.keys(RequestItems).length) {
    const { UnprocessedItems } = await database.call<{ UnprocessedItems?: Left }>(`${api}BatchWriteItem`, {
      RequestItems,
    });
    RequestItems = UnprocessedItems ?? {};
  }
}
