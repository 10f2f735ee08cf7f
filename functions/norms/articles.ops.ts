/** Endpoints of acts and articles: list, one, put. */
import type { Act, Article, norms } from '#contracts/norms.ts';
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { articleRow, articleValues, articleView, changed, says, type KeptArticle } from './article.ts';
import { factWrites, mayManage, requireManage, today } from './fact.ops.ts';
import * as store from './norms.store.ts';
import { isMade } from './revision.ts';
import { folded, matches } from './search.ts';

type Of<Name extends keyof typeof norms> = Input<(typeof norms)[Name]>;

const pageSize = 50;

/** Whoever may change them sees at once what they have changed; the rest of us a moment later, at half the price. */
const fresh = ({ person }: Context): boolean => mayAnywhere(person.memberships, 'manageNorms');

export async function articles(ctx: Context, { query }: Of<'articles'>) {
  const { q = '', actId, topic, day = today(ctx), cursor } = query;
  const scope = `norms ${JSON.stringify([q, actId, topic])} ${ctx.person.id}`;
  const from = await openCursor(cursor, scope, ctx.now);
  const acts = await actsById(fresh(ctx));
  const isWanted = (card: store.Card) =>
    (actId === undefined || card.actId === actId) &&
    (topic === undefined || card.topics.includes(topic)) &&
    matches(`${card.text} ${folded(Object.values(acts.get(card.actId)?.title ?? {}).join(' '))}`, q);
  const { cards, lastKey } = await some(isWanted, from, fresh(ctx));
  const known = new Map(
    (
      await store.articles(
        cards.map(({ id }) => id),
        { consistent: fresh(ctx) },
      )
    ).map(byId),
  );
  const items = cards.flatMap(({ id }) => {
    const article = known.get(id);
    return article ? [articleRow(article, actOf(acts, article), day)] : [];
  });
  return { items, next: await sealCursor(lastKey, scope, ctx.now) };
}

/** The next page of cards that are wanted: the list is short enough to be looked through. */
async function some(
  isWanted: (card: store.Card) => boolean,
  from: Record<string, unknown> | undefined,
  consistent: boolean,
  atMost = pageSize,
): Promise<{ cards: store.Card[]; lastKey: Record<string, unknown> | undefined }> {
  const found: store.Card[] = [];
  let place = from;
  do {
    const { cards, lastKey } = await store.cardsFrom(place, consistent);
    found.push(...cards.filter(isWanted));
    place = lastKey;
  } while (place && found.length <= atMost);
  const page = found.slice(0, atMost);
  return { cards: page, lastKey: found.length > atMost ? store.placeAfter(page.at(-1)!) : place };
}

export async function article(ctx: Context, { params, query }: Of<'article'>): Promise<Article> {
  const [kept, acts, may] = await Promise.all([found(params.articleId), actsById(true), mayManage(ctx.person)]);
  return articleView(kept, actOf(acts, kept), query.day ?? today(ctx), may);
}

export async function acts(ctx: Context) {
  const [known, cards] = await Promise.all([store.acts(fresh(ctx)), allCards(fresh(ctx))]);
  const count = (id: string) => cards.filter((card) => card.actId === id && !card.retired).length;
  const topics = [...new Set(cards.flatMap((card) => card.topics))].sort();
  return { items: known.map((act) => ({ ...act, articles: count(act.id) })), topics };
}

export async function putArticle(ctx: Context, { params, body }: Of<'putArticle'>): Promise<Article> {
  await requireManage(ctx.person);
  const { revision, newAct, ...input } = body;
  const id = params.articleId;
  const [before, acts] = await Promise.all([store.article(id), actsById(true)]);
  const after = changed(before, id, input);
  const act = acts.get(input.actId) ?? (newAct && { id: input.actId, ...newAct });
  if (!act) throw new AppError('invalid', { field: 'body.actId', reason: 'unknown' });
  const view = (article: KeptArticle) => articleView(article, act, today(ctx), true);
  if (isMade(before, revision, before !== undefined && says(before) === says(after))) return view(before!);
  const by = { actorId: ctx.person.id, address: ctx.address, now: ctx.now };
  try {
    await transact(
      ...store.articleWrites(after, before),
      ...(acts.has(act.id) ? [] : [store.actPut(act, true)]),
      ...articleFact(before, after, act, acts, by),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const present = await store.article(id);
    // the same request at the same moment: it is made
    if (present && says(present) === says(input)) return view(present);
    throw new AppError(before ? 'conflict' : 'idTaken');
  }
  return view(after);
}

/** The fact that an article was put, with what it said before and says now. */
export function articleFact(
  before: KeptArticle | undefined,
  after: KeptArticle,
  act: Act | undefined,
  acts: ReadonlyMap<string, Act>,
  by: Parameters<typeof factWrites>[1],
): Write[] {
  const { id, code, revision } = after;
  const values = {
    before: before ? articleValues(before, acts.get(before.actId)) : {},
    after: articleValues(after, act),
  };
  return factWrites({ type: 'norms.articleChanged', id, code, revision, ...values }, by);
}

async function found(id: string): Promise<KeptArticle> {
  const article = await store.article(id);
  if (!article) throw new AppError('notFound');
  return article;
}

export async function allCards(consistent: boolean): Promise<store.Card[]> {
  return (await some(() => true, undefined, consistent, Infinity)).cards;
}

export const actsById = async (consistent: boolean): Promise<Map<string, Act>> =>
  new Map((await store.acts(consistent)).map(byId));

/** The act of an article; one read a moment too early has its id for a name. */
export const actOf = (acts: ReadonlyMap<string, Act>, { actId, code }: KeptArticle): Act =>
  acts.get(actId) ?? { id: actId, code: code.split('-')[0] ?? code, title: { uk: '…' } };

const byId = <T extends { id: string }>(one: T): [string, T] => [one.id, one];
