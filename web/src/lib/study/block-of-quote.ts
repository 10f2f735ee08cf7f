/** Which block of a draft holds the passage somebody reported. Pure. */
import type { Language } from '#contracts/common.ts';
import { textModel } from '../markdown/text-model.ts';
import { linearOf } from './linear.ts';
import { passageFinder } from './passage.ts';

interface BlockText {
  id: string;
  texts: Partial<Record<Language, { text: string } | undefined>>;
}

/** undefined: it has been rewritten since. */
export function blockOfQuote(blocks: readonly BlockText[], quote: string, language: Language): string | undefined {
  // a quote over several blocks begins in the first of them
  const beginnings = [quote, quote.split('\n')[0] ?? quote].filter((each) => each.trim());
  for (const each of beginnings) {
    const found = blocks.find(({ texts }) => {
      const text = linearOf(textModel(texts[language]?.text ?? '')).text;
      return passageFinder(text)({ quote: each, before: '', after: '' }) !== undefined;
    });
    if (found) return found.id;
  }
  return undefined;
}
