/**
 * What a call of DynamoDB's API needs to be allowed: actions on tables and indexes, with the condition keys that AWS
 * documents under “Using IAM policy conditions for fine-grained access control”. A transaction needs the actions of its
 * parts, not one of its own; all keys of one action are judged together.
 */
import { arnOf, type Access } from '../aws/call.ts';
import type { Resource } from '../template.ts';
import { attributesIn, keyIn, textOf, type Item, type Names } from './expressions.ts';

interface Key {
  AttributeName: string;
  KeyType: string;
}
export interface TableKeys {
  KeySchema: Key[];
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: Key[] }[];
}
/** Table or index → its partition key. */
export type Partitions = ReadonlyMap<string, string>;

/** One request, or one part of a batch or transaction. */
interface Part {
  TableName?: string;
  IndexName?: string;
  Key?: Item;
  Item?: Item;
  Select?: string;
  ReturnValues?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ConditionExpression?: string;
  UpdateExpression?: string;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Names;
  ExpressionAttributeValues?: Item;
}
interface Needed extends Required<Access> {
  context: Record<string, string[]>;
}
type Reader = (input: never, partitions: Partitions) => Needed[];

const legacy =
  /"(AttributesToGet|AttributeUpdates|Expected|ConditionalOperator|KeyConditions|QueryFilter|ScanFilter)":/;
const transactWrites = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** The partition keys of the template's tables and indexes, by `table` and `table/index`. */
export function partitionsOf(tables: readonly Resource<TableKeys>[]): Partitions {
  const found = tables.flatMap(({ physicalId, properties: { KeySchema, GlobalSecondaryIndexes = [] } }) => [
    [physicalId, hashOf(KeySchema)] as const,
    ...GlobalSecondaryIndexes.map((one) => [`${physicalId}/${one.IndexName}`, hashOf(one.KeySchema)] as const),
  ]);
  return new Map(found);
}

const hashOf = (schema: Key[]): string => schema.find((one) => one.KeyType === 'HASH')?.AttributeName ?? '';

/** What a request needs; `target` is its header, `DynamoDB_20120810.GetItem`, `text` its body. */
export function neededFor(target: string, text: string, partitions: Partitions): Access[] {
  const verb = target.split('.')[1] ?? '';
  const old = legacy.exec(text)?.[1];
  if (old) throw new Error(`the legacy parameter ${old} is not known to the local cloud`);
  const input = JSON.parse(text) as never;
  return (readers[verb] ?? otherwise(verb))(input, partitions);
}

const single =
  (verb: string): Reader =>
  (part: Part, partitions) => [neededBy(verb, part, partitions)];

const readers: Record<string, Reader> = {
  GetItem: single('GetItem'),
  PutItem: single('PutItem'),
  UpdateItem: single('UpdateItem'),
  DeleteItem: single('DeleteItem'),
  Query: single('Query'),
  Scan: single('Scan'),
  BatchGetItem: ({ RequestItems }: { RequestItems: Record<string, { Keys: Item[] } & Part> }, partitions) =>
    together(
      Object.entries(RequestItems).flatMap(([TableName, { Keys, ...part }]) =>
        Keys.map((Key) => neededBy('BatchGetItem', { ...part, TableName, Key }, partitions)),
      ),
    ),
  BatchWriteItem: (
    { RequestItems }: { RequestItems: Record<string, { PutRequest?: Part; DeleteRequest?: Part }[]> },
    partitions,
  ) =>
    together(
      Object.entries(RequestItems).flatMap(([TableName, writes]) =>
        writes.map((one) =>
          neededBy('BatchWriteItem', { ...(one.PutRequest ?? one.DeleteRequest), TableName }, partitions),
        ),
      ),
    ),
  TransactGetItems: ({ TransactItems }: { TransactItems: { Get: Part }[] }, partitions) =>
    enclosed(
      'TransactGetItems',
      TransactItems.map(({ Get }) => neededBy('GetItem', Get, partitions)),
    ),
  TransactWriteItems: ({ TransactItems }: { TransactItems: Record<string, Part>[] }, partitions) =>
    enclosed(
      'TransactWriteItems',
      TransactItems.flatMap((one) =>
        Object.entries(transactWrites).flatMap(([kind, action]) => {
          const part = one[kind];
          return part ? [neededBy(action, part, partitions)] : [];
        }),
      ),
    ),
};

