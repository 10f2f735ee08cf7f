/** The auditor's lists as a file: asked for, it is on record; written by the reaction with the rights its owner has then. */
import { isDeepStrictEqual } from 'node:util';
import { RecordsQuestion, type audit } from '#contracts/audit.ts';
import { Language, type Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { peopleById } from '../identity/identity.reads.ts';
import { putExport } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { csvFile } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { job, jobFailed, jobProgress, jobSucceeded, ownJob, presentJob, type NewJob } from '../platform/jobs.ts';
import type { NewRecord } from '../platform/record.ts';
import { isConditionFailure } from '../platform/table.ts';
import * as store from './audit.store.ts';
import { courseFacts, dayFacts, personFacts, type Place } from './facts.ops.ts';
import { heldAt } from './held.ops.ts';
import type { Page } from './latest.ts';
import { heldRows, recordRows } from './present.ops.ts';
import { branch, standing, visibleCourse, visiblePerson, type Asker } from './reach.ops.ts';
import { heldCells, heldHeads, recordCells, recordHeads, type Words } from './records-csv.ts';

/** more would be a mistake somewhere, and not fit into a spreadsheet's patience */
const rowsMax = 50_000;
const rowsAtOnce = 200;
/** with less time than this left it is given up rather than cut off */
const enoughMs = 15_000;

export async function startRecordsExport(
  ctx: Context,
  { jobId, question, ...words }: Input<typeof audit.startRecordsExport>['body'],
): Promise<Job> {
  const { organisationId, timeZone } = await placeOf(ctx.person, question);
  const { language, columns, types, fields = {}, values = {} } = words;
  const task = {
    question: JSON.stringify(question),
    words: JSON.stringify({ language, columns, types, fields, values, timeZone } satisfies Words),
  };
  const fact = { ...tellingOf(question), subjectId: organisationId, actorId: ctx.person.id };
  const kind = 'recordsExport';
  const made = { id: jobId, kind, ownerId: ctx.person.id, organisationId, fileAction: 'seeRecords', task } as const;
  return startExport(ctx, { ...made, total: 0 }, fact);
}

/** The fact that this was exported: which list, about whom or what, of which day or month. */
function tellingOf(question: RecordsQuestion): Pick<NewRecord, 'kind' | 'type' | 'objectId' | 'data'> {
  const thing = 'personId' in question ? question.personId : 'courseId' in question ? question.courseId : undefined;
  const when = 'day' in question ? question.day : 'month' in question ? question.month : null;
  return {
    kind: 'fact',
    type: 'audit.exported',
    ...(thing ? { objectId: thing } : {}),
    data: { view: question.view, when },
  };
}

/** Creates the job with the signal that runs it and the fact that it was asked for; asked twice, it is made once. */
export async function startExport(ctx: Context, made: NewJob, fact: NewRecord): Promise<Job> {
  const type = `audit.${made.kind}Requested`;
  const signal = { kind: 'signal', type, subjectId: made.id, actorId: ctx.person.id } as const;
  try {
    await store.putExportJob(made, [signal, fact], ctx.now);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(made.id, ctx.person.id, made.kind).catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, made.task)) throw new AppError('idTaken');
  }
  return presentJob(await ownJob(made.id, ctx.person.id, made.kind));
}

/** The organisation for which the asker may ask this, with the time zone of its calendar; throws what the page would. */
async function placeOf(asker: Asker, question: RecordsQuestion): Promise<{ organisationId: string; timeZone: string }> {
  if ('organisationId' in question) {
    const { id, timeZone } = await branch(asker, question.organisationId);
    return { organisationId: id, timeZone };
  }
  const seen =
    question.view === 'person'
      ? (await visiblePerson(asker, question.personId)).mine.map(({ path }) => path)
      : [(await visibleCourse(asker, question.courseId)).owner.path];
  const all = await standing(asker);
  const from = all.find(({ id }) => seen.some((path) => path.includes(id))) ?? all[0]!;
  return { organisationId: from.id, timeZone: from.timeZone };
}

/** The reaction: writes the file. Safe to run again: the same job writes the same file. */
export async function writeRecordsExport(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'waiting') return;
  const owner = (await peopleById([stored.ownerId])).get(stored.ownerId);
  const question = z.parse(RecordsQuestion, JSON.parse(stored.task['question'] ?? ''));
  // one that was asked for by an older page has no words for fields
  const words = { fields: {}, values: {}, ...(JSON.parse(stored.task['words'] ?? '') as object) } as Words;
  z.parse(Language, words.language);
  try {
    // a role taken away since counts
    if (!owner || owner.disabled) throw new AppError('notAllowed');
    const rows = [question.view === 'held' ? heldHeads(words) : recordHeads(words)];
    let before: string | undefined;
    do {
      if (remainingMs() < enoughMs) throw new AppError('tooLarge');
      const page = await cells(owner, question, words, { before, limit: rowsAtOnce });
      rows.push(...page.items);
      before = page.before;
      await jobProgress(stored.id, rows.length - 1, rows.length - 1);
      if ((await job(stored.id)).state === 'cancelled') return;
    } while (before && rows.length <= rowsMax);
    const file = { key: `${stored.id}.csv`, name: 'kurs-records.csv' };
    await putExport(file.key, csvFile(rows), 'text/csv; charset=utf-8');
    const cut: Record<string, string> = before ? { cut: 'true' } : {};
    await jobSucceeded(stored.id, { rows: String(rows.length - 1), ...cut }, event.now, file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

async function cells(asker: Asker, question: RecordsQuestion, words: Words, place: Place): Promise<Page<string[]>> {
  if (question.view === 'held') {
    const { items, before } = await heldAt(asker, question, place);
    return { items: (await heldRows(items)).map((row) => heldCells(row, words)), before };
  }
  const { items, before } = await factsFor(asker, question, place);
  return { items: (await recordRows(items, asker)).map((row) => recordCells(row, words)), before };
}

function factsFor(asker: Asker, question: Exclude<RecordsQuestion, { view: 'held' }>, place: Place) {
  if (question.view === 'person') return personFacts(asker, question.personId, place);
  if (question.view === 'course') return courseFacts(asker, question, place);
  return dayFacts(asker, { ...question, onlyChanges: false }, place);
}
