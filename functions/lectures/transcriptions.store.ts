/** What a machine has written down of a film, or how far it is: one item per film, beside what was made of it. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { languages } from '#contracts/common.ts';
import { transcriptionFaults } from '#contracts/film-transcription.ts';
import { table, unlessRefused } from '../platform/table.ts';

const WordsEntity = new Entity({
  name: 'filmWords',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    source: string().key(),
    language: string().enum(...languages),
    state: string().enum('waiting', 'processing', 'ready', 'failed', 'cancelled'),
    attempt: number(),
    askedAt: string(),
    failure: string()
      .enum(...transcriptionFaults)
      .optional(),
    file: string().optional(),
    /** counts up with every write */
    revision: number(),
  }),
  computeKey: ({ id, source }) => ({ pk: `$lectures#${id}`, sk: `words#${source}` }),
});
export type StoredWords = FormattedItem<typeof WordsEntity>;
type FilmKey = Pick<StoredWords, 'id' | 'source'>;

export async function words({ id, source }: FilmKey): Promise<StoredWords | undefined> {
  const { Item } = await WordsEntity.build(GetItemCommand).key({ id, source }).options({ consistent: true }).send();
  return Item;
}

/** Saves them as the next revision of what was read (undefined: none yet); false where somebody else was quicker. */
export function saveWords(read: StoredWords | undefined, after: Omit<StoredWords, 'revision'>): Promise<boolean> {
  return unlessRefused(
    WordsEntity.build(PutItemCommand)
      .item({ ...after, revision: (read?.revision ?? 0) + 1 })
      .options({ condition: read ? { attr: 'revision', eq: read.revision } : { attr: 'id', exists: false } })
      .send(),
  );
}
