import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';
import { onlyWhole, own } from './verdict.ts';

/**
 * Each prompt brings an equal share where it has its choice; a choice may serve several prompts. Moodle’s
 * `qtype_match_question::grade_response` (right / all); QTI 3 `match_correct` for all or nothing.
 */
export function scoreMatching(body: ContentOf<'matching'>, answer: AnswerOf<'matching'>): Score {
  const verdicts = body.prompts.map(
    ({ id, choice }) => [id, own(answer.pairs, id) === choice ? 'right' : 'wrong'] as const,
  );
  const share = verdicts.filter(([, each]) => each === 'right').length / body.prompts.length;
  return {
    share: body.scoring === 'allOrNothing' ? onlyWhole(share) : share,
    parts: Object.fromEntries(verdicts),
  };
}
