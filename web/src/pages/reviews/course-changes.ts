/** Changes of what a course says of itself, as they are read. Pure. */
import { languages, type Language } from '#contracts/common.ts';
import type { Review } from '#contracts/reviews.ts';

type CourseChange = Review['courseChanges'][number];
/** The word for a code, or for an id. */
export type WordsFor = (field: string, word: string) => string;

/** Lists of codes and ids: the same in every language. */
const coded = ['languages', 'audience', 'competences'];

export interface Version {
  /** undefined: it is the same in all */
  language: Language | undefined;
  before: string;
  after: string;
}

/** Each language in which it differs; once where there is nothing to translate. */
export function versionsOf({ before, after }: CourseChange): Version[] {
  const versions = languages
    .map((language) => ({ language, before: before?.[language] ?? '', after: after?.[language] ?? '' }))
    .filter((version) => version.before !== version.after);
  const [first] = versions;
  const alike = versions.every((each) => each.before === first?.before && each.after === first.after);
  return first && alike && versions.length === languages.length ? [{ ...first, language: undefined }] : versions;
}

export function inWords(field: string, text: string, words: WordsFor): string {
  if (!coded.includes(field) || text === '') return text;
  return text
    .split(', ')
    .map((word) => words(field, word))
    .join(', ');
}
