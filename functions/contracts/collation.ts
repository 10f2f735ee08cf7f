/**
 * Sort keys for lists by name. DynamoDB sorts bytes, where є і ї ґ ә ғ қ ң ө ұ ү һ would come after я; a collation key
 * sorts by bytes as the language's alphabet sorts (Unicode CLDR: own script first, spaces and signs before digits).
 */
import type { Language } from './common.ts';

const latin = 'abcdefghijklmnopqrstuvwxyz';
const cyrillic: Record<Language, string> = {
  uk: 'абвгґғдеёєжзиіїйкқлмнңоөпрстуұүфхһцчшщъыьэюяә',
  ru: 'аәбвгґғдеєжзиіїйкқлмнңоөпрстуұүфхһцчшщъыьэюя',
  kk: 'аәбвгґғдеёєжзийїкқлмнңоөпрстуұүфхһцчшщъыіьэюя',
  en: 'аәбвгґғдеёєжзиіїйкқлмнңоөпрстуұүфхһцчшщъыьэюя',
};
const signs = ' _-,;:!?.\'"()[]{}@*/\\&#%';

const weights = Object.fromEntries(
  Object.entries(cyrillic).map(([language, letters]) => {
    const order = signs + '0123456789' + (language === 'en' ? latin + letters : letters + latin);
    return [language, new Map([...order].map((letter, index) => [letter, index.toString(36).padStart(2, '0')]))];
  }),
) as Record<Language, Map<string, string>>;

/** Key of a text for byte order; at most 60 letters count. Case and apostrophe shapes do not matter. */
export function collationKey(text: string, language: Language): string {
  const known = weights[language];
  const letters = [...fold(text, language)].slice(0, 60);
  return letters
    .map((letter) => known.get(letter) ?? `zz${letter.codePointAt(0)!.toString(16).padStart(5, '0')}`)
    .join('');
}

function fold(text: string, language: Language): string {
  const lower = text
    .trim()
    .normalize('NFC')
    .toLocaleLowerCase(language)
    .replaceAll(/[’ʼ`´]/g, "'")
    .replaceAll(/\s+/g, ' ');
  return language === 'ru' ? lower.replaceAll('ё', 'е') : lower;
}
