import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';

/**
 * Several of several. Let R of the options be right and W wrong, and r and w of them be chosen.
 *
 * - all or nothing: 1 for exactly the right ones. QTI 3 `match_correct`.
 * - partial: r / R, but who chooses more than R gives one right one back for each too many, so that choosing all brings
 *   nothing more than guessing: max(0, r − max(0, r + w − R)) / R. The rule of the Open University’s `qtype_oumultiresponse`
 *   (`grade_computation`) in Moodle.
 * - partial with penalty: max(0, r / R − w / W). QTI 3 `map_response` with 1/R and −1/W mapped and `lower-bound="0"`; so sums and
 *   clamps Moodle’s `qtype_multichoice_multi_question::grade_response`.
 *
 * Where nothing is right (no complete key) only choosing nothing is.
 */
export function scoreMultiple(body: ContentOf<'multiple'>, answer: AnswerOf<'multiple'>): Score {
  const chosen = new Set(answer.options);
  const known = body.options.filter(({ id }) => chosen.has(id));
  const parts = Object.fromEntries(
    known.map(({ id, correct }) => [id, correct ? ('right' as const) : ('wrong' as const)]),
  );
  if (known.length < answer.options.length) return { share: 0, parts };
  const right = known.filter(({ correct }) => correct).length;
  return { share: shareOf(body, right, known.length - right), parts };
}

function shareOf({ options, scoring }: ContentOf<'multiple'>, right: number, wrong: number): number {
  const allRight = options.filter(({ correct }) => correct).length;
  const allWrong = options.length - allRight;
  const isExact = right === allRight && wrong === 0;
  if (scoring === 'allOrNothing' || allRight === 0 || isExact) return isExact ? 1 : 0;
  if (scoring === 'partial') return Math.max(0, right - Math.max(0, right + wrong - allRight)) / allRight;
  // over a common denominator: whole numbers carry no rounding
  return allWrong === 0 ? right / allRight : Math.max(0, right * allWrong - wrong * allRight) / (allRight * allWrong);
}
