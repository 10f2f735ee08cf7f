/** Languages in an order that counts: the first is the one fallen back to. Pure. */
import type { Language } from '#contracts/common.ts';

/** The list with one language added at the end or taken away; the last one stays. */
export function withLanguage(chosen: readonly Language[], language: Language, on: boolean): Language[] {
  if (on) return chosen.includes(language) ? [...chosen] : [...chosen, language];
  const rest = chosen.filter((each) => each !== language);
  return rest.length > 0 ? rest : [...chosen];
}

/** The list with one language a place nearer to its beginning. */
export function movedUp(chosen: readonly Language[], language: Language): Language[] {
  const at = chosen.indexOf(language);
  if (at < 1) return [...chosen];
  const next = [...chosen];
  next.splice(at - 1, 2, language, chosen[at - 1] ?? language);
  return next;
}
