/** Which language a person gets, and which text of several. Pure. */
import { languages, type Language, type Localised } from '#contracts/common.ts';

export interface Picked {
  text: string;
  language: Language;
  /** for the element's `lang` attribute: set only if the text is not in the language of the interface */
  lang: Language | undefined;
}

/** The names of the languages in themselves: never translated. */
export const languageNames: Record<Language, string> = {
  uk: 'Українська',
  ru: 'Русский',
  kk: 'Қазақша',
  en: 'English',
};

const isLanguage = (name: unknown): name is Language => (languages as readonly unknown[]).includes(name);

/**
 * The remembered choice, else the first language of the browser that we have, else Ukrainian. English is what many
 * devices are set to, whoever holds them: it has to be chosen.
 */
export function chooseLanguage(remembered: string | null, wanted: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered;
  const spoken = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).filter((tag) => tag !== 'en');
  return spoken.find(isLanguage) ?? 'uk';
}

/** Preferred → Ukrainian → any. */
export function pickText(localised: Localised, preferred: Language, shown: Language): Picked {
  const order: readonly Language[] = [preferred, 'uk', ...languages];
  const language = order.find((candidate) => localised[candidate]) ?? preferred;
  return { text: localised[language] ?? '', language, lang: language === shown ? undefined : language };
}
