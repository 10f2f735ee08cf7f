/** Marks upon a text: words that were looked for, passages somebody noted, terms of the glossary. Pure. */
import type { Term } from '#contracts/norms.ts';
import type { Inline, TextModel } from '../markdown/model.ts';
import { termFinder } from '../glossary/terms-in-text.ts';
import { mapRuns, type LinearText, type Run } from './linear.ts';
import type { Language } from '#contracts/common.ts';

/** From `start` to before `end` of the linear text. */
export interface Span {
  start: number;
  end: number;
}
export interface FoundSpan extends Span {
  kind: 'found';
}
export interface NoteSpan extends Span {
  kind: 'note';
  id: string;
  bookmark: boolean;
}
export interface TermSpan extends Span {
  kind: 'term';
  terms: readonly Term[];
}
export type MarkSpan = FoundSpan | NoteSpan | TermSpan;

/** The model with its marks. A term that another mark cuts in two is left alone. */
export function markedModel(model: TextModel, spans: readonly MarkSpan[]): TextModel {
  if (spans.length === 0) return model;
  return mapRuns(model, (run) => {
    const touching = spans.filter((span) => span.start < endOf(run) && span.end > run.start);
    if (touching.length === 0) return undefined;
    return pieces(run, whole(touching));
  });
}

const endOf = ({ start, text }: Run): number => start + text.length;

const cuts = (a: Span, b: Span): boolean =>
  (b.start > a.start && b.start < a.end) || (b.end > a.start && b.end < a.end);

const whole = (spans: readonly MarkSpan[]): MarkSpan[] =>
  spans.filter((span) => span.kind !== 'term' || !spans.some((other) => other !== span && cuts(span, other)));

function pieces(run: Run, spans: readonly MarkSpan[]): Inline[] {
  const edges = spans.flatMap(({ start, end }) => [start, end]).filter((at) => at > run.start && at < endOf(run));
  const stops = [...new Set([run.start, ...edges, endOf(run)])].sort((a, b) => a - b);
  return stops.slice(0, -1).map((start, index) => piece(run, { start, end: stops[index + 1]! }, spans));
}

function piece(run: Run, { start, end }: Span, spans: readonly MarkSpan[]): Inline {
  const text = run.text.slice(start - run.start, end - run.start);
  const here = spans.filter((span) => span.start <= start && span.end >= end);
  if (here.length === 0) return { type: 'text', text };
  const noted = here.filter((span) => span.kind === 'note');
  return {
    type: 'marked',
    text,
    at: start,
    found: here.some(({ kind }) => kind === 'found'),
    notes: noted.map(({ id }) => id),
    // the sign stands once, where the passage ends
    signs: noted.filter((span) => span.end === end).map(({ id, bookmark }) => ({ id, bookmark })),
    terms: here.find((span) => span.kind === 'term')?.terms ?? [],
  };
}

/** Terms to explain: each where it comes first in a section; not in headings, links and code. */
export function termSpans(linear: LinearText, terms: readonly Term[], language: Language): TermSpan[] {
  const find = termFinder(terms, language);
  const seen = new Set<string>();
  return linear.runs
    .filter(({ where, start }) => where === 'text' && start < linear.notesAt)
    .flatMap((run) =>
      find(run.text).flatMap(({ start, end, terms: found }): TermSpan[] => {
        const key = `${run.section} ${found[0]!.id}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ kind: 'term', start: run.start + start, end: run.start + end, terms: found }];
      }),
    );
}

/**
 * What a reader is shown of the glossary: terms with a definition; where the text is not in the reader's own language
 * also those that only name the thing, as a translation.
 */
export const termsToShow = (terms: readonly Term[], text: Language, reader: Language): Term[] =>
  terms.filter(({ definition, word }) => definition !== null || (text !== reader && word[reader] !== undefined));
