/** What a course says of itself, as it is filled in: texts in each of its languages, lines in order. Pure. */
import type { Draft } from '#contracts/authoring.ts';
import { languages, type Language, type Localised } from '#contracts/common.ts';

export type Texts = Record<Language, string>;
export interface Outcome {
  /** tells lines apart while they are edited */
  key: number;
  texts: Texts;
}
export interface Form {
  title: Texts;
  summary: Texts;
  outcomes: Outcome[];
  topics: string;
  competences: string[];
  languages: Language[];
  audience: Draft['audience'];
}
type Source = Pick<Draft, 'title' | 'summary' | 'outcomes' | 'topics' | 'competences' | 'languages' | 'audience'>;

export const textsOf = (text: Localised | null): Texts =>
  Object.fromEntries(languages.map((language) => [language, text?.[language] ?? ''])) as Texts;

export const formOf = (draft: Source): Form => ({
  title: textsOf(draft.title),
  summary: textsOf(draft.summary),
  outcomes: draft.outcomes.map((texts, key) => ({ key, texts: textsOf(texts) })),
  topics: draft.topics.join(', '),
  competences: [...draft.competences],
  languages: [...draft.languages],
  audience: draft.audience,
});

const line = (text: string) => text.trim().replace(/\s+/g, ' ');

/** The texts there are; undefined for none. */
function localisedOf(texts: Texts): Localised | undefined {
  const given = languages.flatMap((language) => {
    const text = line(texts[language]);
    return text ? [[language, text]] : [];
  });
  return given.length > 0 ? (Object.fromEntries(given) as Localised) : undefined;
}

/** «Права, докази, права» → two topics. */
export const topicsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((topic) => line(topic).slice(0, 80))
      .filter(Boolean),
  ),
];

/** The change as the academy takes it; undefined while the title in the first language is missing. */
export function changeOf(form: Form) {
  const title = localisedOf(form.title);
  const first = form.languages[0];
  if (!title || !first || !title[first]) return undefined;
  return {
    title,
    summary: localisedOf(form.summary) ?? null,
    outcomes: form.outcomes.flatMap(({ texts }) => localisedOf(texts) ?? []),
    topics: topicsOf(form.topics).slice(0, 20),
    competences: form.competences,
    languages: form.languages,
    audience: form.audience,
  };
}

export function plusOutcome(outcomes: readonly Outcome[]): Outcome[] {
  const key = Math.max(-1, ...outcomes.map((outcome) => outcome.key)) + 1;
  return [...outcomes, { key, texts: textsOf(null) }];
}

/** What is typed, field by field: `title uk`, `outcome 2 en`, `topics`. A line that was taken out is an empty one. */
export function fieldsOf(form: Form, lines = form.outcomes.length): Record<string, string> {
  const inAll = (name: string, texts: Texts | undefined) =>
    languages.map((language) => [`${name} ${language}`, line(texts?.[language] ?? '')]);
  const outcomes = Array.from({ length: Math.max(lines, form.outcomes.length) }, (_, index) =>
    inAll(`outcome ${index + 1}`, form.outcomes[index]?.texts),
  );
  return Object.fromEntries([
    ...inAll('title', form.title),
    ...inAll('summary', form.summary),
    ...outcomes.flat(),
    ['topics', topicsOf(form.topics).join(', ')],
  ]) as Record<string, string>;
}

/** The form with fields as they were typed before. */
export function withFields(form: Form, fields: Readonly<Record<string, string>>): Form {
  const next = structuredClone(form);
  for (const [field, text] of Object.entries(fields)) {
    const [name, ...place] = field.split(' ');
    const language = place.at(-1) as Language;
    if (name === 'topics') next.topics = text;
    else if (name === 'title' || name === 'summary') next[name][language] = text;
    else if (name === 'outcome') {
      while (next.outcomes.length < Number(place[0])) next.outcomes = plusOutcome(next.outcomes);
      next.outcomes[Number(place[0]) - 1]!.texts[language] = text;
    }
  }
  return next;
}
