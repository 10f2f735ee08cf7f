/** What a lesson lacks, in as few lines as say it: one for each kind and language. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Problem } from '#contracts/reviews.ts';

export interface ProblemLine extends Problem {
  count: number;
}

/** The open language first; what has to be mended before what is only to be known. */
export function grouped(problems: readonly Problem[], open: Language): ProblemLine[] {
  const lines = new Map<string, ProblemLine>();
  for (const problem of problems) {
    const key = `${problem.code} ${problem.language}`;
    const line = lines.get(key);
    if (line) lines.set(key, { ...line, count: line.count + 1, blocks: line.blocks || problem.blocks });
    else lines.set(key, { ...problem, count: 1 });
  }
  const rank = ({ blocks, language }: ProblemLine) =>
    (blocks ? 0 : 2) + (language === open || language === null ? 0 : 1);
  return [...lines.values()].sort((a, b) => rank(a) - rank(b));
}
