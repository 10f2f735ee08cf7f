/** Changes that are shown already and not written yet, by question. Pure. */
import type { Answer } from '#contracts/question-kinds.ts';

export type Unwritten = ReadonlyMap<string, Answer | null>;
export const nothingUnwritten: Unwritten = new Map();

export const withChange = (all: Unwritten, questionId: string, answer: Answer | null): Unwritten =>
  new Map([...all, [questionId, answer]]);

/** What was changed again while the others were written stays. */
export const withoutWritten = (all: Unwritten, written: Unwritten): Unwritten =>
  new Map([...all].filter(([id, answer]) => !written.has(id) || written.get(id) !== answer));

export const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
