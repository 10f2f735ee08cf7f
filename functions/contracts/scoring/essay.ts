import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';

/**
 * A person decides, unless nothing was written: that brings 0. As Moodle’s `qtype_essay` behaves under manual grading: an
 * empty response has given up, any other one needs grading. QTI 3: `extendedTextInteraction` with external scoring `human`.
 */
export const scoreEssay = (_body: ContentOf<'essay'>, answer: AnswerOf<'essay'>): Score => ({
  share: answer.text.trim() ? null : 0,
  parts: {},
});
