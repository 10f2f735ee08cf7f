/** Import of people: the files it takes, and what checking them finds. */
import { Job, Sha256, id, line, localised } from './common.ts';
import { roles } from './permissions.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const importRowsMax = 50_000;
export const importBytesMax = 20 * 1024 * 1024;

/**
 * Checking tells which addresses are taken elsewhere, so nobody tries them by the million: more than a person correcting
 * their file over and over needs, and counted for all instances together.
 */
const attemptsAMinute = 20;

/** `people`: our own CSV; the others: files of a OneRoster 1.2 CSV bundle (unzipped by the browser). */
export const ImportFile = z.strictObject({
  kind: z.enum(['people', 'orgs', 'users', 'roles']),
  sha256: Sha256,
  bytes: z.int().check(z.minimum(1), z.maximum(importBytesMax)),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** Why a line cannot be taken. */
export const lineFaults = [
  'missing',
  'tooLong',
  'loginWrong',
  'loginTwice',
  'loginElsewhere',
  'roleUnknown',
  'roleNotAllowed',
  'organisationUnknown',
  'organisationClosed',
  'languageUnknown',
  'columns',
  'characters',
] as const;

/** The checked file: nothing is written yet. */
export const ImportPreview = z.object({
  rows: z.int(),
  creates: z.int(),
  /** people already here who get a role more */
  updates: z.int(),
  unchanged: z.int(),
  bad: z.int(),
  /** the first hundred bad lines; all of them stand in the report */
  faults: z.array(
    z.object({
      /** number of the line in the file, the heading is line 1 */
      line: z.int(),
      column: z.string(),
      reason: z.enum(lineFaults),
      /** the beginning of what stands there */
      value: z.string(),
    }),
  ),
  /** the first ten good lines as they will be */
  sample: z.array(
    z.object({
      line: z.int(),
      givenName: z.string(),
      familyName: z.string(),
      login: z.string(),
      organisationName: localised(200),
      roles: z.array(z.enum(roles)),
    }),
  ),
  /** columns of the file that mean nothing to us */
  ignoredColumns: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportState = z.object({ job: Job, preview: z.nullable(ImportPreview) });

const jobParams = z.strictObject({ jobId: id('job') });
const Upload = z.object({ sha256: Sha256, url: z.string(), headers: z.record(z.string(), z.string()) });

export const imports = {
  startPeopleImport: endpoint({
    method: 'POST',
    path: '/api/identity/people/imports',
    summary: 'Announces files of people: answers where to put each.',
    permission: 'managePeople',
    body: z.strictObject({
      jobId: id('job'),
      /** where lines without an organisation go */
      organisationId: id('organisation'),
      files: z.array(ImportFile).check(z.minLength(1), z.maxLength(4)),
    }),
    output: z.object({ job: Job, uploads: z.array(Upload) }),
    errors: ['idTaken', 'importFileWrong', 'organisationClosed'],
    strictLimit: attemptsAMinute,
  }),
  checkPeopleImport: endpoint({
    method: 'POST',
    path: '/api/identity/people/imports/{jobId}/check',
    summary: 'The files are there: reads and checks every line; nothing is written.',
    permission: 'managePeople',
    params: jobParams,
    output: ImportState,
    errors: ['importNotWaiting', 'importFileWrong'],
    strictLimit: attemptsAMinute,
  }),
  peopleImport: endpoint({
    method: 'GET',
    path: '/api/identity/people/imports/{jobId}',
    summary: 'An import of one’s own: progress, preview, and at the end the report.',
    permission: 'managePeople',
    params: jobParams,
    output: ImportState,
  }),
  runPeopleImport: endpoint({
    method: 'POST',
    path: '/api/identity/people/imports/{jobId}/run',
    summary: 'Confirmed: takes the good lines; also goes on after a failure, where it stopped.',
    permission: 'managePeople',
    params: jobParams,
    body: z.strictObject({
      invite: z.boolean(),
      /** words of the report in the reader's language, by heading, outcome and reason; without them it shows codes */
      words: z.optional(z.record(z.string().check(z.maxLength(60)), line(120))),
    }),
    output: ImportState,
    errors: ['importNotWaiting'],
  }),
};
