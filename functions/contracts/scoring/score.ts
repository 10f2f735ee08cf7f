/**
 * Marks an answer. The server’s browser-free half: exact, without throwing, whatever was answered – ids that a question does not
 * have, the same twice, an answer of another kind count as wrong. Each kind’s rule stands in its file, with its reference.
 */
import type {
  Answer,
  AnswerOf,
  ContentOf,
  KindContent,
  QuestionContent,
  QuestionKind,
  Score,
} from '../question-kinds.ts';
import { scoreEssay } from './essay.ts';
import { scoreGapFill } from './gap-fill.ts';
import { scoreMatching } from './matching.ts';
import { scoreMultiple } from './multiple.ts';
import { scoreNumeric } from './numeric.ts';
import { scoreOrdering } from './ordering.ts';
import { scoreShortText } from './short-text.ts';
import { scoreSingle } from './single.ts';
import { scoreTrueFalse } from './true-false.ts';

const rules: { [K in QuestionKind]: (body: ContentOf<K>, answer: AnswerOf<K>) => Score } = {
  single: scoreSingle,
  multiple: scoreMultiple,
  trueFalse: scoreTrueFalse,
  shortText: scoreShortText,
  numeric: scoreNumeric,
  matching: scoreMatching,
  ordering: scoreOrdering,
  gapFill: scoreGapFill,
  essay: scoreEssay,
};

/**
 * Share of the points, and whether what the learner did with each part was right. Options that were not chosen are not
 * named: which of them would have been right is told with the key. No answer scores 0, of an essay too.
 */
export function score(content: Pick<QuestionContent, 'body'>, answer: Answer | null): Score {
  const { body } = content;
  if (!answer || answer.kind !== body.kind) return { share: 0, parts: {} };
  return (rules[body.kind] as (body: KindContent, answer: Answer) => Score)(body, answer);
}
