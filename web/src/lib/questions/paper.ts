/** What a form becomes on paper. Pure. */
import type { BodyOf } from './form-props.ts';

/** a line of handwriting holds about so many words */
const wordsPerLine = 9;

/** Lines for an essay: as many as its words take, two pages at most. */
export const linesFor = (wordsMax: number | null): number =>
  Math.max(6, Math.min(50, Math.ceil((wordsMax ?? 130) / wordsPerLine)));

/** The sentence with lines for its gaps; what there is to choose from stands behind each. */
export function gapsOnPaper({ text, gaps }: Pick<BodyOf<'gapFill'>, 'text' | 'gaps'>): string {
  return gaps.reduce((sentence, gap) => {
    const choice = gap.kind === 'choice' ? ` (${gap.options.map((option) => escaped(option.text)).join(' / ')})` : '';
    return sentence.replaceAll(`{{${gap.id}}}`, () => `${'\\_'.repeat(16)}${choice}`);
  }, text);
}

/** an option is plain text, the sentence around it Markdown */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~^&-]/g, '\\$&');
