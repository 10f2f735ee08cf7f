/** In which language a text is most likely written: a proposal, the person decides. Pure. */
import type { Language } from '#contracts/common.ts';

const count = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0;

export function likelyLanguage(text: string, otherwise: Language): Language {
  const sample = text.slice(0, 200_000);
  const latin = count(sample.replaceAll(/<[^>]*>|&\w+;/g, ''), /[a-z]/gi);
  const cyrillic = count(sample, /[а-яёіїєґәғқңөұүһ]/gi);
  if (cyrillic < 20 || cyrillic < latin / 8) return latin > 20 ? 'en' : otherwise;
  const [kazakh, ukrainian, russian] = [/[әғқңөұүһ]/gi, /[їєґ]/gi, /[ыэёъ]/gi].map((letters) => count(sample, letters));
  if (kazakh! > cyrillic / 50) return 'kk';
  if (ukrainian! > russian!) return 'uk';
  return russian! > 0 ? 'ru' : otherwise;
}
