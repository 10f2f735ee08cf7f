/** Items of acts and articles: the article, its card in the list of all, its act. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any } from 'dynamodb-toolbox/schema/any';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { FormattedItem } from 'dynamodb-toolbox/entity';
import type { Act, Wording } from '#contracts/norms.ts';
import { getMany, localisedMap, table, type Write } from '../platform/table.ts';
import type { KeptArticle } from './article.ts';
import { codeKey } from './code.ts';
import { searchText } from './search.ts';

const ArticleEntity = new Entity({
  name: 'normArticle',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    code: string(),
    actId: string(),
    reference: string(),
    topics: list(string()),
    /** the contract's wordings */
    wordings: any(),
    retired: boolean(),
    revision: number(),
  }),
  computeKey: ({ id }) => ({ pk: `$norms#${id}`, sk: 'article' }),
});

const cardsKey = '$norms#articles';

/** An article in the list of all, by code: its key makes a code one article's. */
const CardEntity = new Entity({
  name: 'normCard',
  table,
  timestamps: false,
  schema: item({
    code: string().key(),
    id: string(),
    actId: string(),
    topics: list(string()),
    retired: boolean(),
    /** what it is found by */
    text: string(),
  }),
  computeKey: ({ code }) => ({ pk: cardsKey, sk: codeKey(code) }),
});
export type Card = FormattedItem<typeof CardEntity>;

const actsKey = '$norms#acts';

const ActEntity = new Entity({
  name: 'normAct',
  table,
  timestamps: false,
  schema: item({ code: string().key(), id: string(), title: localisedMap() }),
  computeKey: ({ code }) => ({ pk: actsKey, sk: codeKey(code) }),
});

const kept = ({ wordings, ...rest }: FormattedItem<typeof ArticleEntity>): KeptArticle => ({
  ...rest,
  wordings: wordings as Wording[],
});

/** An article by id. One put a moment ago is found. */
export async function article(id: string): Promise<KeptArticle | undefined> {
  const { Item } = await ArticleEntity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
  return Item && kept(Item);
}

/** Articles by id, in no order; unknown ids are left out. */
export async function articles(ids: readonly string[], options: { consistent?: boolean } = {}): Promise<KeptArticle[]> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  return (await getMany(ArticleEntity, keys, options)).map(kept);
}

/** Cards of articles by code, in no order. */
export const cardsOf = (codes: readonly string[]): Promise<Card[]> =>
  getMany(
    CardEntity,
    [...new Set(codes)].map((code) => ({ code })),
    { consistent: true },
  );

/** A stretch of the list of all articles, by code: as much as the table hands over at once. */
export async function cardsFrom(from: Record<string, unknown> | undefined, consistent: boolean) {
  const { Items = [], LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(CardEntity)
    .query({ partition: cardsKey })
    .options({ consistent, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { cards: Items, lastKey: LastEvaluatedKey };
}

/** Where the list goes on after a card. */
export const placeAfter = ({ code }: Card): Record<string, unknown> => ({ pk: cardsKey, sk: codeKey(code) });

/** All acts; some dozens. */
export async function acts(consistent: boolean): Promise<Act[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(ActEntity)
    .query({ partition: actsKey })
    .options({ consistent, maxPages: 20 })
    .send();
  return Items;
}

/** The write of an act; of a new one it fails its condition when the code is taken. */
export const actPut = (act: Act, isNew: boolean): Write =>
  ActEntity.build(PutTransaction)
    .item(act)
    .options(isNew ? { condition: { attr: 'id', exists: false } } : {});

/** The writes of an article and its card; they fail their condition when somebody was quicker or the code is taken. */
export function articleWrites(after: KeptArticle, before: KeptArticle | undefined): Write[] {
  const { id, code, actId, topics, retired } = after;
  return [
    ArticleEntity.build(PutTransaction)
      .item(after)
      .options({
        condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false },
      }),
    CardEntity.build(PutTransaction)
      .item({ id, code, actId, topics, retired, text: searchText(after) })
      .options({ condition: before ? { attr: 'id', eq: id } : { attr: 'id', exists: false } }),
  ];
}
