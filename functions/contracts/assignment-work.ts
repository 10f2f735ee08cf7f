/** What a learner does for an assignment: writes, sends files part by part, hands in as often as it is allowed. */
import { Named, isPlain } from './blocks.ts';
import { Language, Moment, Sha256, id, line } from './common.ts';
import { assignmentParams, cohortParams, filesMax, WorkState } from './assignments.ts';
import { endpoint } from './endpoint.ts';
import { errorStatus, type ErrorCode } from './errors.ts';
import { fileTypes } from './media.ts';
import { Passage } from './passages.ts';
import { PartId, Rubric } from './question-kinds.ts';
import { z } from './z.ts';

/** characters of a text that is handed in */
export const workTextMax = 40_000;
/** files that one person has sent for one assignment, those never handed in among them */
export const sentFilesMax = 60;
/** bytes of all of them */
export const sentBytesMax = 1024 ** 3;
/** parts whose addresses are asked for at once */
export const workPartsMax = 20;
export const commentsMax = 200;
/** larger ones are no announcement at all; what an assignment takes is far less */
const announcedBytesMax = 1024 ** 4;

type FileType = (typeof fileTypes)[number];
/** What a file is, by the end of its name; nothing else is known before its bytes have come. */
const endings: Record<string, FileType> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  mp3: 'audio/mpeg',
  txt: 'text/plain',
  csv: 'text/csv',
};
export const fileTypeOf = (name: string): FileType | undefined =>
  endings[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
/** The end of the name of such a file, e.g. `docx`. */
export const endingOf = (type: string): string => Object.entries(endings).find(([, each]) => each === type)?.[0] ?? '';

/** Why a file is not taken, before a byte of it is sent and again where it is announced; undefined: it is. */
export function fileFault(
  { name, bytes }: { name: string; bytes: number },
  asked: { fileTypes: readonly FileType[]; fileBytesMax: number },
): { code: 'mediaTypeRefused' | 'mediaTooLarge'; details: Record<string, string> } | undefined {
  const type = fileTypeOf(name);
  if (!type || !asked.fileTypes.includes(type)) return { code: 'mediaTypeRefused', details: { reason: 'name' } };
  if (bytes > asked.fileBytesMax) return { code: 'mediaTooLarge', details: { bytesMax: String(asked.fileBytesMax) } };
  return undefined;
}

export const workFileStates = ['waiting', 'checking', 'ready', 'failed'] as const;
/** A file for an assignment. waiting: its bytes are on their way · checking: they are there · ready: can be handed in · failed: `failure` says why */
export const WorkFile = z.object({
  id: id('file'),
  name: z.string(),
  type: z.enum(fileTypes),
  bytes: z.int(),
  state: z.enum(workFileStates),
  failure: z.nullable(z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]])),
  partBytes: z.int(),
  /** by which the same file is known again */
  fingerprint: Sha256,
});
export type WorkFile = z.infer<typeof WorkFile>;

const WorkText = z.string().check(z.maxLength(workTextMax, 'tooLarge'), z.refine(isPlain, 'control'));
const FileIds = z.array(id('file')).check(z.maxLength(filesMax));

/** What is not handed in yet, as the academy has it. */
export const Draft = z.object({ text: z.string(), fileIds: z.array(id('file')), revision: z.int(), savedAt: Moment });
export type WorkDraft = z.infer<typeof Draft>;

export const Submission = z.object({
  id: id('submission'),
  /** counts the submissions of this person, from 1 */
  number: z.int(),
  text: z.string(),
  files: z.array(z.object({ id: id('file'), name: z.string(), type: z.string(), bytes: z.int() })),
  at: Moment,
  late: z.boolean(),
});
export type Submission = z.infer<typeof Submission>;

/** A remark on a passage of the text that was handed in. */
export const WorkComment = z.strictObject({
  id: id('comment'),
  passage: Passage,
  text: z.string().check(z.minLength(1), z.maxLength(2_000), z.refine(isPlain, 'control')),
});
export type WorkComment = z.infer<typeof WorkComment>;

/** What a learner is told about a submission: at once where it goes back, else once marks are released. */
export const Feedback = z.object({
  /** the submission it is about */
  number: z.int(),
  outcome: z.enum(['marked', 'returned']),
  points: z.nullable(z.number()),
  /** criterion of the rubric → level */
  levels: z.record(PartId, PartId),
  comment: z.nullable(z.string()),
  comments: z.array(WorkComment),
  /** for the rework; null: no date was set */
  reworkDueAt: z.nullable(Moment),
  by: Named,
  at: Moment,
});
export type Feedback = z.infer<typeof Feedback>;

export const OwnCard = z.object({
  id: id('assignment'),
  title: z.string(),
  language: Language,
  opensAt: Moment,
  /** one’s own: with postponed days and exceptions */
  dueAt: Moment,
  closesAt: z.nullable(Moment),
  state: WorkState,
  late: z.boolean(),
  submissions: z.int(),
  /** null: not released */
  points: z.nullable(z.number()),
  pointsMax: z.number(),
});
export type OwnCard = z.infer<typeof OwnCard>;

