/** What other rooms may ask norms. */
import { changesOfRecords } from './changes.store.ts';
import { competences } from './framework.store.ts';
import * as store from './norms.store.ts';

/** What administrators changed by these records, by record. */
export async function changesBy(keys: readonly { subjectId: string; recordId: string }[]) {
  return new Map((await changesOfRecords(keys)).map((one) => [one.recordId, one]));
}

/** Articles by id with their acts and all their wordings, in the order of their codes; unknown ids are left out. */
export async function articlesWithActs(ids: readonly string[]) {
  if (!ids.length) return [];
  const [found, acts] = await Promise.all([store.articles(ids), store.acts(false)]);
  const byId = new Map(acts.map((act) => [act.id, act]));
  return found
    .flatMap((article) => {
      const act = byId.get(article.actId);
      return act ? [{ ...article, act }] : [];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** code → id of the article that bears it here; unknown codes are left out. */
export const articleIdsByCode = async (codes: readonly string[]): Promise<Map<string, string>> =>
  new Map((await store.cardsOf(codes)).map(({ code, id }) => [code, id]));

/** Which of these articles and competences there are, also those no longer in use. */
export async function knownNorms(wanted: { articles: readonly string[]; competences: readonly string[] }) {
  const [articles, framework] = await Promise.all([
    store.articles(wanted.articles, { consistent: true }),
    wanted.competences.length ? competences(true) : [],
  ]);
  return new Set([...articles, ...framework].map(({ id }) => id));
}
