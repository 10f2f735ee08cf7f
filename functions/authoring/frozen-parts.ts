/** Markdown into the blocks of which a lesson is made: top-level pieces, each with the notes it mentions. Pure. */
import { Marked, type Token, type TokenizerExtension, type Tokens } from 'marked';
import { noteDefinition, noteStart } from '#contracts/footnotes.ts';

/** A piece that stands by itself; `type` tells by what it is found again in another language. */
export interface Part {
  type: string;
  text: string;
}
interface Definition {
  label: string;
  raw: string;
}

const footnote: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: noteStart,
  tokenizer(source) {
    const match = noteDefinition.exec(source);
    return match ? ({ type: 'footnote', raw: match[0], label: match[1] } as Tokens.Generic) : undefined;
  },
};
const markdown = new Marked({ extensions: [footnote] });

/** A text nested too deep for the lexer is one piece. */
function tokensOf(text: string): Token[] {
  try {
    return markdown.lexer(text);
  } catch {
    return [{ type: 'paragraph', raw: text, text, tokens: [] }];
  }
}

const isDefinition = ({ type }: Token): boolean => type === 'footnote' || type === 'def';
const definitionOf = (token: Token): Definition => ({
  // a link's label is matched in any case, a note's as it is written
  label: token.type === 'def' ? String((token as Tokens.Def).tag) : `^${String((token as Tokens.Generic)['label'])}`,
  raw: token.raw.trim(),
});

/** A block's words and its notes apart. */
export function splitNotes(text: string): { body: string; notes: Definition[] } {
  const tokens = tokensOf(text);
  if (!tokens.some(({ type }) => type === 'footnote')) return { body: text.trim(), notes: [] };
  const [notes, rest] = [tokens.filter(({ type }) => type === 'footnote'), tokens.filter(isNoNote)];
  const body = rest.map(({ raw }) => raw).join('');
  return { body: body.replace(/\n{3,}/g, '\n\n').trim(), notes: notes.map(definitionOf) };
}
const isNoNote = ({ type }: Token): boolean => type !== 'footnote';

const typeOf = (token: Token): string =>
  token.type === 'heading' ? `heading${(token as Tokens.Heading).depth}` : token.type;

/** The pieces of a text in order, no more than `partsMax`, none longer than `lengthMax` characters; nothing is lost. */
export function partsOf(text: string, { partsMax, lengthMax }: { partsMax: number; lengthMax: number }): Part[] {
  const tokens = tokensOf(text.replaceAll('\r\n', '\n')).filter(({ type }) => type !== 'space');
  const definitions = tokens.filter(isDefinition).map(definitionOf);
  const parts = tokens.filter((token) => !isDefinition(token)).map(partOf);
  if (!parts.length && definitions.length) parts.push({ type: 'paragraph', text: '' });
  const whole = withDefinitions(fewer(parts, partsMax), definitions);
  return whole.flatMap((part) => shorter(part, lengthMax));
}

function partOf(token: Token): Part {
  const text = token.raw.replace(/^\n+|\s+$/g, '');
  // an indented code block would become part of a list before it
  if (token.type === 'code' && /^(?: {4}|\t)/.test(text)) return { type: 'code', text: fenced(token as Tokens.Code) };
  return { type: typeOf(token), text };
}
const fenced = ({ text }: Tokens.Code): string => {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}\n${text}\n${fence}`;
};

function fewer(parts: Part[], max: number): Part[] {
  const size = Math.ceil(parts.length / max);
  if (size <= 1) return parts;
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) => {
    const some = parts.slice(index * size, (index + 1) * size);
    return { type: 'several', text: some.map(({ text }) => text).join('\n\n') };
  });
}

function shorter(part: Part, max: number): Part[] {
  if (part.text.length <= max) return [part];
  const cut = part.text.lastIndexOf('\n', max);
  const at = cut > 0 ? cut : max;
  return [{ ...part, text: part.text.slice(0, at) }, ...shorter({ ...part, text: part.text.slice(at).trim() }, max)];
}

/** Each piece gets the definitions it mentions, and the last one those that nobody mentions. */
function withDefinitions(parts: Part[], definitions: readonly Definition[]): Part[] {
  const left = new Set(definitions);
  const added = parts.map((part) => {
    const needed = mentioned(part.text, definitions);
    for (const one of needed) left.delete(one);
    return needed;
  });
  added.at(-1)?.push(...left);
  return parts.map((part, index) => {
    const notes = (added[index] ?? []).map(({ raw }) => raw);
    return notes.length ? { ...part, text: [part.text, notes.join('\n')].filter(Boolean).join('\n\n') } : part;
  });
}

/** A note may mention further ones. */
function mentioned(text: string, definitions: readonly Definition[]): Definition[] {
  const found = new Set<Definition>();
  const texts = [text];
  for (let one = texts.pop(); one !== undefined; one = texts.pop()) {
    for (const each of definitions) {
      if (found.has(each) || !mentions(one, each.label)) continue;
      found.add(each);
      texts.push(each.raw.replace(/^\[[^\]]*\]:/, ''));
    }
  }
  return definitions.filter((each) => found.has(each));
}
const mentions = (text: string, label: string): boolean =>
  label.startsWith('^') ? text.includes(`[${label}]`) : text.toLowerCase().includes(`[${label}]`);

const probe = 'kurs-probe';
/** what closes a piece that would otherwise run on into the next: a fence, a comment */
const closings = ['', '\n-->', '\n?>', '\n]]>', '\n</pre>', '\n</script>', '\n</style>', '\n</textarea>'];

/** The text so that what follows it stays outside. */
export function closed(text: string): string {
  const fences = [...text.matchAll(/`{3,}|~{3,}/g)].map(([fence]) => `\n${fence}`);
  const found = [...closings, ...new Set(fences)].find((closing) => {
    const last = tokensOf(`${text}${closing}\n\n${probe}`).at(-1);
    return last?.type === 'paragraph' && last.raw.trim() === probe;
  });
  return found === undefined ? text.replace(/^( {0,3})</gm, '$1&lt;') : text + found;
}
