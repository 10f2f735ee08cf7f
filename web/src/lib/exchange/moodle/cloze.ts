/** Moodle’s embedded answers – `{1:SHORTANSWER:=trust~%50%faith#Nearly}` in a text – as a text with gaps. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ContentOf, Gap } from '#contracts/question-kinds.ts';
import type { Note } from '../item.ts';
import { decimalOf, feedbackIn, idsFor, note, oneLine, shareOf, textIn } from '../parts.ts';
import { halved, joined, type Settings } from '../settings.ts';
import { plainMarkdown } from '../markdown-text.ts';
import type { KindRead } from './kinds.ts';

export interface ReadClozeIn {
  language: Language;
  isHtml: boolean;
  settings: Settings;
  markdown(raw: string): string;
  words(html: string): string;
}

const code = /\{(\d*):([A-Z_]{2,20}):((?:[^}\\]|\\.)*)\}/g;
const texts = ['SHORTANSWER', 'SA', 'MW', 'SHORTANSWER_C', 'SAC', 'MWC'];
const numbers = ['NUMERICAL', 'NM'];
const choices = /^(?:MULTICHOICE|MC)(?:_?[VHS]{1,2})?$/;

/** Said where a text has nothing but gaps. */
const stock = {
  uk: 'Заповніть пропуски.',
  ru: 'Заполните пропуски.',
  kk: 'Бос орындарды толтырыңыз.',
  en: 'Fill in the gaps.',
};

export function readCloze(raw: string, read: ReadClozeIn): KindRead {
  const gaps: Gap[] = [];
  const notes: Note[] = [];
  let refused: Note | undefined;
  const weights = new Set<string>();
  const withPlaces = raw.replaceAll(code, (_, weight: string, type: string, answers: string) => {
    weights.add(weight || '1');
    const id = `g${gaps.length + 1}`;
    const made = gapOf(id, type, read.isHtml ? read.words(answers) : answers, read);
    if ('refused' in made) refused ??= made.refused;
    else {
      gaps.push(made.gap);
      notes.push(...made.notes.filter((each) => !notes.some((known) => known.code === each.code)));
    }
    return `{{${id}}}`;
  });
  if (refused) return { refused };
  if (gaps.length === 0) return { refused: note('noAnswers') };
  if (weights.size > 1) notes.push(note('gapWeights'));
  const { asked, text } = parted(read.markdown(withPlaces), read);
  const body: ContentOf<'gapFill'> = { kind: 'gapFill', text: textIn(read.language, text), gaps, scoring: 'partial' };
  return { body, notes, text: asked };
}

/** What is asked and the text with gaps: as it was with us, else what stands before the first paragraph with a gap. */
function parted(whole: string, { language, settings }: ReadClozeIn): { asked: string; text: string } {
  const [given, rest] = halved(whole, settings['given']);
  const [ask, text] = halved(rest, settings['ask']);
  if (ask !== undefined) return { asked: joined(given, ask), text };
  const paragraphs = whole.split(/\n{2,}/);
  const first = paragraphs.findIndex((paragraph) => paragraph.includes('{{'));
  const before = paragraphs.slice(0, first).join('\n\n');
  return { asked: before || stock[language], text: paragraphs.slice(first).join('\n\n') };
}

interface Alternative {
  text: string;
  weight: number;
  feedback: string;
}

function alternatives(answers: string): Alternative[] {
  return cutAt(answers, '~').map((each) => {
    const [sign = '', percent] = /^\s*(?:=|%(-?\d{1,3}(?:\.\d+)?)%)/.exec(each) ?? [];
    const [text = '', ...feedback] = cutAt(each.slice(sign.length), '#');
    const weight = percent !== undefined ? Number(percent) : sign ? 100 : 0;
    return { text: oneLine(bare(text)), weight, feedback: bare(feedback.join('#')).trim() };
  });
}

/** At signs without a backslash before them. */
const cutAt = (text: string, sign: '~' | '#'): string[] =>
  text
    .replaceAll(/\\(.)/gs, (_, each: string) => `\uE040${each.codePointAt(0)}\uE041`)
    .split(sign)
    .map((piece) =>
      piece.replaceAll(/\uE040(\d+)\uE041/g, (_, value: string) => `\\${String.fromCodePoint(Number(value))}`),
    );
const bare = (text: string) => text.replaceAll(/\\([}~#=\\/"])/g, '$1');

type MadeGap = { gap: Gap; notes: Note[] } | { refused: Note };

function gapOf(id: string, type: string, answers: string, { language }: ReadClozeIn): MadeGap {
  const found = alternatives(answers).filter(({ text }) => text);
  if (choices.test(type)) return choiceGap(id, found, language);
  if (texts.includes(type)) return { gap: textGap(id, found, /C$/.test(type), language), notes: [] };
  if (numbers.includes(type)) return numberGap(id, found, language);
  return { refused: note(/^(?:MULTIRESPONSE|MR)/.test(type) ? 'gapSeveral' : 'unknownKind', type) };
}

function choiceGap(id: string, found: readonly Alternative[], language: Language): MadeGap {
  const right = found.findIndex(({ weight }) => weight >= 100);
  if (right < 0) return { refused: note('noneRight') };
  const ids = idsFor(found.map(({ text }) => text));
  const options = found.map(({ text }, at) => ({ id: ids[at]!, text: textIn(language, text) }));
  const partly = found.some(({ weight }, at) => at !== right && weight > 0);
  const said = found.some(({ feedback }) => feedback);
  return {
    gap: { id, kind: 'choice', options, correct: ids[right]! },
    notes: [...(partly ? [note('gapWeights')] : []), ...(said ? [note('gapFeedback')] : [])],
  };
}

const textGap = (id: string, found: readonly Alternative[], matchCase: boolean, language: Language): Gap => ({
  id,
  kind: 'text',
  patterns: found.map(({ text, weight, feedback }) => ({
    language: null,
    text,
    share: shareOf(weight),
    ...feedbackIn(language, feedback && plainMarkdown(feedback)),
  })),
  matchCase,
  matchDiacritics: true,
  foldLookAlikes: false,
});

/** A gap with a number compares texts: it is right as it is written, with a point or a comma. */
function numberGap(id: string, found: readonly Alternative[], language: Language): MadeGap {
  const written = found.flatMap((each) => {
    const value = decimalOf(each.text.split(':')[0] ?? '');
    if (value === undefined) return [];
    const spellings = value.includes('.') ? [value, value.replace('.', ',')] : [value];
    return spellings.map((text) => ({ ...each, text }));
  });
  if (written.length === 0) return { refused: note('notNumber') };
  return { gap: textGap(id, written, false, language), notes: [note('gapNumber')] };
}
