/** What a file of questions became, in words and as a file to keep. */
import Papa from 'papaparse';
import { questionKinds } from '#contracts/question-kinds.ts';
import { outcomeOf, type Item, type Note } from '../../lib/exchange/item.ts';
import type { Sent } from '../../lib/exchange/send.ts';
import { t } from '../../lib/i18n.svelte.ts';

export const noteWords = ({ code, detail }: Note): string => t(`questions.note.${code}`, { detail: detail ?? '' });

/** As we call it, or as the file does. */
export function kindWords(kind: string): string {
  const known = questionKinds.find((each) => each === kind);
  return known ? t(`questions.kind.${known}`) : kind;
}

/** Why a question that was sent is worth a look; nothing where it was simply added. */
export function sentWords({ outcome, similar, notes }: Sent): string[] {
  return [
    ...(outcome === 'added' ? [] : [t(`questions.bringWhy.${outcome}`)]),
    ...(similar > 0 ? [t('questions.bringWhy.similar')] : []),
    ...notes.map(noteWords),
  ];
}

/** Every question of the file with its line, and what became of it: for who prepared the file. */
export function reportCsv(items: readonly Item[], sent: ReadonlyMap<Item, Sent>): string {
  const rows = items.map((item) => {
    const outcome = sent.get(item);
    const words = [...item.notes.map(noteWords), ...(outcome ? sentWords(outcome) : [])];
    const state = outcome?.outcome ?? outcomeOf(item);
    return [String(item.line), item.name, kindWords(item.kind), state, words.join('; ')].map(guarded);
  });
  return `\ufeff${Papa.unparse({ fields: ['line', 'question', 'kind', 'state', 'notes'], data: rows }, { newline: '\r\n' })}`;
}

/** What a spreadsheet would calculate stands behind an apostrophe. */
const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
