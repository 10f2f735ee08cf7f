/** Questions as our table, in one language. Pure. */
import Papa from 'papaparse';
import type { Language } from '#contracts/common.ts';
import type { ContentOf, Gap, KindContent, TextsOf } from '#contracts/question-kinds.ts';
import { lossesOf, type OutQuestion, type Written } from '../outgoing.ts';
import { guarded, unbarred } from './cells.ts';
import { csvColumnNames, type CsvColumn } from './columns.ts';

type Cells = Partial<Record<CsvColumn, string>>;

export function writeCsvQuestions(questions: readonly OutQuestion[], language: Language): Written {
  const rows = questions.map(({ content, meta, folder }): Cells => ({
    kind: content.body.kind,
    given: content.given?.[language] ?? '',
    ask: content.ask[language] ?? '',
    ...cellsOf(content.body, language),
    explanation: content.explanation?.[language] ?? '',
    tags: meta.tags.join(' | '),
    folder: folder.join(' / '),
    difficulty: meta.difficulty === undefined ? '' : String(meta.difficulty),
    use: meta.use ?? '',
    language,
  }));
  const data = rows.map((row) => csvColumnNames.map((name) => guarded(row[name] ?? '')));
  return {
    // spreadsheets know UTF-8 by its mark
    text: `\ufeff${Papa.unparse({ fields: csvColumnNames, data }, { newline: '\r\n' })}\r\n`,
    report: questions.map((question) => ({ question, kept: true, notes: lossesOf(question, 'csv', language) })),
  };
}

function cellsOf(body: KindContent, language: Language): Cells {
  const say = (texts: TextsOf) => texts[language] ?? '';
  const list = (parts: readonly { text: TextsOf }[]) => unbarred(parts.map(({ text }) => say(text)));
  switch (body.kind) {
    case 'single':
      return {
        right: list(body.options.filter(({ share }) => share >= 1)),
        wrong: list(body.options.filter(({ share }) => share < 1)),
        scoring: body.shuffle ? '' : 'fixed',
      };
    case 'multiple':
      return {
        right: list(body.options.filter(({ correct }) => correct)),
        wrong: list(body.options.filter(({ correct }) => !correct)),
        scoring: body.shuffle ? body.scoring : `${body.scoring} fixed`,
      };
    case 'trueFalse':
      return { right: String(body.correct) };
    case 'shortText':
      return { right: unbarred(patternsIn(body.patterns, language)) };
    case 'numeric':
      return numericCells(body);
    case 'matching':
      return matchingCells(body, say);
    case 'ordering':
      return { right: list(body.items), scoring: body.scoring };
    case 'gapFill':
      return { text: gapCell(body, language), scoring: body.scoring };
    case 'essay':
      return { scoring: [body.wordsMin ?? '', body.wordsMax ?? ''].join('-').replace(/^-$/, '') };
  }
}

type Patterns = ContentOf<'shortText'>['patterns'];
const patternsIn = (patterns: Patterns, language: Language) =>
  patterns
    .filter((each) => each.share >= 1 && (each.language === null || each.language === language))
    .map(({ text }) => text);

const numericCells = ({ answers, units }: ContentOf<'numeric'>): Cells => ({
  right: answers
    .filter(({ share }) => share >= 1)
    .map(({ value, tolerance }) => (/[1-9]/.test(tolerance) ? `${value} ± ${tolerance}` : value))
    .join(' | '),
  unit: units
    .map(({ text, factor }, at) => (at === 0 ? unbarred([text]) : `${unbarred([text])} = ${factor}`))
    .join(' | '),
});

function matchingCells({ prompts, choices, scoring }: ContentOf<'matching'>, say: (texts: TextsOf) => string): Cells {
  const used = new Set(prompts.map(({ choice }) => choice));
  const choice = (id: string) => say(choices.find((each) => each.id === id)?.text ?? {});
  return {
    right: prompts.map((each) => `${unbarred([say(each.text)])} = ${unbarred([choice(each.choice)])}`).join(' | '),
    wrong: unbarred(choices.filter(({ id }) => !used.has(id)).map(({ text }) => say(text))),
    scoring,
  };
}

function gapCell({ text, gaps }: ContentOf<'gapFill'>, language: Language): string {
  const known = new Map(gaps.map((gap) => [gap.id, gap]));
  return (text[language] ?? '').replaceAll(/\{\{([a-z0-9]{1,12})\}\}/g, (whole, id: string) => {
    const gap = known.get(id);
    return gap ? `[[${alternatives(gap, language)}]]` : whole;
  });
}

function alternatives(gap: Gap, language: Language): string {
  if (gap.kind === 'text') return unbarred(patternsIn(gap.patterns, language));
  const said = ({ text }: (typeof gap.options)[number]) => unbarred([text[language] ?? '']);
  return gap.options.map((option) => (option.id === gap.correct ? said(option) : `~${said(option)}`)).join(' | ');
}
