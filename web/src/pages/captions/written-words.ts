/** Words in languages as they are kept. Pure. */
import { languages, type Localised } from '#contracts/common.ts';

/** Languages in one order, and none that is blank. */
export const writtenWords = (words: Localised): Localised =>
  Object.fromEntries(languages.flatMap((one) => (words[one]?.trim() ? [[one, words[one].trim()]] : [])));
