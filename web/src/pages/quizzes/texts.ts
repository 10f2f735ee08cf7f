/** Texts in four languages as fields hold them. Pure. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import { lineOf } from '../../lib/outline/titles.ts';

export const textsOf = (text: Localised | null): Record<Language, string> => ({
  ...{ uk: '', ru: '', kk: '', en: '' },
  ...text,
});

/** What was written, as lines; null where nothing was. */
export function textsWritten(texts: Record<Language, string>): Localised | null {
  const written = languages.flatMap((language) => {
    const line = lineOf(texts[language]);
    return line ? [[language, line] as const] : [];
  });
  return written.length > 0 ? Object.fromEntries(written) : null;
}

/** As `textsWritten`, for texts of several lines. */
export function wordsWritten(texts: Record<Language, string>): Localised | null {
  const written = languages.filter((language) => texts[language].trim());
  return written.length > 0 ? Object.fromEntries(written.map((language) => [language, texts[language].trim()])) : null;
}

/** Points or a count as somebody types them, comma or point; undefined for what is none. */
export function numberTyped(typed: string, min: number, max: number): number | undefined {
  const value = Number(typed.trim().replace(',', '.'));
  if (typed.trim() === '' || !Number.isFinite(value)) return undefined;
  return value < min || value > max ? undefined : Math.round(value * 100) / 100;
}