/** Calls about a table or stream as a whole; what names neither (ListTables, PartiQL) needs the action on everything. */
function otherwise(verb: string): Reader {
  return ({ TableName, StreamArn }: { TableName?: string; StreamArn?: string }) => {
    const resource = TableName ? tableArn(TableName) : (StreamArn ?? '*');
    return [{ action: `dynamodb:${verb}`, resource, context: {} }];
  };
}

const tableArn = (name: string) => (name.startsWith('arn:') ? name : arnOf('dynamodb', `table/${name}`));

function neededBy(verb: string, part: Part, partitions: Partitions): Needed {
  const { TableName = '', IndexName } = part;
  const table = TableName.split('/').at(-1) ?? '';
  const arn = tableArn(TableName);
  const partition = partitions.get(IndexName ? `${table}/${IndexName}` : table) ?? '';
  const leading = textOf((part.Key ?? part.Item)?.[partition]) ?? leadingOf(part, partition);
  const context: Needed['context'] = { ...(leading !== undefined && { 'dynamodb:LeadingKeys': [leading] }) };
  const attributes = attributesOf(part);
  if (attributes.length) context['dynamodb:Attributes'] = attributes;
  if (part.ReturnValues) context['dynamodb:ReturnValues'] = [part.ReturnValues];
  if (reading.has(verb)) context['dynamodb:Select'] = [selectOf(part)];
  return { action: `dynamodb:${verb}`, resource: IndexName ? `${arn}/index/${IndexName}` : arn, context };
}

const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

function leadingOf(part: Part, partition: string): string | undefined {
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = part;
  return keyIn(KeyConditionExpression, partition, ExpressionAttributeNames, ExpressionAttributeValues);
}

/** What is asked for when nothing is said, as DynamoDB understands it. */
function selectOf({ Select, ProjectionExpression, IndexName }: Part): string {
  return (
    Select ?? (ProjectionExpression ? 'SPECIFIC_ATTRIBUTES' : IndexName ? 'ALL_PROJECTED_ATTRIBUTES' : 'ALL_ATTRIBUTES')
  );
}

/** Top-level attributes that a request reads, writes or compares; those of its key are among them. */
function attributesOf(part: Part): string[] {
  const { KeyConditionExpression, FilterExpression, ConditionExpression, UpdateExpression, ProjectionExpression } =
    part;
  const expressions = [
    KeyConditionExpression,
    FilterExpression,
    ConditionExpression,
    UpdateExpression,
    ProjectionExpression,
  ];
  const named = expressions.flatMap((one) => attributesIn(one, part.ExpressionAttributeNames));
  return [...new Set([...Object.keys(part.Key ?? {}), ...Object.keys(part.Item ?? {}), ...named])];
}

/** Parts with the same action on the same table are judged as one, with all their keys and attributes. */
function together(parts: Needed[]): Needed[] {
  const merged = new Map<string, Needed>();
  for (const { action, resource, context } of parts) {
    const one = merged.get(`${action} ${resource}`) ?? { action, resource, context: {} };
    merged.set(`${action} ${resource}`, one);
    for (const [key, values] of Object.entries(context))
      one.context[key] = [...new Set([...(one.context[key] ?? []), ...values])];
  }
  return [...merged.values()];
}

function enclosed(operation: string, parts: Needed[]): Needed[] {
  return together(parts).map((one) => ({
    ...one,
    context: { ...one.context, 'dynamodb:EnclosingOperation': [operation] },
  }));
}