export const OwnAssignment = z.extend(OwnCard, {
  cohort: z.object({ id: id('cohort'), name: z.string(), timeZone: z.string() }),
  /** null until it opens */
  text: z.nullable(z.string()),
  takesText: z.boolean(),
  fileTypes: z.array(z.enum(fileTypes)),
  fileBytesMax: z.int(),
  filesMax: z.int(),
  submissionsLeft: z.int(),
  /** can it be handed in at this moment? */
  takes: z.boolean(),
  rubric: Rubric,
  anonymous: z.boolean(),
  extension: z.nullable(z.object({ dueAt: z.nullable(Moment), excused: z.boolean(), reason: z.string() })),
  draft: z.nullable(Draft),
  /** of the draft and on their way; those handed in stand with their submissions */
  files: z.array(WorkFile),
  /** the latest first */
  sent: z.array(Submission),
  /** the latest first */
  feedback: z.array(Feedback),
});
export type OwnAssignment = z.infer<typeof OwnAssignment>;

const fileParams = z.strictObject({ cohortId: id('cohort'), assignmentId: id('assignment'), fileId: id('file') });
const PartNumber = z.int().check(z.minimum(1), z.maximum(10_000));

export const assignmentWork = {
  ownAssignments: endpoint({
    method: 'GET',
    path: '/api/assignments/own/{cohortId}',
    summary: 'Assignments of a cohort as who learns in it sees them, by their due dates.',
    permission: 'signedIn',
    params: cohortParams,
    output: z.object({
      cohort: z.object({ id: id('cohort'), name: z.string(), timeZone: z.string() }),
      items: z.array(OwnCard),
    }),
  }),
  ownAssignment: endpoint({
    method: 'GET',
    path: '/api/assignments/own/{cohortId}/{assignmentId}',
    summary: 'An assignment with everything the asker has written, sent and been told.',
    permission: 'signedIn',
    params: assignmentParams,
    output: OwnAssignment,
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/draft',
    summary: 'Keeps what is not handed in yet; `conflict` where another device has saved meanwhile.',
    permission: 'signedIn',
    params: assignmentParams,
    body: z.strictObject({ text: WorkText, fileIds: FileIds, revision: z.int().check(z.minimum(0)) }),
    output: Draft,
    errors: ['conflict', 'assignmentNotOpen'],
    bodyBytesMax: 256 * 1024,
  }),
  handIn: endpoint({
    method: 'PUT',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/submissions/{submissionId}',
    summary: 'Hands in a text and files; sent again under its id, it counts once.',
    permission: 'signedIn',
    params: z.strictObject({ cohortId: id('cohort'), assignmentId: id('assignment'), submissionId: id('submission') }),
    body: z.strictObject({ text: WorkText, fileIds: FileIds }),
    output: OwnAssignment,
    errors: [
      'idTaken',
      'conflict',
      'assignmentNotOpen',
      'assignmentClosed',
      'submissionsUsedUp',
      'submissionEmpty',
      'mediaIncomplete',
    ],
    bodyBytesMax: 256 * 1024,
  }),
  startWorkFile: endpoint({
    method: 'POST',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files',
    summary: 'Announces a file; its parts go straight to the store.',
    permission: 'signedIn',
    params: assignmentParams,
    body: z.strictObject({
      id: id('file'),
      name: line(200),
      bytes: z.int().check(z.positive(), z.maximum(announcedBytesMax)),
      fingerprint: Sha256,
    }),
    output: WorkFile,
    errors: [
      'idTaken',
      'assignmentNotOpen',
      'assignmentClosed',
      'mediaTypeRefused',
      'mediaTooLarge',
      'tooManyFiles',
      'quotaExceeded',
    ],
    strictLimit: 60,
  }),
  workFile: endpoint({
    method: 'GET',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files/{fileId}',
    summary: 'A file on its way, with the parts that have come.',
    permission: 'signedIn',
    params: fileParams,
    output: z.object({
      file: WorkFile,
      parts: z.array(z.object({ number: z.int(), bytes: z.int(), sha256: Sha256 })),
    }),
  }),
  signWorkParts: endpoint({
    method: 'POST',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files/{fileId}/parts',
    summary: 'Answers where to put parts of a file: each address takes these very bytes, for an hour.',
    permission: 'signedIn',
    params: fileParams,
    body: z.strictObject({
      parts: z
        .array(z.strictObject({ number: PartNumber, sha256: Sha256 }))
        .check(z.minLength(1), z.maxLength(workPartsMax)),
    }),
    output: z.object({
      items: z.array(z.object({ number: z.int(), url: z.string(), headers: z.record(z.string(), z.string()) })),
    }),
    errors: ['uploadEnded'],
  }),
  completeWorkFile: endpoint({
    method: 'POST',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files/{fileId}/completion',
    summary: 'All parts are there: they are put together and checked. Ask for the file until it is ready.',
    permission: 'signedIn',
    params: fileParams,
    /** of the hashes of all parts in their order: what came is what was sent */
    body: z.strictObject({ sha256: Sha256 }),
    output: WorkFile,
    errors: ['mediaIncomplete', 'mediaDamaged'],
  }),
  stopWorkFile: endpoint({
    method: 'DELETE',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files/{fileId}',
    summary: 'Takes a file back that is on its way or was refused: what came of it is thrown away.',
    permission: 'signedIn',
    params: fileParams,
    errors: ['uploadEnded'],
  }),
  ownWorkFile: endpoint({
    method: 'GET',
    path: '/api/assignments/own/{cohortId}/{assignmentId}/files/{fileId}/content',
    summary: 'One’s own file, as a redirect to an address that works for five minutes and saves it under its name.',
    permission: 'signedIn',
    params: fileParams,
    raw: true,
  }),
};
