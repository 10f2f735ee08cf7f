/** From the cells of a row to a question of its kind. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ContentOf, Gap, KindContent } from '#contracts/question-kinds.ts';
import { questionKinds } from '#contracts/question-kinds.ts';
import type { Note } from '../item.ts';
import { decimalOf, idsFor, matchingOf, note, oneLine, textIn } from '../parts.ts';
import { bare, barred } from './cells.ts';
import type { Row } from './read.ts';

type Made = { body: KindContent } | { refused: Note };
const no = (code: Note['code'], detail?: string): Made => ({ refused: note(code, detail) });

const scoringOf = <T extends string>(row: Row, known: readonly T[], otherwise: T): T =>
  known.find((each) => row.scoring.toLowerCase().split(/\s+/).includes(each.toLowerCase())) ?? otherwise;
/** `fixed`: options stay in their order. */
const shuffles = (row: Row): boolean => !/\bfixed\b/i.test(row.scoring);
const whole = ['allOrNothing', 'partial'] as const;

export function bodyOf(row: Row, language: Language): Made {
  const kind = questionKinds.find((each) => each.toLowerCase() === row.kind.replaceAll(/[\s_-]/g, '').toLowerCase());
  const [right, wrong] = [barred(row.right), barred(row.wrong)];
  switch (kind) {
    case 'single':
    case 'multiple':
      return choice(kind, right.map(bare), wrong.map(bare), row, language);
    case 'trueFalse':
      return /^(?:true|false)$/i.test(row.right)
        ? { body: { kind, correct: /^true$/i.test(row.right) } }
        : no('noneRight');
    case 'shortText':
      return right.length > 0 ? { body: { kind, ...texts(right.map(bare)) } } : no('noneRight');
    case 'numeric':
      return numeric(row);
    case 'matching':
      return matching(right, wrong.map(bare), row, language);
    case 'ordering':
      return ordering(right.map(bare), row, language);
    case 'gapFill':
      return gapFill(row, language);
    case 'essay':
      return { body: { kind, ...wordLimits(row), rubric: [] } };
    default:
      return no('unknownKind', oneLine(row.kind));
  }
}

const texts = (patterns: readonly string[]) => ({
  patterns: patterns.map((text) => ({ language: null, text: oneLine(text), share: 1 })),
  matchCase: false,
  matchDiacritics: true,
  foldLookAlikes: true,
});

/** `50-300`, `50-`, `-300` words */
function wordLimits({ scoring }: Row): { wordsMin: number | null; wordsMax: number | null } {
  const [, min, max] = /^(\d{0,5})\s*[-–]\s*(\d{0,5})$/.exec(scoring) ?? [];
  const limit = (text: string | undefined) =>
    text && Number(text) >= 1 && Number(text) <= 10_000 ? Number(text) : null;
  return { wordsMin: limit(min), wordsMax: limit(max) };
}

function choice(
  kind: 'single' | 'multiple',
  right: readonly string[],
  wrong: readonly string[],
  row: Row,
  language: Language,
): Made {
  if (right.length === 0) return no('noneRight');
  const all = [...right, ...wrong];
  const ids = idsFor(all);
  const part = (text: string, at: number) => ({ id: ids[at]!, text: textIn(language, text) });
  if (kind === 'single') {
    const options = all.map((text, at) => ({ ...part(text, at), share: Number(at < right.length) }));
    return { body: { kind, options, shuffle: shuffles(row) } };
  }
  const options = all.map((text, at) => ({ ...part(text, at), correct: at < right.length }));
  const scoring = scoringOf(row, ['allOrNothing', 'partial', 'partialWithPenalty'], 'partial');
  return { body: { kind, options, shuffle: shuffles(row), scoring } };
}

/** `72 ± 0.5 | 3` and units `h | d = 24` */
function numeric(row: Row): Made {
  const answers = barred(row.right).map((piece) => {
    const [value, tolerance] = bare(piece)
      .split(/±|\+\/?-/)
      .map(decimalOf);
    return value === undefined ? undefined : { value, tolerance: tolerance ?? '0', share: 1 };
  });
  const units = barred(row.unit).map((piece, at) => {
    const [text = '', factor] = piece.split('=');
    const known = at === 0 && factor === undefined ? '1' : decimalOf(factor ?? '');
    return known === undefined ? undefined : { text: oneLine(bare(text)), factor: known };
  });
  const [made, named] = [answers.filter((each) => each !== undefined), units.filter((each) => each !== undefined)];
  if (made.length === 0 || made.length < answers.length || named.length < units.length) return no('notNumber');
  return { body: { kind: 'numeric', answers: made, units: named } };
}

/** `art. 3 = life | art. 5 = torture` */
function matching(right: readonly string[], distractors: readonly string[], row: Row, language: Language): Made {
  const pairs = right.map((piece) => {
    const at = piece.indexOf('=');
    return { prompt: bare(piece.slice(0, Math.max(0, at))), choice: bare(piece.slice(at + 1)) };
  });
  if (pairs.length < 2 || pairs.some(({ prompt, choice: text }) => !prompt || !text)) return no('noAnswers');
  return { body: { ...matchingOf(language, pairs, distractors), scoring: scoringOf(row, whole, 'partial') } };
}

function ordering(items: readonly string[], row: Row, language: Language): Made {
  if (items.length < 2) return no('noAnswers');
  const ids = idsFor(items);
  const scoring = scoringOf(row, ['allOrNothing', 'adjacentPairs', 'position'], 'adjacentPairs');
  const made = items.map((text, at) => ({ id: ids[at]!, text: textIn(language, text) }));
  return { body: { kind: 'ordering', items: made, scoring } };
}

/** In the column `text`: `[[trust | faith]]` is typed, `[[trust | ~fear]]` chosen. */
function gapFill(row: Row, language: Language): Made {
  const gaps: Gap[] = [];
  let isBroken = false;
  const text = row.text.replaceAll(/\[\[([\s\S]*?)\]\]/g, (_, inside: string) => {
    const id = `g${gaps.length + 1}`;
    const gap = gapOf(id, barred(inside), language);
    if (gap) gaps.push(gap);
    else isBroken = true;
    return `{{${id}}}`;
  });
  if (gaps.length === 0 || isBroken) return no('noAnswers');
  const body: ContentOf<'gapFill'> = {
    kind: 'gapFill',
    text: textIn(language, text),
    gaps,
    scoring: scoringOf(row, whole, 'partial'),
  };
  return { body };
}

function gapOf(id: string, pieces: readonly string[], language: Language): Gap | undefined {
  const right = pieces.filter((piece) => !piece.startsWith('~'));
  if (right.length === 0) return undefined;
  if (right.length === pieces.length) return { id, kind: 'text', ...texts(right.map(bare)) };
  const options = pieces.map((piece) => oneLine(bare(piece.replace(/^~/, ''))));
  const ids = idsFor(options);
  const correct = ids[pieces.indexOf(right[0]!)]!;
  return {
    id,
    kind: 'choice',
    options: options.map((text, at) => ({ id: ids[at]!, text: textIn(language, text) })),
    correct,
  };
}
