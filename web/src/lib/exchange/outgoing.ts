/** Questions on their way out: what a writer is given, and what it tells of each. Pure. */
import type { Language } from '#contracts/common.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { askedIn } from '#contracts/scoring/check-content.ts';
import { refsIn } from './refs.ts';
import type { DraftMeta, FilePicture, Format, Note } from './item.ts';
import { note, oneLine } from './parts.ts';

export interface OutQuestion {
  id: string;
  content: QuestionContent;
  meta: DraftMeta;
  /** names of its folders from the top */
  folder: readonly string[];
}

export interface Written {
  text: string;
  report: { question: OutQuestion; kept: boolean; notes: readonly Note[] }[];
}

/** `ref` is as the texts name it: `media:mda_…`. */
export type OutPictures = ReadonlyMap<string, FilePicture>;

/** A name as other programs list it: the beginning of what is asked, on one line. */
export function nameOf({ content }: Pick<OutQuestion, 'content'>, language: Language): string {
  const text = content.ask[language] ?? '';
  const plain = oneLine(text.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '').replaceAll(/[*_`#>\\]/g, ''));
  return plain.slice(0, 80) || '–';
}

/** A slash within a name is written twice. */
export const categoryPath = (folder: readonly string[]): string =>
  ['$course$', 'top', ...folder.map((name) => name.replaceAll('/', '//'))].join('/');

/** Has it what is written in this language? */
export const isIn = (content: QuestionContent, language: Language): boolean => Boolean(content.ask[language]);

/** What a format of one language cannot carry of a question. */
export function lossesOf(
  { content, meta }: OutQuestion,
  format: Exclude<Format, 'bundle'>,
  language: Language,
): Note[] {
  const { body } = content;
  const others = askedIn(content).filter((each) => each !== language);
  const notes: Note[] = others.length > 0 ? [note('languages', others.join(', '))] : [];
  if (format === 'gift' && (body.kind === 'ordering' || body.kind === 'gapFill')) return [note('kindNotInFormat')];
  if (format !== 'moodle' && refsIn(content).length > 0) notes.push(note('pictureMissing'));
  if (meta.competences?.length || meta.norms?.length) notes.push(note('referencesDropped'));
  if (body.kind === 'essay' && (body.rubric.length > 0 || (body.sample && format !== 'moodle')))
    notes.push(note('rubric'));
  if (format === 'csv') notes.push(...csvLosses(content));
  return notes;
}

function csvLosses({ body }: QuestionContent): Note[] {
  const shares =
    (body.kind === 'single' && body.options) ||
    (body.kind === 'shortText' && body.patterns) ||
    (body.kind === 'numeric' && body.answers) ||
    [];
  const isPart = shares.some(({ share }) => share > 0 && share < 1);
  const said = JSON.stringify(body).includes('"feedback');
  return [
    ...(isPart ? [note('partShares')] : []),
    ...(said ? [note('partFeedback')] : []),
    ...(comparesOtherwise(body) ? [note('comparison')] : []),
  ];
}

/** Otherwise than a table is read: without case, with marks and look-alikes. */
function comparesOtherwise(body: QuestionContent['body']): boolean {
  const gaps = body.kind === 'gapFill' ? body.gaps.filter((gap) => gap.kind === 'text') : [];
  return [...gaps, ...(body.kind === 'shortText' ? [body] : [])].some(
    ({ matchCase, matchDiacritics, foldLookAlikes }) => matchCase || !matchDiacritics || !foldLookAlikes,
  );
}
