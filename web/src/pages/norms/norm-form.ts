/** An article as a form: what is typed, what is wrong with it, what is sent. Pure. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { BodyOf } from '#contracts/endpoint.ts';
import type { Article, norms, Wording } from '#contracts/norms.ts';
import type { MessageKey } from '../../lib/i18n.svelte.ts';

/** A text by language; empty: there is none. */
export type Texts = Record<Language, string>;

export interface WordingDraft {
  /** tells the fields of one wording from another’s */
  key: number;
  validFrom: string;
  validUntil: string;
  text: Texts;
  source: string;
  sourceGrade: Wording['sourceGrade'];
  checkedOn: string;
  lawyerConfirmed: boolean;
}
export interface ArticleDraft {
  code: string;
  /** empty: an act that is not there yet */
  actId: string;
  actCode: string;
  actTitle: Texts;
  reference: string;
  topics: string;
  retired: boolean;
  /** latest first */
  wordings: WordingDraft[];
}
type Body = BodyOf<typeof norms.putArticle>;

export const textsOf = (text: Localised | null | undefined): Texts =>
  Object.fromEntries(languages.map((language) => [language, text?.[language] ?? ''])) as Texts;

/** A line break typed or pasted is a space. */
const plain = (typed: string) => typed.trim().replaceAll(/\s+/g, ' ');

/** The languages something was typed in; undefined where there is none. */
export function localisedOf(texts: Texts): Localised | undefined {
  const entries = languages.flatMap((language) => (plain(texts[language]) ? [[language, plain(texts[language])]] : []));
  return entries.length ? (Object.fromEntries(entries) as Localised) : undefined;
}

/** A competence as fields of one text each, so that the device can keep them. */
export const fieldsOfCompetence = (of: { code: string; name: Texts; description: Texts }): Record<string, string> => ({
  code: of.code,
  ...Object.fromEntries(languages.map((language) => [`name ${language}`, of.name[language]])),
  ...Object.fromEntries(languages.map((language) => [`description ${language}`, of.description[language]])),
});

/** The same codes as `Code` of the contract, whose validator the browser does not carry. */
export const isCode = (typed: string): boolean => typed.length <= 60 && /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(typed);

let keys = 0;

export const newWording = (): WordingDraft => ({
  key: (keys += 1),
  validFrom: '',
  validUntil: '',
  text: textsOf(null),
  source: '',
  sourceGrade: 'A',
  checkedOn: '',
  lawyerConfirmed: false,
});

const wordingDraft = (wording: Wording): WordingDraft => ({
  ...newWording(),
  ...wording,
  validFrom: wording.validFrom ?? '',
  validUntil: wording.validUntil ?? '',
  text: textsOf(wording.text),
  source: wording.source ?? '',
  checkedOn: wording.checkedOn ?? '',
});

export const articleDraft = (article: Article | undefined): ArticleDraft => ({
  code: article?.code ?? '',
  actId: article?.act.id ?? '',
  actCode: '',
  actTitle: textsOf(null),
  reference: article?.reference ?? '',
  topics: article?.topics.join(', ') ?? '',
  retired: article?.retired ?? false,
  wordings: article ? article.wordings.map(wordingDraft) : [newWording()],
});

/** A new wording begins with the text to be changed, in one language: the translations of the old one are not its own. */
export function withNewWording(draft: ArticleDraft): ArticleDraft {
  const [latest] = draft.wordings;
  const { text, source, sourceGrade } = latest ?? newWording();
  const first = languages.find((language) => text[language]);
  const begun = textsOf(first && { [first]: text[first] });
  return { ...draft, wordings: [{ ...newWording(), text: begun, source, sourceGrade }, ...draft.wordings] };
}

/** A form that an earlier page left on this device; anything may stand there, only what is whole is taken. */
export function keptArticle(text: string): ArticleDraft | undefined {
  try {
    const found = { ...articleDraft(undefined), ...(JSON.parse(text) as Partial<ArticleDraft>) };
    const isWhole = Array.isArray(found.wordings) && found.wordings.length > 0;
    if (!isWhole || [found.code, found.reference, found.topics].some((each) => typeof each !== 'string'))
      return undefined;
    const wordings = found.wordings.map((wording) => {
      const fresh = newWording();
      return { ...fresh, ...wording, text: textsOf(wording.text), key: fresh.key };
    });
    return { ...found, wordings };
  } catch {
    return undefined;
  }
}

/** What a person reads of it. */
export const wordsOfArticle = (draft: ArticleDraft | undefined): string[] =>
  draft
    ? [draft.reference, draft.code, ...draft.wordings.flatMap(({ text }) => Object.values(text))].filter(Boolean)
    : [];

/** What is wrong, by field; of a wording by its key: `text.3`. */
export function faultsOf(draft: ArticleDraft): Record<string, MessageKey> {
  const missing = 'norms.fault.missing' as const;
  const faults: [string, MessageKey | false][] = [
    ['code', !isCode(plain(draft.code)) && 'norms.fault.code'],
    ['actCode', !draft.actId && !isCode(plain(draft.actCode)) && 'norms.fault.code'],
    ['actTitle', !draft.actId && !localisedOf(draft.actTitle) && missing],
    ['reference', !plain(draft.reference) && missing],
    ...draft.wordings.flatMap(wordingFaults),
  ];
  return Object.fromEntries(faults.filter((fault): fault is [string, MessageKey] => fault[1] !== false));
}

function wordingFaults({ key, text, source, validFrom, validUntil }: WordingDraft): [string, MessageKey | false][] {
  return [
    [`text.${key}`, !localisedOf(text) && 'norms.fault.missing'],
    [`source.${key}`, Boolean(plain(source)) && !isAddress(plain(source)) && 'norms.fault.address'],
    [`until.${key}`, Boolean(validUntil) && validUntil <= validFrom && 'norms.fault.period'],
  ];
}

function isAddress(typed: string): boolean {
  try {
    return /^https?:$/.test(new URL(typed).protocol);
  } catch {
    return false;
  }
}

/** What is sent. A wording without an end holds until the day from which the next one does. */
export function bodyOf(draft: ArticleDraft, { actId, revision }: { actId: string; revision: number | null }): Body {
  const title = localisedOf(draft.actTitle);
  return {
    code: plain(draft.code),
    actId: draft.actId || actId,
    ...(!draft.actId && title ? { newAct: { code: plain(draft.actCode), title } } : {}),
    reference: plain(draft.reference),
    topics: draft.topics.split(',').map(plain).filter(Boolean),
    wordings: closed(draft.wordings).map(wordingOf),
    retired: draft.retired,
    revision,
  };
}

function closed(wordings: readonly WordingDraft[]): WordingDraft[] {
  return wordings.map((wording) => {
    const later = wordings.map(({ validFrom }) => validFrom).filter((from) => from > wording.validFrom);
    return { ...wording, validUntil: wording.validUntil || (later.sort()[0] ?? '') };
  });
}

const wordingOf = ({ key: _, text, source, validFrom, validUntil, checkedOn, ...rest }: WordingDraft): Wording => ({
  ...rest,
  validFrom: validFrom || null,
  validUntil: validUntil || null,
  text: localisedOf(text) ?? {},
  source: plain(source) ? new URL(plain(source)).href : null,
  checkedOn: checkedOn || null,
});
