import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';
import type { Verdict } from './verdict.ts';
import { onlyWhole } from './verdict.ts';

/**
 * Things in an order, as Moodle’s `qtype_ordering` grades it:
 *
 * - all or nothing (`GRADING_ALL_OR_NOTHING`; QTI 3 `match_correct` over an ordered response);
 * - position (`GRADING_ABSOLUTE_POSITION`): items that stand at their place / items;
 * - adjacent pairs (`GRADING_RELATIVE_NEXT_EXCLUDE_LAST`): items followed by the one that should follow / (items − 1): who puts
 *   one thing first by mistake and keeps the rest in order has not got everything wrong.
 *
 * An order that lacks an item, or has one twice or a strange one, is no order: 0.
 */
export function scoreOrdering(body: ContentOf<'ordering'>, { order }: AnswerOf<'ordering'>): Score {
  const right = body.items.map(({ id }) => id);
  if (
    order.length !== right.length ||
    new Set(order).size !== right.length ||
    !right.every((id) => order.includes(id))
  ) {
    return { share: 0, parts: {} };
  }
  return body.scoring === 'adjacentPairs'
    ? byPairs(right, order)
    : byPlace(right, order, body.scoring === 'allOrNothing');
}

function byPlace(right: readonly string[], order: readonly string[], whole: boolean): Score {
  const verdicts = order.map((id, at) => [id, id === right[at] ? 'right' : 'wrong'] as const);
  const share = verdicts.filter(([, each]) => each === 'right').length / right.length;
  return { share: whole ? onlyWhole(share) : share, parts: Object.fromEntries(verdicts) };
}

/** An item is right between its right neighbours, partly so beside one of them. */
function byPairs(right: readonly string[], order: readonly string[]): Score {
  const follows = new Map(right.map((id, at) => [id, right[at + 1]]));
  const pairs = order.slice(1).map((id, at) => follows.get(order[at]!) === id);
  const verdicts = order.map((id, at): [string, Verdict] => {
    const around = [pairs[at - 1], pairs[at]].filter((each) => each !== undefined);
    return [id, around.every(Boolean) ? 'right' : around.some(Boolean) ? 'partly' : 'wrong'];
  });
  return { share: pairs.filter(Boolean).length / pairs.length, parts: Object.fromEntries(verdicts) };
}
