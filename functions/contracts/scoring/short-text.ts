import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';
import type { Comparison } from './text-match.ts';
import { fits } from './text-match.ts';
import { best, verdict } from './verdict.ts';

/** The best of the patterns a text fits. */
export const bestPattern = <T extends { text: string; share: number }>(
  body: Comparison & { patterns: readonly T[] },
  text: string,
): T | undefined => (text.trim() ? best(body.patterns.filter((pattern) => fits(text, pattern.text, body))) : undefined);

/**
 * The best share among the patterns that fit, in whatever language: who learns in Kazakh may answer in Russian. Patterns as in
 * Moodle’s `qtype_shortanswer_question::compare_string_with_wildcard` (`*` is any text, `\*` a star), where the first that fits counts;
 * here the best does, so that their order means nothing. QTI 3: `map_response` over `textEntryInteraction`.
 */
export function scoreShortText(body: ContentOf<'shortText'>, answer: AnswerOf<'shortText'>): Score {
  const share = bestPattern(body, answer.text)?.share ?? 0;
  return { share, parts: { text: verdict(share) } };
}
