/** What a file of questions says, question by question, before anything of it is sent. */
import type { Language } from '#contracts/common.ts';
import type { QuestionContent, QuestionKind } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';

export const formats = ['gift', 'moodle', 'aiken', 'csv', 'bundle'] as const;
export type Format = (typeof formats)[number];

/** Something a format says otherwise than we do: the question is kept, but not as it was. Each has words of its own. */
export const changes = [
  'embedDropped',
  'pictureMissing',
  'pictureOutside',
  'pictureRefused',
  'negativeShare',
  'weightsEven',
  'scoringNear',
  'otherFeedback',
  'overallFeedback',
  'hints',
  'gapWeights',
  'gapFeedback',
  'gapNumber',
  'gapSeveral',
  'blankMissing',
  'template',
  'attachments',
  'orderingGrade',
  'tags',
  'referencesDropped',
  'partShares',
  'partFeedback',
  'rubric',
  'languages',
  'comparison',
] as const;
/** Why a question could not be kept at all. */
export const refusals = [
  'unknownKind',
  'description',
  'braces',
  'noAnswers',
  'noneRight',
  'notNumber',
  'tooLong',
  'tooMany',
  'empty',
  'broken',
  'sameTwice',
  'kindNotInFormat',
] as const;
export type NoteCode = (typeof changes)[number] | (typeof refusals)[number];

export interface Note {
  code: NoteCode;
  /** what in it, e.g. the name of an unknown kind */
  detail?: string;
}

/** A picture that came with a file; texts name it `media:file-<n>` until the academy has it. */
export interface FilePicture {
  ref: string;
  name: string;
  type: string;
  data: Uint8Array<ArrayBuffer>;
}

export type DraftMeta = Pick<QuestionMeta, 'tags'> &
  Partial<Pick<QuestionMeta, 'use' | 'difficulty' | 'competences' | 'norms'>>;

export interface Draft {
  content: QuestionContent;
  meta: DraftMeta;
  /** names from the top, as the file sorts its questions */
  folder: readonly string[];
  /** of the bank it came from; null: the file names none */
  sourceId: string | null;
}

export interface Item {
  /** where in the file it begins; 1 is the first line */
  line: number;
  /** a name of its own, else the beginning of what it asks */
  name: string;
  /** as the file calls it, or as we do */
  kind: QuestionKind | string;
  /** null: it is not kept, the notes say why */
  draft: Draft | null;
  notes: readonly Note[];
}

export interface ReadFile {
  format: Format;
  items: readonly Item[];
  pictures: readonly FilePicture[];
  /** the bank it came from, where the file names it */
  organisationId: string | null;
  /** does the file say itself in which language each text is? */
  hasLanguages: boolean;
}

export type Outcome = 'kept' | 'changed' | 'dropped';
export const outcomeOf = ({ draft, notes }: Pick<Item, 'draft' | 'notes'>): Outcome =>
  !draft ? 'dropped' : notes.length > 0 ? 'changed' : 'kept';

/** The whole file cannot be read. Each has words. */
export const fileFaults = [
  'empty',
  'tooLarge',
  'unreadable',
  'binary',
  'broken',
  'doctype',
  'tooMuch',
  'otherXml',
  'otherJson',
  'noQuestions',
  'columns',
] as const;
export type FileFault = (typeof fileFaults)[number];
export class WrongQuestions extends Error {
  readonly reason: FileFault;
  readonly line: number | undefined;
  constructor(reason: FileFault, line?: number) {
    super(reason);
    this.reason = reason;
    this.line = line;
  }
}

/** What readers of one-language formats are told. */
export interface ReadIn {
  language: Language;
}

/** At most so many questions of one file: a bank holds no more. */
export const itemsMax = 20_000;
