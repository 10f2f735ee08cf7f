/** Articles as CSV: a line for each wording. Pure. */
import { line as oneLine, localised } from '#contracts/common.ts';
import { Code, Day, Wording, type Act } from '#contracts/norms.ts';
import { z } from '#contracts/z.ts';
import type { KeptArticle } from './article.ts';
import { flagCell, Line, textCells, textColumns, type Columns, type Read, type Row } from './csv-cells.ts';
import { overlaps } from './period.ts';

export const articleColumns = [
  ...['code', 'act', ...textColumns('act'), 'reference', 'topics'],
  ...['valid_from', 'valid_until', ...textColumns('text')],
  ...['source', 'grade', 'checked_on', 'lawyer_confirmed', 'retired'],
];
export const articleColumnsNeeded = ['code', 'act', 'reference', 'text_uk', 'grade'];

/** What the lines of one code say together. */
export interface ArticleEntry {
  code: string;
  act: { code: string; title: Act['title'] | undefined };
  reference: string;
  topics: string[];
  retired: boolean;
  wordings: Wording[];
}

const topicsSeparator = '|';
/** What an article may take in the table, with room to spare. */
const charactersMax = 40_000;

/** One entry for each code; its lines must agree, and their periods must not overlap. */
export function articleEntries(rows: readonly Row[], columns: Columns): Read<ArticleEntry>[] {
  const byCode = new Map<string, Read<ArticleEntry>[]>();
  for (const row of rows) {
    const read = lineOf(row, columns);
    byCode.set(read.code, [...(byCode.get(read.code) ?? []), read]);
  }
  return [...byCode.values()].map(together);
}

function lineOf(row: Row, columns: Columns): Read<ArticleEntry> {
  const line = new Line(row, columns);
  const code = line.read('code', Code);
  const actCode = line.read('act', Code);
  const title = Object.keys(line.texts('act')).length ? line.localised('act', localised(400)) : undefined;
  const reference = line.read('reference', oneLine(120));
  const topics = topicsIn(line);
  const retired = line.flag('retired');
  const wording = wordingIn(line);
  const all = code && actCode && reference && topics && retired !== undefined && wording;
  const entry =
    all && !line.faults.length
      ? { code, act: { code: actCode, title }, reference, topics, retired, wordings: [wording] }
      : undefined;
  return { line: row.line, code: line.text('code'), entry, faults: line.faults };
}

function topicsIn(line: Line): string[] | undefined {
  const topics = line
    .text('topics')
    .split(topicsSeparator)
    .map((topic) => topic.trim())
    .filter(Boolean);
  return line.read('topics', z.array(oneLine(80)).check(z.maxLength(20)), topics);
}

function wordingIn(line: Line): Wording | undefined {
  const { source, sourceGrade } = Wording.shape;
  const wording = {
    validFrom: line.readOr('valid_from', Day),
    validUntil: line.readOr('valid_until', Day),
    text: line.localised('text', localised(4000)),
    source: line.readOr('source', source),
    sourceGrade: line.read('grade', sourceGrade),
    checkedOn: line.readOr('checked_on', Day),
    lawyerConfirmed: line.flag('lawyer_confirmed'),
  };
  return Object.values(wording).includes(undefined) ? undefined : (wording as Wording);
}

/** The lines of one code as one article: with a fault in one of them it is left out as a whole. */
function together(lines: Read<ArticleEntry>[]): Read<ArticleEntry> {
  const [first, ...rest] = lines;
  const { line, code } = first!;
  const faults = lines.flatMap((one) => one.faults);
  const wordings = lines.flatMap(({ entry }) => entry?.wordings ?? []);
  for (const other of rest)
    if (first!.entry && other.entry && common(first!.entry) !== common(other.entry))
      faults.push({ line: other.line, column: 'code', reason: 'differs' });
  if (!faults.length && overlaps(wordings))
    faults.push({ line: rest.at(-1)?.line ?? line, column: 'valid_from', reason: 'overlap' });
  if (wordings.length > 50 || JSON.stringify(wordings).length > charactersMax)
    faults.push({ line, column: 'code', reason: 'tooLong' });
  return { line, code, entry: faults.length ? undefined : { ...first!.entry!, wordings }, faults };
}

const common = ({ act, reference, topics, retired }: ArticleEntry) => JSON.stringify([act, reference, topics, retired]);

/** The rows of a file with its heading; what it says can be read again. */
export function articleRows(articles: readonly KeptArticle[], acts: ReadonlyMap<string, Act>): string[][] {
  const rows = articles.flatMap((article) => {
    const act = acts.get(article.actId);
    const head = [article.code, act?.code ?? '', ...textCells(act?.title ?? null), article.reference];
    return article.wordings.map((wording) => [
      ...[...head, article.topics.join(` ${topicsSeparator} `)],
      ...[wording.validFrom ?? '', wording.validUntil ?? '', ...textCells(wording.text)],
      ...[wording.source ?? '', wording.sourceGrade, wording.checkedOn ?? ''],
      ...[flagCell(wording.lawyerConfirmed), flagCell(article.retired)],
    ]);
  });
  return [articleColumns, ...rows];
}
