import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';

/** Right or wrong, nothing between: QTI 3 `match_correct`; Moodle’s `qtype_truefalse_question::grade_response`. */
export const scoreTrueFalse = (body: ContentOf<'trueFalse'>, answer: AnswerOf<'trueFalse'>): Score => ({
  share: answer.value === body.correct ? 1 : 0,
  parts: { [String(answer.value)]: answer.value === body.correct ? 'right' : 'wrong' },
});
