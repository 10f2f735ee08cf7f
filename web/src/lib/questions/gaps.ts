/** The sentence of a gap fill with its gaps: `{{id}}` in the text becomes a mark that the form shows as a field. Pure. */
import type { Inline, MarkedText, Pictures, TextModel } from '../markdown/model.ts';
import { textModel } from '../markdown/text-model.ts';

const sign = /\{\{([a-z0-9]{1,12})\}\}/;

/** Gaps that the question does not have stay text; in code they are code. */
export function gapModel(text: string, gaps: readonly { id: string }[], pictures: Pictures): TextModel {
  return withGaps(textModel(text, pictures), new Set(gaps.map(({ id }) => id))) as TextModel;
}

/** The same data, with the texts in it cut where they have gaps. */
function withGaps(value: unknown, known: ReadonlySet<string>): unknown {
  if (Array.isArray(value))
    return value.flatMap((each: unknown) => (isText(each) ? pieces(each.text, known) : [withGaps(each, known)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withGaps(each, known)]));
}

const isText = (value: unknown): value is { text: string } =>
  (value as Partial<Inline> | null)?.type === 'text' && sign.test((value as { text: string }).text);

/** Which gap a mark stands for. */
export const gapOf = (inline: MarkedText): string => inline.text;

function pieces(text: string, known: ReadonlySet<string>): Inline[] {
  // text and ids by turns
  return text.split(new RegExp(sign, 'g')).flatMap((piece, index): Inline[] => {
    if (index % 2 === 1 && known.has(piece)) return [gap(piece)];
    const shown = index % 2 === 1 ? `{{${piece}}}` : piece;
    return shown ? [{ type: 'text', text: shown }] : [];
  });
}

const gap = (id: string): MarkedText => ({
  type: 'marked',
  text: id,
  at: 0,
  found: false,
  notes: [],
  signs: [],
  terms: [],
});
