/** Which questions a quiz uses, and what has to be written so that this is known. Pure. */

export interface Use {
  quizId: string;
  questionId: string;
  /** of the quiz, in which it stands; absent: in the draft only */
  version?: number | undefined;
}

/** Uses of a quiz: what stands in its draft, and what stands in its newest version (which says so). */
export function usesOfQuiz(
  quizId: string,
  draft: readonly string[],
  newest: { version: number; questions: readonly string[] } | undefined,
): Use[] {
  const released = new Set(newest?.questions ?? []);
  return [...new Set([...released, ...draft])].map((questionId) => ({
    quizId,
    questionId,
    ...(newest && released.has(questionId) ? { version: newest.version } : {}),
  }));
}

/** What is new or other than kept, and what is kept and not so any more. */
export function usesToWrite(kept: readonly Use[], now: readonly Use[]) {
  const keptBy = new Map(kept.map((use) => [use.questionId, use]));
  const isNow = new Set(now.map(({ questionId }) => questionId));
  return {
    made: now.filter((use) => {
      const known = keptBy.get(use.questionId);
      return !known || known.version !== use.version;
    }),
    gone: kept.filter(({ questionId }) => !isNow.has(questionId)),
  };
}
