/** A table full of courses: a real one with all its items, copied under other ids straight into DynamoDB Local. */
import type { DynamoDb } from '../../infra/local/dynamodb.ts';
import { demoId } from '../../infra/local/demo.ts';

export type Item = Record<string, unknown>;
interface Page {
  Items: Item[];
  LastEvaluatedKey?: Item;
}

const api = 'DynamoDB_20120810';
const batch = 25;
const atOnce = 8;

/** Copies the course until there are about so many items more; answers how many there are now of its kind. */
export async function fillTable(database: DynamoDb, courseId: string, wanted: number): Promise<number> {
  const { TableNames } = await database.call<{ TableNames: string[] }>(`${api}.ListTables`, {});
  const table = TableNames[0]!;
  const items = await itemsOf(database, table, courseId);
  const copies = Math.max(1, Math.round(wanted / items.length));
  const waiting = Array.from({ length: copies }, (_, index) => demoId('course', `bench copy ${wanted} ${index}`));
  const write = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) await put(database, table, renamed(items, courseId, id));
  };
  await Promise.all(Array.from({ length: atOnce }, write));
  return copies * items.length;
}

/** Draft, review, versions and shelf of a course. */
async function itemsOf(database: DynamoDb, table: string, courseId: string): Promise<Item[]> {
  const rooms = ['authoring', 'courses'].map((room) => all(database, table, { pk: `$${room}#${courseId}` }));
  const shelves = all(database, table, { gsi2pk: `$courses#shared_${courseId}` }, 'gsi2');
  const found = (await Promise.all([...rooms, shelves])).flat();
  // an index brings what it has copied: the item itself is asked for
  return Promise.all(
    found.map(async ({ pk, sk }) => {
      const { Item } = await database.call<{ Item: Item }>(`${api}.GetItem`, { TableName: table, Key: { pk, sk } });
      return Item;
    }),
  );
}

/** All items under a key, in the table or in an index. */
export async function all(
  database: DynamoDb,
  table: string,
  key: Record<string, string>,
  index?: string,
): Promise<Item[]> {
  const [[name, value] = ['', '']] = Object.entries(key);
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await database.call<Page>(`${api}.Query`, {
      TableName: table,
      ...(index ? { IndexName: index } : {}),
      KeyConditionExpression: `${name} = :value`,
      ExpressionAttributeValues: { ':value': { S: value } },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    items.push(...page.Items);
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

/** The same items under another id. */
export const renamed = (items: readonly Item[], from: string, to: string): Item[] =>
  JSON.parse(JSON.stringify(items).replaceAll(from, to)) as Item[];

export async function put(database: DynamoDb, table: string, items: Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    const requests = items.slice(start, start + batch).map((Item) => ({ PutRequest: { Item } }));
    await database.call(`${api}.BatchWriteItem`, { RequestItems: { [table]: requests } });
  }
}
