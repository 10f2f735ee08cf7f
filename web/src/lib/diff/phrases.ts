/** Inline Markdown → words with their formatting; where a link leads follows it as a word of its own. Pure. */
import type { Token, Tokens } from 'marked';
import { decodeEntities } from '../markdown/text.ts';
import type { FootnoteRefToken } from '../markdown/tokens.ts';
import { wordsOf, type Mark, type Word, type WordKind } from './words.ts';

export const phraseOf = (tokens: readonly Token[] | undefined, marks: readonly Mark[] = []): Word[] =>
  (tokens ?? []).flatMap((token) => wordsIn(token, marks));

function wordsIn(token: Token, marks: readonly Mark[]): Word[] {
  const plain = (text: string) => wordsOf(text, dress(marks));
  switch (token.type) {
    case 'text':
      return token.tokens ? phraseOf(token.tokens, marks) : plain(decodeEntities(token.text));
    case 'escape':
      return plain(token.text);
    case 'strong':
    case 'em':
    case 'del':
      return phraseOf(token.tokens, [...marks, token.type]);
    case 'codespan':
      return wordsOf(token.text, dress([...marks, 'code']));
    case 'br':
      return plain('\n');
    case 'link':
      return linkOf(token as Tokens.Link, marks);
    case 'image':
      return [pictureOf(token as Tokens.Image)];
    case 'footnoteRef':
      return [only('note', (token as FootnoteRefToken).label)];
    case 'checkbox':
      return [];
    default:
      return plain(token.raw);
  }
}

function linkOf(link: Tokens.Link, marks: readonly Mark[]): Word[] {
  return [...phraseOf(link.tokens, [...marks, 'link']), only('address', decodeEntities(link.href))];
}

const pictureOf = ({ text, href }: Tokens.Image): Word => only('picture', decodeEntities(text) || href);
const only = (kind: WordKind, text: string): Word => ({ kind, text, marks: '' });
const dress = (marks: readonly Mark[]): string => [...new Set(marks)].sort().join(' ');
