/** Norms: acts, their articles in dated wordings, the competence framework and the glossary. Everything legal refers here by id. */
import { Cursor, Job, Language, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** A day of the calendar, `2026-02-22`. */
export const Day = z.iso.date();
/** Short name that people and files use for an article, a competence or a term: `npl-23-1`; never changes. */
export const Code = z.string().check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/), z.maxLength(60));

/** How sure we are of a wording: read in the official source (A), in a copy (B), retold (C). */
export const sourceGrades = ['A', 'B', 'C'] as const;

export const Wording = z.object({
  /** first day on which it holds; null: since before anybody recorded it */
  validFrom: z.nullable(Day),
  /** first day on which it holds no more; null: still in force */
  validUntil: z.nullable(Day),
  /** the norm's text or its gist, in the languages there are */
  text: localised(4000),
  source: z.nullable(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
  sourceGrade: z.enum(sourceGrades),
  /** the day on which the text was compared with its source */
  checkedOn: z.nullable(Day),
  /** until then it is shown with “to be confirmed by a lawyer” */
  lawyerConfirmed: z.boolean(),
});
export type Wording = z.infer<typeof Wording>;

export const Act = z.object({ id: id('act'), code: Code, title: localised(400) });
export type Act = z.infer<typeof Act>;
export const ArticleRow = z.object({
  id: id('article'),
  code: Code,
  act: Act,
  /** `ст. 23 ч. 1 п. 17` */
  reference: line(120),
  topics: z.array(line(80)),
  /** the wording in force on the asked day; null: none was */
  wording: z.nullable(Wording),
  retired: z.boolean(),
});
export type ArticleRow = z.infer<typeof ArticleRow>;
export const Article = z.extend(ArticleRow, {
  revision: z.int(),
  /** latest first */
  wordings: z.array(Wording),
  mayChange: z.boolean(),
});
export type Article = z.infer<typeof Article>;

export const Competence = z.object({
  id: id('competence'),
  code: Code,
  parentId: z.nullable(id('competence')),
  name: localised(200),
  description: z.nullable(localised(1000)),
  retired: z.boolean(),
  revision: z.int(),
});
export type Competence = z.infer<typeof Competence>;

export const Term = z.object({
  id: id('term'),
  code: Code,
  /** the word in each language; where a language counts, its base form */
  word: localised(120),
  definition: z.nullable(localised(600)),
  area: line(80),
});
export type Term = z.infer<typeof Term>;

const wordingInput = z.strictObject({ ...Wording.shape });
const day = z.optional(Day);

export const csvKinds = ['articles', 'competences', 'terms'] as const;
export type CsvKind = (typeof csvKinds)[number];
export const csvFaults = [
  'missing',
  'wrong',
  'tooLong',
  'unknown',
  'double',
  'differs',
  'overlap',
  'circle',
  'columns',
] as const;
/** a whole file is read each time */
const checksAMinute = 30;
const CsvFault = z.object({ line: z.int(), column: z.string(), reason: z.enum(csvFaults) });
export type CsvFault = z.infer<typeof CsvFault>;

/** What a CSV of norms brings, by code: what is named with a fault is left out as a whole. */
const CsvReport = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  leftOut: z.int(),
  /** the first of them */
  faults: z.array(CsvFault),
});
export type CsvReport = z.infer<typeof CsvReport>;

