/** What an answer becomes by one step of the learner. Nothing chosen, nothing written: no answer (null). Pure. */
import type { Answer, AnswerOf, ShownBody } from '#contracts/question-kinds.ts';

/** Ticks an option or takes its tick away. */
export function toggled(answer: AnswerOf<'multiple'> | null, option: string, on: boolean): AnswerOf<'multiple'> | null {
  const others = (answer?.options ?? []).filter((each) => each !== option);
  const options = on ? [...others, option] : others;
  return options.length > 0 ? { kind: 'multiple', options } : null;
}

/** Gives a prompt its choice; an empty one takes it away. */
export function paired(
  answer: AnswerOf<'matching'> | null,
  prompt: string,
  choice: string,
): AnswerOf<'matching'> | null {
  const pairs = withEntry(answer?.pairs ?? {}, prompt, choice);
  return pairs && { kind: 'matching', pairs };
}

/** Writes or chooses what stands in a gap. */
export function filled(answer: AnswerOf<'gapFill'> | null, gap: string, value: string): AnswerOf<'gapFill'> | null {
  const gaps = withEntry(answer?.gaps ?? {}, gap, plainLine(value));
  return gaps && { kind: 'gapFill', gaps };
}

function withEntry(entries: Record<string, string>, key: string, value: string): Record<string, string> | null {
  const { [key]: _, ...rest } = entries;
  const next = value.trim() ? { ...rest, [key]: value } : rest;
  return Object.keys(next).length > 0 ? next : null;
}

/** The items as the learner has put them; those the answer does not name stay behind, as they are shown. */
export function orderOf(items: readonly { id: string }[], answer: AnswerOf<'ordering'> | null): string[] {
  const known = items.map(({ id }) => id);
  const named = (answer?.order ?? []).filter((id) => known.includes(id));
  return [...named, ...known.filter((id) => !named.includes(id))];
}

/** Moves an item to a place; places beyond the ends are the ends. */
export function moved(order: readonly string[], id: string, to: number): AnswerOf<'ordering'> {
  const others = order.filter((each) => each !== id);
  const place = Math.max(0, Math.min(others.length, to));
  return { kind: 'ordering', order: [...others.slice(0, place), id, ...others.slice(place)] };
}

export const shortText = (text: string): AnswerOf<'shortText'> | null =>
  text.trim() ? { kind: 'shortText', text: plainLine(text) } : null;

export const numeric = (text: string, unit: string | null): AnswerOf<'numeric'> | null =>
  text.trim() ? { kind: 'numeric', text: plainLine(text), unit } : null;

export const essay = (text: string): AnswerOf<'essay'> | null =>
  text.trim() ? { kind: 'essay', text: plain(text) } : null;

/** Without characters that nobody types and a paste may bring: the academy refuses them. */
export const plain = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/gu, '');
const plainLine = (text: string): string => plain(text).replace(/\n/g, ' ');

/** Words as an editor counts them: runs of letters and digits, hyphens and apostrophes inside. */
export const wordCount = (text: string): number => (text.match(/[\p{L}\p{N}]+(?:[-’'ʼ][\p{L}\p{N}]+)*/gu) ?? []).length;

/** none: nothing · part: something is still open · whole: an answer to everything that is asked */
export function completeness(body: ShownBody, answer: Answer | null): 'none' | 'part' | 'whole' {
  if (!answer) return 'none';
  if (body.kind === 'matching' && answer.kind === 'matching')
    return body.prompts.every(({ id }) => answer.pairs[id]) ? 'whole' : 'part';
  if (body.kind === 'gapFill' && answer.kind === 'gapFill')
    return body.gaps.every(({ id }) => answer.gaps[id]) ? 'whole' : 'part';
  return 'whole';
}

/** Two answers that say the same; the order of ticks says nothing. */
export function sameAnswer(a: Answer | null, b: Answer | null): boolean {
  return JSON.stringify(settled(a)) === JSON.stringify(settled(b));
}
function settled(answer: Answer | null): unknown {
  if (answer?.kind === 'multiple') return [...answer.options].sort();
  if (answer?.kind === 'matching') return Object.entries(answer.pairs).sort();
  if (answer?.kind === 'gapFill') return Object.entries(answer.gaps).sort();
  return answer;
}
