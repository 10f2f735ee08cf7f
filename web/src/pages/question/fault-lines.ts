/** What a question lacks before it can be asked, one line for each kind of fault and language. Pure. */
import type { ContentFault } from '#contracts/scoring/check-content.ts';

export interface FaultLine extends Pick<ContentFault, 'code' | 'language'> {
  count: number;
}

export function faultLines(faults: readonly ContentFault[]): FaultLine[] {
  const lines = new Map<string, FaultLine>();
  for (const { code, language } of faults) {
    const key = `${code} ${language}`;
    lines.set(key, { code, language, count: (lines.get(key)?.count ?? 0) + 1 });
  }
  return [...lines.values()];
}
