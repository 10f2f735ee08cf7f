/** What of a question is a person's. Pure. */
import type { StoredQuestion } from './questions.store.ts';

/** Their part in a question: what they wrote belongs to the bank; that they did is theirs to know. */
export function partIn(personId: string, question: StoredQuestion) {
  const { id, organisationId, createdBy, changedBy, changedAt, submittedBy, submittedAt, decided, note } = question;
  return {
    ...{ questionId: id, organisationId, made: createdBy === personId },
    wroteSinceVersion: question.writers.includes(personId),
    ...(changedBy === personId ? { changedAt } : {}),
    ...(submittedBy === personId ? { submittedAt } : {}),
    ...(decided?.by === personId ? { decidedAt: decided.at, decision: decided.decision, note } : {}),
  };
}
