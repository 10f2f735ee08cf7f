/** Texts of a question in the language it is shown in. */
import { languages } from '../common.ts';
import type { Language, Localised } from '../common.ts';

/** In the wished language, else in the first one, else in any there is. */
export const inLanguage = (texts: Localised, language: Language, first: Language): string =>
  texts[language] ?? texts[first] ?? languages.map((each) => texts[each]).find(Boolean) ?? '';

/** As {@link inLanguage}; null where there is no text at all. */
export const perhapsIn = (texts: Localised | undefined, language: Language, first: Language): string | null =>
  texts ? inLanguage(texts, language, first) || null : null;
