/** The whole table, in parallel parts, page by page. Only an operator may: no function has the right to scan. */
import { DynamoDBClient, ScanCommand, type AttributeValue, type ScanCommandInput } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

let client: DynamoDBClient | undefined;
/** Made at the first use: by then the environment names the stage. */
export const tables = (): DynamoDBClient => (client ??= new DynamoDBClient({}));

/** Where a part stands: not begun, at a key, or through. */
export type Place = Item | 'end' | undefined;

export interface ScanOptions {
  table: string;
  /** one for each part that is read at the same time */
  places: Place[];
  /** more for the call, e.g. a filter */
  also?: Omit<ScanCommandInput, 'TableName'>;
  /** Gets a page; the place moves on only when this has come through. */
  take(items: Item[], read: number): Promise<void> | void;
  /** a part has got further */
  moved?(): void;
}

/** Reads what is left of all parts; `places` is kept up to date. */
export async function scan({ table, places, also, take, moved }: ScanOptions): Promise<void> {
  const part = async (Segment: number) => {
    while (places[Segment] !== 'end') {
      const from = places[Segment];
      const answer = await tables().send(
        new ScanCommand({
          TableName: table,
          Segment,
          TotalSegments: places.length,
          ...also,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      await take(answer.Items ?? [], answer.ScannedCount ?? 0);
      places[Segment] = answer.LastEvaluatedKey ?? 'end';
      moved?.();
    }
  };
  await Promise.all(places.map((_, index) => part(index)));
}
