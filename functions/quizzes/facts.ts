/** The facts that go with what is written of a quiz. Pure. */
import type { QuizHead } from './quiz.ts';

type Kind = 'created' | 'submitted' | 'withdrawn' | 'approved' | 'returned' | 'archived' | 'restored';

/** A fact about a quiz; the academy places it. */
export const quizFact = (
  { id, organisationId }: Pick<QuizHead, 'id' | 'organisationId'>,
  kind: Kind,
  actorId: string,
  data: Record<string, string | number> = {},
) =>
  ({
    kind: 'fact',
    type: `quizzes.${kind}`,
    subjectId: id,
    actorId,
    objectId: organisationId,
    data: { quizId: id, ...data },
  }) as const;

/** Says that other questions stand in the draft than before. */
export const contentSignal = ({ id }: Pick<QuizHead, 'id'>, actorId: string) =>
  ({ kind: 'signal', type: 'quizzes.contentChanged', subjectId: id, actorId }) as const;
