/** An article: its state, what a change of it changes, and how it is shown on a day. Pure. */
import type { Act, Article, ArticleRow, Wording } from '#contracts/norms.ts';
import { AppError } from '#contracts/errors.ts';
import { languages, type Localised } from '#contracts/common.ts';
import { latestFirst, overlaps, wordingOn } from './period.ts';

/** An article as it is kept; its act is kept apart. */
export interface KeptArticle {
  id: string;
  code: string;
  actId: string;
  reference: string;
  topics: string[];
  /** latest first */
  wordings: Wording[];
  retired: boolean;
  revision: number;
}
export type ArticleInput = Omit<KeptArticle, 'id' | 'revision'>;

/** What an article says, in one order, so that saying the same is being equal. */
export function normal(input: ArticleInput): ArticleInput {
  const { code, actId, reference, retired } = input;
  const wordings = latestFirst(input.wordings).map(inOrder);
  return { code, actId, reference, topics: [...new Set(input.topics)], wordings, retired };
}

const inOrder = ({ text, ...rest }: Wording): Wording => {
  const { validFrom, validUntil, source, sourceGrade, checkedOn, lawyerConfirmed } = rest;
  const ordered = languages.flatMap((language) => (text[language] ? [[language, text[language]]] : []));
  const texts = Object.fromEntries(ordered) as Localised;
  return { validFrom, validUntil, text: texts, source, sourceGrade, checkedOn, lawyerConfirmed };
};

export const says = (input: ArticleInput): string => JSON.stringify(normal(input));

/** The article after a change; throws where wordings overlap or its code would be another. */
export function changed(before: KeptArticle | undefined, id: string, input: ArticleInput): KeptArticle {
  if (overlaps(input.wordings)) throw new AppError('normPeriodsOverlap');
  // files refer to it by its code: that never changes
  if (before && before.code !== input.code) throw new AppError('idTaken');
  return { id, ...normal(input), revision: (before?.revision ?? 0) + 1 };
}

export function articleRow(article: KeptArticle, act: Act, day: string): ArticleRow {
  const { id, code, reference, topics, retired } = article;
  return { id, code, act, reference, topics, wording: wordingOn(article.wordings, day), retired };
}

export const articleView = (article: KeptArticle, act: Act, day: string, mayChange: boolean): Article => ({
  ...articleRow(article, act, day),
  revision: article.revision,
  wordings: article.wordings,
  mayChange,
});

/** An article's fields as an auditor reads them. */
export function articleValues({ code, reference, topics, wordings, retired }: KeptArticle, act: Act | undefined) {
  const single = {
    code,
    act: act && titleOf(act.title),
    reference,
    topics: topics.join(', '),
    retired: retired || null,
  };
  const texts = wordings.map((wording): [string, string] => [`wording.${wording.validFrom ?? '…'}`, sentence(wording)]);
  return values([...Object.entries(single), ...texts]);
}

function sentence({ validUntil, text, source, sourceGrade, checkedOn, lawyerConfirmed }: Wording): string {
  const texts = languages.flatMap((language) => (text[language] ? [`${language}: ${text[language]}`] : []));
  const said = [...texts, validUntil && `→ ${validUntil}`, sourceGrade, source, checkedOn];
  return [...said, lawyerConfirmed ? '✓' : ''].filter(Boolean).join(' · ');
}

const titleOf = (text: Localised): string => languages.map((language) => text[language]).find(Boolean) ?? '';

/** Fields that say something, as texts. */
export const values = (entries: readonly (readonly [string, unknown])[]): Record<string, string> =>
  Object.fromEntries(
    entries.flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, String(value)]])),
  );

/** What differs between two states, on either side. */
export function differences(before: Record<string, string>, after: Record<string, string>) {
  const only = (one: Record<string, string>, other: Record<string, string>) =>
    Object.fromEntries(Object.entries(one).filter(([name, value]) => other[name] !== value));
  return { before: only(before, after), after: only(after, before) };
}
