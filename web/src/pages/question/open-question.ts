/** Beginning a question: where it will stand is what was looked at last, or what the question before it had. Pure. */
import { questionKinds, type QuestionKind } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';

export const isKind = (name: string | undefined): name is QuestionKind =>
  (questionKinds as readonly (string | undefined)[]).includes(name);

export const newMeta = (folderId: string | null): QuestionMeta => ({
  folderId,
  use: 'exam',
  difficulty: 3,
  tags: [],
  competences: [],
  norms: [],
});
