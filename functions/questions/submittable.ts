/** What keeps a question from its reviewers. Pure. */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { askedIn, contentFaults } from '#contracts/scoring/check-content.ts';

export type Fault = 'languageMissing' | 'altMissing' | 'keyIncomplete';

/** The first thing in the way; undefined: it can be submitted. */
export function faultOf(content: QuestionContent): Fault | undefined {
  const codes = contentFaults(content, askedIn(content)).map(({ code }) => code);
  const named = (['languageMissing', 'altMissing'] as const).find((code) => codes.includes(code));
  return named ?? (codes.length ? 'keyIncomplete' : undefined);
}
