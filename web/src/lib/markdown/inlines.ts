/** Inline tokens → view model. Raw HTML becomes visible text; unsafe links lose their address, not their words. */
import type { Token, Tokens } from 'marked';
import { quizIdOf } from '#contracts/quiz-link.ts';
import { normIdOf } from '../norms/norm-link.ts';
import { safeLink } from './links.ts';
import type { Inline, Pictures } from './model.ts';
import type { NoteBook } from './notes.ts';
import { decodeEntities } from './text.ts';
import type { FootnoteRefToken } from './tokens.ts';

export interface InlineContext {
  pictures: Pictures;
  notes: NoteBook;
}

export function inlinesOf(tokens: Token[] | undefined, context: InlineContext): Inline[] {
  return (tokens ?? []).flatMap((token) => inlineOf(token, context));
}

function inlineOf(token: Token, context: InlineContext): Inline[] {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlinesOf(token.tokens, context) : [text(decodeEntities(token.text))];
    case 'escape':
      return [text(token.text)];
    case 'strong':
    case 'em':
    case 'del':
      return [{ type: token.type, children: inlinesOf(token.tokens, context) }];
    case 'codespan':
      return [{ type: 'code', text: token.text }];
    case 'br':
      return [{ type: 'break' }];
    case 'link':
      return linkOf(token as Tokens.Link, context);
    case 'image':
      return [pictureOf(token as Tokens.Image, context.pictures)];
    case 'footnoteRef':
      return [context.notes.refer((token as FootnoteRefToken).label, token.raw)];
    case 'checkbox':
      return [];
    default:
      return [text(token.raw)];
  }
}

function linkOf(token: Tokens.Link, context: InlineContext): Inline[] {
  const children = inlinesOf(token.tokens, context);
  const href = decodeEntities(token.href);
  const articleId = normIdOf(href);
  if (articleId) return [{ type: 'norm', articleId, children }];
  const quizId = quizIdOf(href);
  if (quizId) return [{ type: 'quiz', quizId, children }];
  const link = safeLink(href);
  return link ? [{ type: 'link', ...link, children }] : children;
}

/** Only pictures of the lesson; of others the description is shown. */
export function pictureOf(token: Tokens.Image, pictures: Pictures): Inline {
  const alt = decodeEntities(token.text);
  const picture = Object.hasOwn(pictures, token.href) ? pictures[token.href] : undefined;
  return picture ? { type: 'picture', picture, alt } : { type: 'noPicture', alt };
}

function text(value: string): Inline {
  return { type: 'text', text: value };
}
