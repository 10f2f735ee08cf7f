import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';
import { verdict } from './verdict.ts';

/**
 * One of several: the share of the option that was chosen. As Moodle’s multiple choice with one answer
 * (`qtype_multichoice_single_question::grade_response`) and QTI 3 `map_response` over a `choiceInteraction` with `max-choices="1"`.
 */
export function scoreSingle(body: ContentOf<'single'>, answer: AnswerOf<'single'>): Score {
  const chosen = body.options.find(({ id }) => id === answer.option);
  return chosen ? { share: chosen.share, parts: { [chosen.id]: verdict(chosen.share) } } : { share: 0, parts: {} };
}
