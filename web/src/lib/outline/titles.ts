/** Titles that authors have not chosen themselves: content, so in the course's languages, not in the interface's. Pure. */
import { languages, type Language, type Localised } from '#contracts/common.ts';

const moduleWord: Record<Language, string> = { uk: 'Модуль', ru: 'Модуль', kk: 'Модуль', en: 'Module' };
const copyWord: Record<Language, string> = { uk: 'копія', ru: 'копия', kk: 'көшірме', en: 'copy' };
const titleMax = 200;

/** «Модуль 1» in every language of the course. */
export const moduleTitle = (among: readonly Language[], number: number): Localised =>
  Object.fromEntries(among.map((language) => [language, `${moduleWord[language]} ${number}`]));

/** «Назва (копія)»: a duplicate is told from its original in every language. */
export function copyTitle(title: Localised): Localised {
  const given = languages.flatMap((language) => {
    const text = title[language];
    const end = ` (${copyWord[language]})`;
    return text ? [[language, text.slice(0, titleMax - end.length) + end]] : [];
  });
  return Object.fromEntries(given) as Localised;
}

/** One line of text as the academy takes it; undefined where nothing is left. */
export function lineOf(typed: string, max = titleMax): string | undefined {
  const text = typed
    .replace(/[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max);
  return text || undefined;
}
