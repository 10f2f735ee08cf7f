import type { AnswerOf, ContentOf, Gap, Score } from '../question-kinds.ts';
import { bestPattern } from './short-text.ts';
import { onlyWhole, own, verdict } from './verdict.ts';

/** What one gap brings, 0–1. */
export function shareOfGap(gap: Gap, given: string | undefined): number {
  if (given === undefined) return 0;
  return gap.kind === 'choice' ? Number(given === gap.correct) : (bestPattern(gap, given)?.share ?? 0);
}

/**
 * Gaps weigh the same; each scores as a choice of one or as a short text. Moodle’s embedded answers (`qtype_multianswer`, all
 * weights 1) add up the same way; QTI 3: one response variable for each gap, `map_response` summed, or `match_correct` over all.
 */
export function scoreGapFill(body: ContentOf<'gapFill'>, answer: AnswerOf<'gapFill'>): Score {
  const shares = body.gaps.map((gap) => [gap.id, shareOfGap(gap, own(answer.gaps, gap.id))] as const);
  const mean = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length;
  return {
    share: body.scoring === 'allOrNothing' ? onlyWhole(mean) : mean,
    parts: Object.fromEntries(shares.map(([id, share]) => [id, verdict(share)])),
  };
}
