/** From what is selected or seen on the screen to a place in the text, and back. */
import type { Passage } from '#contracts/passages.ts';
import type { LinearText } from './linear.ts';
import type { Span } from './marks.ts';
import { passageAt } from './passage.ts';

/** Of what the page shows in a text, this is not the text: marks of notes, hints for screen readers, captions. */
const notText = 'sup, .vh, .away, .back, .sign, .none, svg, figure, input, .sources > h2, .beside';

function wordsIn(range: Range): string {
  const holder = document.createElement('div');
  holder.append(range.cloneContents());
  for (const element of holder.querySelectorAll(notText)) element.remove();
  return (holder.textContent ?? '').replace(/[\s\u00ad]/g, '');
}

/** What is selected, as a place in the text; undefined where nothing of the text is. */
function selectedSpan(article: HTMLElement, text: string): Span | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return undefined;
  const lead = document.createRange();
  lead.setStart(article, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  const length = wordsIn(range).length;
  const span = length > 0 ? denseSpan(text, wordsIn(lead).length, length) : undefined;
  return span && wholeWords(text, span);
}

const inWord = /[\p{L}\p{N}\p{M}'’ʼ\u00ad-]/u;

/** A hand is less exact than what it means. Pure. */
export function wholeWords(text: string, span: Span): Span {
  let { start, end } = span;
  const isInside = (at: number) => at > 0 && at < text.length && inWord.test(text[at - 1]!) && inWord.test(text[at]!);
  while (isInside(start)) start -= 1;
  while (isInside(end)) end += 1;
  return { start, end };
}

/** The place of so many characters that are no spaces, behind so many others. Pure. */
export function denseSpan(text: string, before: number, length: number): Span | undefined {
  let [count, start] = [0, -1];
  for (let at = 0; at < text.length; at += 1) {
    if (/[\s\u00ad]/.test(text[at]!)) continue;
    if (count === before) start = at;
    count += 1;
    if (count === before + length) return start < 0 ? undefined : { start, end: at + 1 };
  }
  return undefined;
}

/** Paragraphs, items and cells: what one goes through without selecting. Pure. */
export function linesOf({ text, notesAt }: LinearText): Span[] {
  let at = 0;
  return text
    .slice(0, notesAt)
    .split('\n')
    .map((line) => {
      const span = { start: at, end: at + line.length };
      at += line.length + 1;
      return span;
    })
    .filter(({ start, end }) => text.slice(start, end).trim() !== '');
}

/** Under the bar of the page. */
const barHeight = 90;

/** Which of the lines stands uppermost on the screen. */
function lineInView(article: HTMLElement, text: string, lines: readonly Span[]): number {
  const parts = [...article.querySelectorAll<HTMLElement>('p, li, h2, h3, h4, td, th')];
  const seen = parts.find((part) => part.getBoundingClientRect().top >= barHeight) ?? parts.at(-1);
  if (!seen) return 0;
  const lead = document.createRange();
  lead.setStart(article, 0);
  lead.setEndBefore(seen);
  const place = denseSpan(text, wordsIn(lead).length, 1);
  const found = place ? lines.findIndex(({ end }) => end > place.start) : -1;
  return Math.max(0, found);
}

/** What a note or a report begins with. */
export interface Start {
  text: string;
  passage: Passage | null;
  /** of `linesOf` */
  line: number;
}

/** The passage that is selected; else the paragraph one is reading. */
export function startAt(article: HTMLElement | undefined, linear: LinearText): Start {
  if (!article) return { text: '', passage: null, line: 0 };
  const lines = linesOf(linear);
  const line = lineInView(article, linear.text, lines);
  const span = selectedSpan(article, linear.text) ?? lines[line];
  return { text: '', passage: (span && passageAt(linear.text, span)) ?? null, line };
}
