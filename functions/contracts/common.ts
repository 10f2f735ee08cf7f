/** What every room's contract shares: ids, languages, texts, pages, jobs. */
import { z } from './z.ts';

export const languages = ['uk', 'ru', 'kk', 'en'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** Prefixes name the kind of thing; the rest is a ULID, made by the client, so that a repeat is recognised. */
export const idPrefixes = {
  organisation: 'org',
  person: 'per',
  course: 'crs',
  module: 'mod',
  lesson: 'les',
  block: 'blk',
  lecture: 'lec',
  media: 'mda',
  review: 'rvw',
  comment: 'cmt',
  note: 'nte',
  report: 'rpt',
  act: 'act',
  article: 'art',
  competence: 'cmp',
  term: 'trm',
  question: 'qst',
  folder: 'fld',
  quiz: 'qiz',
  run: 'run',
  attempt: 'att',
  answer: 'ans',
  appeal: 'apl',
  job: 'job',
} as const;
export type IdKind = keyof typeof idPrefixes;

/** Schema of an id such as `crs_01JCQ3…` (26 characters of Crockford's base 32). */
export const id = (kind: IdKind) =>
  z.string().check(z.regex(new RegExp(`^${idPrefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`)));

/** SHA-256 in lower-case hex: the name of every immutable piece of content. */
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** One line of plain text, not blank: no control characters, no line breaks, no halves of characters, nothing that turns around what follows. */
export const line = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((text: string) => text.trim().length > 0, 'blank'),
    z.refine((text: string) => !/[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u.test(text), 'control'),
  );

/** A text in one to four languages, e.g. `{ uk: 'Курс', en: 'Course' }`. */
export const localised = (max: number) =>
  z
    .strictObject({
      uk: z.optional(line(max)),
      ru: z.optional(line(max)),
      kk: z.optional(line(max)),
      en: z.optional(line(max)),
    })
    .check(z.refine((text) => languages.some((language) => text[language]), 'empty'));
export type Localised = Partial<Record<Language, string>>;

/** IANA time zone the runtime knows. */
export const TimeZone = z.string().check(z.maxLength(64), z.refine(isTimeZone, 'timeZone'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** A moment as RFC 3339 in UTC with milliseconds, e.g. `2026-11-22T08:52:00.000Z`. */
export const Moment = z.iso.datetime({ precision: 3 });

/** Opaque place in a list; made and checked by the server only. */
export const Cursor = z.string().check(z.minLength(1), z.maxLength(1024));

/** One page of a list. `next` asks for the following page; null at the end. */
export const page = <T extends z.core.$ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.nullable(Cursor) });

export const jobKinds = [
  'courseImport',
  'courseExport',
  'courseAdoption',
  'learnersExport',
  'peopleImport',
  'organisationMove',
  'personErasure',
  'personExport',
  'recordsExport',
  'normsImport',
  'learnersMove',
] as const;
/** waiting: for files or a worker · asking: checked, waits for a confirmation */
export const jobStates = ['waiting', 'asking', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** Long work: import, export and so on. `done` of `total` steps; kept for 30 days, a file it made for 24 h. */
export const Job = z.object({
  id: id('job'),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  done: z.int(),
  total: z.int(),
  createdAt: Moment,
  finishedAt: z.nullable(Moment),
  failure: z.nullable(z.object({ code: z.string(), details: z.record(z.string(), z.string()) })),
  result: z.nullable(z.record(z.string(), z.string())),
});
export type Job = z.infer<typeof Job>;

/** Will nothing change any more? */
export const hasEnded = ({ state }: Pick<Job, 'state'>): boolean =>
  ['succeeded', 'failed', 'cancelled'].includes(state);

export const None = z.strictObject({});
