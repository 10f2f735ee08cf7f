/**
 * Aiken, the plainest format there is: a question on one line, options `A.` or `A)`, `ANSWER: A`. As Moodle reads it
 * (`qformat_aiken`); it knows choices of one only.
 */
import type { Item, ReadIn } from './item.ts';
import { plainMarkdown } from './markdown-text.ts';
import { contentIn, dropped, idsFor, note, plainMeta, textIn } from './parts.ts';

interface Open {
  line: number;
  ask: string[];
  options: { letter: string; text: string }[];
}

export function readAiken(text: string, { language }: ReadIn): Item[] {
  const items: Item[] = [];
  let open: Open | undefined;
  const close = (answer?: string) => {
    if (open) items.push(itemOf(open, answer, language));
    open = undefined;
  };
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (!line) continue;
    const option = /^([A-Z])[.)]\s*(.*)$/.exec(line);
    const answer = /^ANSWER:\s*([A-Z])\b/i.exec(line)?.[1];
    if (answer) close(answer.toUpperCase());
    else if (option && open) open.options.push({ letter: option[1]!, text: option[2]!.trim() });
    else {
      if (open && open.options.length > 0) close();
      open ??= { line: at + 1, ask: [], options: [] };
      open.ask.push(line);
    }
  }
  close();
  return items;
}

function itemOf({ line, ask, options }: Open, answer: string | undefined, language: ReadIn['language']): Item {
  const head = { line, name: ask.join(' ').slice(0, 120), kind: 'single' };
  if (options.length < 2 || options.some(({ text }) => !text)) return dropped(head, note('noAnswers'));
  if (!answer || !options.some(({ letter }) => letter === answer)) return dropped(head, note('noneRight'));
  const texts = options.map(({ text }) => plainMarkdown(text));
  const ids = idsFor(texts);
  const body = {
    kind: 'single' as const,
    options: options.map(({ letter }, at) => ({
      id: ids[at]!,
      text: textIn(language, texts[at]!),
      share: Number(letter === answer),
    })),
    shuffle: true,
  };
  const content = contentIn(language, { ask: plainMarkdown(ask.join('\n')), body });
  return { ...head, draft: { content, meta: plainMeta, folder: [], sourceId: null }, notes: [] };
}
