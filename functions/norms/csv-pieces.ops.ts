/** A CSV of norms against what is there: what each line would be, and the writes that make it so, piece by piece. */
import type { Act, Competence, CsvFault, CsvKind } from '#contracts/norms.ts';
import { derivedId } from '../platform/ids.ts';
import type { Write } from '../platform/table.ts';
import { changed, type ArticleInput, type KeptArticle } from './article.ts';
import { articleFact } from './articles.ops.ts';
import { changedCompetence, competenceValues, type CompetenceInput } from './competence.ts';
import type { ArticleEntry } from './csv-articles.ts';
import type { Row } from './csv-cells.ts';
import type { CompetenceEntry, TermEntry } from './csv-framework.ts';
import * as csv from './csv-read.ts';
import { factWrites } from './fact.ops.ts';
import * as framework from './framework.store.ts';
import * as store from './norms.store.ts';

/** Whose import it is, and when. */
export interface By {
  actorId: string;
  address: string | undefined;
  now: number;
}
export interface Pieces {
  /** codes that can be taken */
  count: number;
  leftOut: number;
  faults: CsvFault[];
  /** what the codes from … to … would be */
  news(from: number, to: number): Promise<csv.News[]>;
  /** the same, and the writes; of what was there and changes, with the fact that it did */
  writes(from: number, to: number, by: By): Promise<{ news: csv.News[]; writes: Write[] }>;
}

/** Reads the file; throws where it is none of this kind. */
export async function piecesOf(kind: CsvKind, rows: readonly Row[]): Promise<Pieces> {
  if (kind === 'articles') return articlePieces(rows);
  return kind === 'competences' ? competencePieces(rows) : termPieces(rows);
}

async function articlePieces(rows: readonly Row[]): Promise<Pieces> {
  const file = csv.articlesIn(rows, await actsByCode());
  const titles = csv.actsIn(file.entries);
  const look = async (from: number, to: number) => {
    const entries = file.entries.slice(from, to);
    const [acts, cards] = await Promise.all([actsByCode(), store.cardsOf(entries.map(({ code }) => code))]);
    const kept = await store.articles(
      cards.map(({ id }) => id),
      { consistent: true },
    );
    const byCode = new Map(kept.map((one) => [one.code, one]));
    return { acts, each: entries.map((entry) => against(entry, byCode.get(entry.code), acts, titles)) };
  };
  return {
    ...about(file),
    news: async (from, to) => (await look(from, to)).each.map(({ news }) => news),
    async writes(from, to, by) {
      const { acts, each } = await look(from, to);
      const retitled = new Map(each.filter(({ isRetitled }) => isRetitled).map(({ act }) => [act.id, act]));
      const byId = new Map([...acts.values()].map((act) => [act.id, act]));
      const writes = each.flatMap(({ before, input, act, news }) => {
        if (news === 'unchanged') return [];
        const after = changed(before, before?.id ?? derivedId('article', 'norms', input.code), input);
        return [...store.articleWrites(after, before), ...(before ? articleFact(before, after, act, byId, by) : [])];
      });
      const actWrites = [...retitled.values()].map((act) => store.actPut(act, !acts.has(act.code)));
      return { news: each.map(({ news }) => news), writes: [...actWrites, ...writes] };
    },
  };
}

interface Against {
  before: KeptArticle | undefined;
  input: ArticleInput;
  /** as it is once this is taken */
  act: Act;
  isRetitled: boolean;
  news: csv.News;
}

function against(
  entry: ArticleEntry,
  before: KeptArticle | undefined,
  acts: ReadonlyMap<string, Act>,
  titles: ReadonlyMap<string, Act['title']>,
): Against {
  const { code } = entry.act;
  const known = acts.get(code);
  const id = known?.id ?? derivedId('act', 'norms', code);
  const act = { id, code, title: titles.get(code) ?? known?.title ?? {} };
  const isRetitled = !known || JSON.stringify(sorted(known.title)) !== JSON.stringify(sorted(act.title));
  const input = csv.articleInput(entry, id);
  const news = csv.articleNews(before, input);
  return { before, input, act, isRetitled, news: news === 'unchanged' && isRetitled ? 'changed' : news };
}

const sorted = (text: Act['title']) => Object.entries(text).sort();

async function competencePieces(rows: readonly Row[]): Promise<Pieces> {
  const file = csv.competencesIn(rows, await framework.competences(true));
  const look = async (from: number, to: number) => {
    const all = await framework.competences(true);
    const byCode = new Map(all.map((one) => [one.code, one]));
    const idOf = (code: string) => byCode.get(code)?.id ?? derivedId('competence', 'norms', code);
    const each = file.entries.slice(from, to).map((entry) => {
      const before = byCode.get(entry.code);
      const input = csv.competenceInput(entry, entry.parent === null ? null : idOf(entry.parent));
      return { before, id: idOf(entry.code), input, news: csv.competenceNews(before, input) };
    });
    return { all, each };
  };
  return {
    ...about<CompetenceEntry>(file),
    news: async (from, to) => (await look(from, to)).each.map(({ news }) => news),
    async writes(from, to, by) {
      // the revision first: who judges by an older framework must not write
      const revision = await framework.frameworkRevision();
      const { all, each } = await look(from, to);
      const writes = competenceWrites(all, each, by);
      return {
        news: each.map(({ news }) => news),
        writes: [...(writes.length ? [framework.frameworkPut(revision)] : []), ...writes],
      };
    },
  };
}

function competenceWrites(
  present: readonly Competence[],
  each: readonly { before: Competence | undefined; id: string; input: CompetenceInput; news: csv.News }[],
  by: By,
): Write[] {
  let all = present;
  return each.flatMap(({ before, id, input, news }) => {
    if (news === 'unchanged') return [];
    const after = changedCompetence(all, id, input);
    const known = all;
    all = [...all.filter((one) => one.id !== id), after];
    const put = framework.competencePut(after, before);
    if (!before) return [put];
    const values = { before: competenceValues(before, known), after: competenceValues(after, all) };
    const about = { id, code: after.code, revision: after.revision, ...values };
    return [put, ...factWrites({ type: 'norms.competenceChanged', ...about }, by)];
  });
}

async function termPieces(rows: readonly Row[]): Promise<Pieces> {
  const file = csv.termsIn(rows);
  const look = async (from: number, to: number) => {
    const byCode = new Map((await framework.terms(true)).map((one) => [one.code, one]));
    return file.entries.slice(from, to).map((entry) => {
      const before = byCode.get(entry.code);
      const id = before?.id ?? derivedId('term', 'norms', entry.code);
      return { term: { id, ...entry }, news: csv.termNews(before, entry) };
    });
  };
  return {
    ...about<TermEntry>(file),
    news: async (from, to) => (await look(from, to)).map(({ news }) => news),
    async writes(from, to) {
      const each = await look(from, to);
      const writes = each.filter(({ news }) => news !== 'unchanged').map(({ term }) => framework.termPut(term));
      return { news: each.map(({ news }) => news), writes };
    },
  };
}

const about = <T>({ entries, leftOut, faults }: csv.File<T>) => ({ count: entries.length, leftOut, faults });

const actsByCode = async (): Promise<Map<string, Act>> =>
  new Map((await store.acts(true)).map((act) => [act.code, act]));
