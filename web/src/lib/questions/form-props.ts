/** What the forms of the nine kinds have in common. */
import type { AnswerOf, QuestionKind, Score, ShownBody, ShownKey, ShownQuestion } from '#contracts/question-kinds.ts';
import type { Pictures } from '../markdown/model.ts';

export type BodyOf<K extends QuestionKind> = Extract<ShownBody, { kind: K }>;

/** How an answer was marked and what is right, as far as it is shown. */
export interface Marked {
  score: Score | null;
  key: ShownKey | null;
}

/** A form shows an answer and tells its changes; it keeps nothing. */
export interface FormProps<K extends QuestionKind> {
  question: ShownQuestion;
  body: BodyOf<K>;
  answer: AnswerOf<K> | null;
  /** null: taken back; left out: only to be looked at */
  change?: ((answer: AnswerOf<K> | null) => void) | undefined;
  marked: Marked;
  pictures: Pictures;
  /** beginning of the ids in this form: unique on the page */
  id: string;
}
