/**
 * Questions written in GIFT, read after the grammar of Moodle’s own importer (`qformat_gift::readquestion`): name, text, one pair of
 * braces with the answers, what is between them says which kind it is. Pure.
 */
import type { TextFormat, TreeOf } from '../markdown-text.ts';
import { markdownFrom } from '../markdown-text.ts';
import type { Item, Note, ReadIn } from '../item.ts';
import { dropped, note } from '../parts.ts';
import { settled } from '../settings.ts';
import { readAnswers } from './answers.ts';
import type { Block } from './blocks.ts';
import { blocksOf } from './blocks.ts';
import { hidden, shown } from './signs.ts';

export interface ReadGift extends ReadIn {
  treeOf: TreeOf;
}

export const readGift = (text: string, read: ReadGift): Item[] => blocksOf(text).map((block) => itemOf(block, read));

const textFormats: Record<string, TextFormat> = { moodle: 'auto', html: 'html', plain: 'plain', markdown: 'markdown' };
/** `[html]` at the beginning says how a text is written; without it as the question’s. */
export function formattedText(text: string, otherwise: TextFormat): { text: string; format: TextFormat } {
  const trimmed = text.trim();
  const name = /^\[(\w+)\]/.exec(trimmed)?.[1];
  const format = name ? textFormats[name] : undefined;
  return format ? { text: trimmed.slice(name!.length + 2), format } : { text: trimmed, format: otherwise };
}

function itemOf(block: Block, { language, treeOf }: ReadGift): Item {
  const { name, rest } = named(hidden(block.text));
  const head = { line: block.line, name: name || shown(rest).slice(0, 120), kind: 'gift' };
  const pieces = cut(rest);
  if (pieces === 'braces') return dropped(head, note('braces'));
  if (pieces === 'description') return dropped({ ...head, kind: 'description' }, note('description'));
  const notes: Note[] = [];
  const { text, format } = formattedText(pieces.text, 'auto');
  const markdown = (source: string, own: TextFormat = format): string => {
    const said = formattedText(source, own);
    return markdownFrom(shown(said.text), said.format, { treeOf, picture: () => undefined, notes });
  };
  if (pieces.isMissingWord) notes.push(note('blankMissing'));
  const { answers, explanation } = generalFeedback(pieces.answers);
  const outcome = readAnswers(answers, { language, markdown });
  if ('refused' in outcome) return dropped({ ...head, kind: outcome.kind }, outcome.refused);
  const content = settled(
    language,
    { text: markdown(text, format), explanation: markdown(explanation), body: outcome.body },
    block.settings,
  );
  return {
    ...head,
    kind: outcome.body.kind,
    draft: { content, meta: { tags: [...block.tags] }, folder: block.category, sourceId: null },
    notes: [...notes, ...outcome.notes.filter(({ code }) => !(code === 'scoringNear' && block.settings['scoring']))],
  };
}

function named(text: string): { name: string; rest: string } {
  const found = /^::([\s\S]*?)::/.exec(text);
  return found ? { name: shown(found[1]!).trim(), rest: text.slice(found[0].length).trim() } : { name: '', rest: text };
}

interface Pieces {
  text: string;
  answers: string;
  isMissingWord: boolean;
}

function cut(text: string): Pieces | 'braces' | 'description' {
  const start = text.indexOf('{');
  const end = text.indexOf('}');
  if (start < 0 && end < 0) return 'description';
  if (start < 0 || end < start || text.indexOf('{', end) >= 0 || text.indexOf('}', end + 1) >= 0) return 'braces';
  const before = text.slice(0, start);
  const after = text.slice(end + 1);
  const isMissingWord = after.trim() !== '';
  const answers = text.slice(start + 1, end).trim();
  return { text: isMissingWord ? `${before}_____${after}` : before, answers, isMissingWord };
}

function generalFeedback(answers: string): { answers: string; explanation: string } {
  const at = answers.lastIndexOf('####');
  return at < 0
    ? { answers, explanation: '' }
    : { answers: answers.slice(0, at).trim(), explanation: answers.slice(at + 4) };
}