export const norms = {
  articles: endpoint({
    method: 'GET',
    path: '/api/norms/articles',
    summary:
      'Articles by code, of one act or topic, or those whose code, reference or text has all the words looked for.',
    permission: 'signedIn',
    query: z.strictObject({
      q: z.optional(z.string().check(z.maxLength(100))),
      actId: z.optional(id('act')),
      topic: z.optional(line(80)),
      day,
      cursor: z.optional(Cursor),
    }),
    output: page(ArticleRow),
    errors: ['cursorInvalid'],
  }),
  article: endpoint({
    method: 'GET',
    path: '/api/norms/articles/{articleId}',
    summary: 'An article with all its wordings, and the one in force on a day.',
    permission: 'signedIn',
    params: z.strictObject({ articleId: id('article') }),
    query: z.strictObject({ day }),
    output: Article,
  }),
  acts: endpoint({
    method: 'GET',
    path: '/api/norms/acts',
    summary: 'Acts by title, with how many articles of each there are.',
    permission: 'signedIn',
    output: z.object({ items: z.array(z.extend(Act, { articles: z.int() })), topics: z.array(z.string()) }),
  }),
  putArticle: endpoint({
    method: 'PUT',
    path: '/api/norms/articles/{articleId}',
    summary: 'Creates or changes an article; periods of its wordings must not overlap.',
    permission: 'manageNorms',
    params: z.strictObject({ articleId: id('article') }),
    body: z.strictObject({
      code: Code,
      actId: id('act'),
      /** for an act that is not there yet */
      newAct: z.optional(z.strictObject({ code: Code, title: localised(400) })),
      reference: line(120),
      topics: z.array(line(80)).check(z.maxLength(20)),
      wordings: z.array(wordingInput).check(z.minLength(1), z.maxLength(50)),
      retired: z.boolean(),
      /** null: it is new */
      revision: z.nullable(z.int()),
    }),
    output: Article,
    errors: ['conflict', 'idTaken', 'normPeriodsOverlap'],
    bodyBytesMax: 128 * 1024,
  }),
  competences: endpoint({
    method: 'GET',
    path: '/api/norms/competences',
    summary: 'The competence framework, parents before children.',
    permission: 'signedIn',
    output: z.object({ items: z.array(Competence), mayChange: z.boolean() }),
  }),
  putCompetence: endpoint({
    method: 'PUT',
    path: '/api/norms/competences/{competenceId}',
    summary: 'Creates or changes a competence; it never becomes its own ancestor.',
    permission: 'manageNorms',
    params: z.strictObject({ competenceId: id('competence') }),
    body: z.strictObject({
      code: Code,
      parentId: z.nullable(id('competence')),
      name: localised(200),
      description: z.nullable(localised(1000)),
      retired: z.boolean(),
      revision: z.nullable(z.int()),
    }),
    output: Competence,
    errors: ['conflict', 'idTaken', 'competenceCircle'],
  }),
  terms: endpoint({
    method: 'GET',
    path: '/api/norms/terms',
    summary: 'The glossary, by word in a language (some hundred terms).',
    permission: 'signedIn',
    query: z.strictObject({ language: z.optional(Language) }),
    output: z.object({ items: z.array(Term) }),
  }),
  checkCsv: endpoint({
    method: 'POST',
    path: '/api/norms/csv/check',
    summary: 'Reads a CSV of articles, competences or terms and says what it would change; writes nothing.',
    permission: 'manageNorms',
    body: z.strictObject({
      kind: z.enum(csvKinds),
      text: z.string().check(z.maxLength(2_000_000)),
    }),
    output: CsvReport,
    errors: ['importFileWrong'],
    bodyBytesMax: 6 * 1024 * 1024,
    strictLimit: checksAMinute,
  }),
  importCsv: endpoint({
    method: 'POST',
    path: '/api/norms/csv/imports',
    summary: 'Confirmed: takes the good lines, as a job.',
    permission: 'manageNorms',
    body: z.strictObject({
      jobId: id('job'),
      kind: z.enum(csvKinds),
      text: z.string().check(z.maxLength(2_000_000)),
    }),
    output: Job,
    errors: ['idTaken', 'importFileWrong'],
    bodyBytesMax: 6 * 1024 * 1024,
    strictLimit: checksAMinute,
  }),
  exportCsv: endpoint({
    method: 'GET',
    path: '/api/norms/csv/{kind}',
    summary: 'All articles (one line per wording), competences or terms as CSV (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ kind: z.enum(csvKinds) }),
    raw: true,
  }),
};
