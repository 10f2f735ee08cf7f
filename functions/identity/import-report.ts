/** The report of an import: a line for each line of the file. Pure. Words come from the browser, codes stand where it sent none. */
import type { PlanLine } from './import-plan.ts';

/** What became of a line: as planned, refused when it was written, or not reached before the import was cancelled. */
export interface Outcome {
  line: number;
  outcome: 'created' | 'updated' | 'unchanged' | 'bad' | 'failed' | 'notReached';
  /** code of a line's fault, or of what refused it */
  reasons: string[];
}

/** What a line becomes where nothing comes in between. */
export function planned(line: PlanLine): Outcome {
  const outcomes = { create: 'created', update: 'updated', unchanged: 'unchanged', bad: 'bad' } as const;
  const reasons = line.action === 'bad' ? line.faults.map(({ reason }) => reason) : [];
  return { line: line.line, outcome: outcomes[line.action], reasons };
}

const columns = ['line', 'login', 'outcome', 'reason'] as const;

/** Rows of the report with their heading. `otherwise`: what went another way than planned, by line. */
export function reportRows(
  plan: readonly PlanLine[],
  otherwise: ReadonlyMap<number, Outcome>,
  words: Readonly<Record<string, string>>,
): string[][] {
  const word = (code: string) => words[code] ?? code;
  const rows = plan.map((line) => {
    const { outcome, reasons } = (line.action === 'bad' ? undefined : otherwise.get(line.line)) ?? planned(line);
    return [String(line.line), line.login, word(outcome), reasons.map(word).join('; ')];
  });
  return [columns.map(word), ...rows];
}

export type Counts = Record<Outcome['outcome'], number>;
export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, bad: 0, failed: 0, notReached: 0 });

/** Counts with further outcomes. */
export function counted(before: Counts, outcomes: readonly Outcome[]): Counts {
  const after = { ...before };
  for (const { outcome } of outcomes) after[outcome] += 1;
  return after;
}
