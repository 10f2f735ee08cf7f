/** Gaps in a text: `{{1}}` stands for one. Pure. */
import { languages, type Language } from '#contracts/common.ts';
import type { Gap } from '#contracts/question-kinds.ts';
import { gapPlaces } from '#contracts/scoring/check-content.ts';
import { newGap } from './new-content.ts';

/** A number that no gap has yet. */
export function nextGapId(gaps: readonly Pick<Gap, 'id'>[], texts: readonly string[]): string {
  const taken = new Set([...gaps.map(({ id }) => id), ...texts.flatMap(gapPlaces)]);
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

export interface Cut {
  text: string;
  /** what stood where the gap is now */
  word: string;
  /** where writing goes on */
  caret: number;
}

/** Puts a gap where the selection is: on words, their edges left as they are. */
export function cutGap(text: string, [start, end]: readonly [number, number], id: string): Cut {
  const chosen = start === end ? wordAt(text, start) : ([start, end] as const);
  const raw = text.slice(...chosen);
  const lead = raw.length - raw.trimStart().length;
  const word = raw.trim();
  const from = chosen[0] + lead;
  const mark = `{{${id}}}`;
  return { text: text.slice(0, from) + mark + text.slice(from + word.length), word, caret: from + mark.length };
}

function wordAt(text: string, at: number): readonly [number, number] {
  const before = /[\p{L}\p{N}’'-]*$/u.exec(text.slice(0, at))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}’'-]*/u.exec(text.slice(at))?.[0].length ?? 0;
  return [at - before, at + after];
}

/** The text with a gap filled by words again. */
export const withoutGap = (text: string, id: string, word: string): string => text.replaceAll(`{{${id}}}`, word);

/** The gap as one to be typed into; what was right to choose is right to type. */
export function asText(gap: Gap): Gap {
  if (gap.kind === 'text') return gap;
  const right = gap.options.find(({ id }) => id === gap.correct)?.text ?? {};
  const said = languages.flatMap((language) =>
    right[language] ? [{ language, text: right[language], share: 1 }] : [],
  );
  return newGap(gap.id, said);
}

/** The gap as one to be chosen for; what was right to type is the right choice. */
export function asChoice(gap: Gap, newId: () => string, language: Language): Gap {
  if (gap.kind === 'choice') return gap;
  const [right, other] = [newId(), newId()];
  const words = gap.patterns.filter(({ share }) => share === 1);
  const said = words.map((each) => [each.language ?? language, each.text] as const);
  const text = Object.fromEntries([...said].reverse());
  return {
    id: gap.id,
    kind: 'choice',
    options: [
      { id: right, text },
      { id: other, text: {} },
    ],
    correct: right,
  };
}
