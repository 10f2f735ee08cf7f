/**
 * What the first language said when a title, the summary or an outcome was translated: kept beside it, language by language,
 * so that a translation behind its source shows, and what has changed. Of what came without it nobody knows. Pure.
 */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { CourseMadeFrom } from '#contracts/translation.ts';

export interface Line {
  text: Localised;
  madeFrom?: Localised | undefined;
}

/** The line after a change; `said`: what its translator looked at, where they say so. Else it is what stands there now. */
export function madeFrom(
  before: Line | undefined,
  text: Localised,
  first: Language,
  said: Localised = {},
): Localised | undefined {
  const found = languages.flatMap((language) => {
    if (language === first || !text[language]) return [];
    const isNew = text[language] !== before?.text[language];
    const source = said[language] ?? (isNew ? text[first] : before?.madeFrom?.[language]);
    return source === undefined ? [] : [[language, source]];
  });
  return found.length > 0 ? (Object.fromEntries(found) as Localised) : undefined;
}

/** A title whose translations came together with it; `said` as above. */
export function titledAnew(
  title: Localised,
  first: Language,
  said?: Localised,
): { title: Localised; madeFrom?: Localised } {
  const made = madeFrom(undefined, title, first, said);
  return { title, ...(made ? { madeFrom: made } : {}) };
}

/** Translations whose source has changed since, each with what that said then. */
export function behind({ text, madeFrom: made = {} }: Line, first: Language): Localised | undefined {
  const source = text[first];
  const found = languages.filter(
    (language) => source && text[language] && made[language] !== undefined && made[language] !== source,
  );
  return found.length > 0 ? Object.fromEntries(found.map((language) => [language, made[language]])) : undefined;
}

interface CourseWords {
  title: Localised;
  summary?: Localised | undefined;
  outcomes: readonly Localised[];
}
interface Course extends CourseWords {
  madeFrom?: CourseMadeFrom | undefined;
}

/** As `madeFrom`, of everything a course says of itself. */
export function courseMadeFrom(
  before: Course | undefined,
  { title, summary, outcomes }: CourseWords,
  first: Language,
  said: CourseMadeFrom = {},
): CourseMadeFrom | undefined {
  const was = before?.madeFrom;
  const goesOnWith = continued(before?.outcomes ?? [], outcomes, first);
  const lines = outcomes.map((text, index) => {
    const at = goesOnWith[index];
    const line = at === undefined ? undefined : { text: before!.outcomes[at]!, madeFrom: was?.outcomes?.[at] };
    return madeFrom(line, text, first, said.outcomes?.[index]) ?? {};
  });
  return known({
    title: madeFrom(before && { text: before.title, madeFrom: was?.title }, title, first, said.title),
    summary:
      summary &&
      madeFrom(before?.summary && { text: before.summary, madeFrom: was?.summary }, summary, first, said.summary),
    outcomes: lines,
  });
}

/** What a course says of itself with what its translations were made from; of what comes as a whole, from one another. */
export function withMadeFrom<Words extends Omit<CourseWords, 'title'>>(
  words: Words,
  { title, languages: [first] }: { title: Localised; languages: readonly Language[] },
  { before, said }: { before?: Course; said?: CourseMadeFrom | undefined } = {},
): Words & { madeFrom?: CourseMadeFrom } {
  const made = courseMadeFrom(before, { ...words, title }, first!, said);
  return { ...words, ...(made ? { madeFrom: made } : {}) };
}

/** As `behind`, of everything a course says of itself. */
export const courseBehind = (
  { title, summary, outcomes, madeFrom: made }: Course,
  first: Language,
): CourseMadeFrom | undefined =>
  known({
    title: behind({ text: title, madeFrom: made?.title }, first),
    summary: summary && behind({ text: summary, madeFrom: made?.summary }, first),
    outcomes: outcomes.map((text, index) => behind({ text, madeFrom: made?.outcomes?.[index] }, first) ?? {}),
  });

/** Nothing is said of what nothing is known of. */
function known(of: {
  title: Localised | undefined;
  summary: Localised | undefined;
  outcomes: Localised[];
}): CourseMadeFrom | undefined {
  const some: CourseMadeFrom = {
    ...(of.title ? { title: of.title } : {}),
    ...(of.summary ? { summary: of.summary } : {}),
    ...(of.outcomes.some((line) => Object.keys(line).length) ? { outcomes: of.outcomes } : {}),
  };
  return Object.keys(some).length > 0 ? some : undefined;
}

/** With which line of the former list each goes on: one that says the same, first in the first language, else the one in its place. */
export function continued(
  before: readonly Localised[],
  after: readonly Localised[],
  first: Language,
): (number | undefined)[] {
  const found: (number | undefined)[] = after.map(() => undefined);
  const free = new Set(before.keys());
  const pair = (isOne: (was: Localised, is: Localised, at: number, index: number) => boolean) =>
    after.forEach((line, index) => {
      if (found[index] !== undefined) return;
      const at = [...free].find((each) => isOne(before[each]!, line, each, index));
      if (at === undefined) return;
      found[index] = at;
      free.delete(at);
    });
  pair((was, is) => is[first] !== undefined && was[first] === is[first]);
  pair((was, is) => languages.some((language) => is[language] !== undefined && was[language] === is[language]));
  pair((_was, _is, at, index) => at === index);
  return found;
}
