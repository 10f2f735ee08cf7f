/** Endpoints of norms as CSV: checked first, taken as a job, handed out. */
import { isDeepStrictEqual } from 'node:util';
import type { Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Act, CsvKind, CsvReport, norms } from '#contracts/norms.ts';
import { putIncoming } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { csvFile, csvRows } from '../platform/csv.ts';
import type { Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { ownJob, presentJob, runningJobPut } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { actsById, allCards } from './articles.ops.ts';
import { articleRows } from './csv-articles.ts';
import { competenceRows, termRows } from './csv-framework.ts';
import { piecesOf } from './csv-pieces.ops.ts';
import type { News } from './csv-read.ts';
import { requireManage } from './fact.ops.ts';
import * as framework from './framework.store.ts';
import * as store from './norms.store.ts';
import { inTree } from './tree.ts';

type Of<Name extends keyof typeof norms> = Input<(typeof norms)[Name]>;

const faultsMax = 200;
/** what a function may answer, in base 64 */
const bytesMax = 4_000_000;

export async function checkCsv(ctx: Context, { body }: Of<'checkCsv'>): Promise<CsvReport> {
  await requireManage(ctx.person);
  const file = await piecesOf(body.kind, csvRows(body.text));
  const news = await file.news(0, file.count);
  const count = (wanted: News) => news.filter((one) => one === wanted).length;
  const counts = { added: count('added'), changed: count('changed'), unchanged: count('unchanged') };
  return { ...counts, leftOut: file.leftOut, faults: file.faults.slice(0, faultsMax) };
}

export async function importCsv(ctx: Context, { body: { jobId, kind, text } }: Of<'importCsv'>): Promise<Job> {
  await requireManage(ctx.person);
  const { count } = await piecesOf(kind, csvRows(text));
  const task = { kind, text: sha256(text) };
  await putIncoming(jobId, task.text, text);
  const job = { id: jobId, kind: 'normsImport', ownerId: ctx.person.id, task, total: count } as const;
  const signal = { kind: 'signal', type: 'norms.importRequested', subjectId: jobId, actorId: ctx.person.id } as const;
  try {
    await transact(runningJobPut(job, ctx.now), recordPut(signal, ctx.now));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, 'normsImport').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  }
  return presentJob(await ownJob(jobId, ctx.person.id, 'normsImport'));
}

export async function exportCsv(_ctx: Context, { params: { kind } }: Of<'exportCsv'>): Promise<Response> {
  const file = new TextEncoder().encode(csvFile(await rowsOf[kind]()));
  if (file.byteLength > bytesMax) throw new AppError('tooLarge');
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="kurs-${kind}.csv"`,
      'x-content-type-options': 'nosniff',
    },
  });
}

const rowsOf: Record<CsvKind, () => Promise<string[][]>> = {
  async articles() {
    const [cards, acts] = await Promise.all([allCards(true), actsById(true)]);
    const kept = await store.articles(cards.map(({ id }) => id));
    const known = new Map(kept.map((one) => [one.id, one]));
    const ordered = cards.flatMap(({ id }) => known.get(id) ?? []);
    return articleRows(ordered, acts satisfies Map<string, Act>);
  },
  competences: async () => competenceRows(inTree(await framework.competences(true))),
  terms: async () => termRows(await framework.terms(true)),
};
