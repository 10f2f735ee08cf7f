/** Opening an attempt, and going on with one: on whatever device, there is one at a time. */
import { randomBytes } from 'node:crypto';
import type { attempts as contract, KeptAnswer, OpenAttempt } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { countStrictly } from '../platform/rate-limit.ts';
import { getTogether, isConditionFailure, transact } from '../platform/table.ts';
import { pathOfLearner } from './access.ops.ts';
import { attemptsLeft, closesAt, closingAt, hindrance, termsOf, type AttemptHead, type Standing } from './attempt.ts';
import * as store from './attempts.store.ts';
import { everythingOf, heardOf, settledAttempt, type Everything } from './closing.ops.ts';
import { fold } from './fold.ts';
import { languageOf, paperFor, picturesIn, shownPaper } from './paper.ops.ts';
import type { RunHead } from './run.ts';
import * as runs from './runs.store.ts';
import { standingPut, standingRequest } from './standings.store.ts';
import { ticketFor } from './ticket.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const triesMax = 4;
/** codes that one person may try in a minute */
const codesAMinute = 10;

export async function open(ctx: Context, input: Of<'openAttempt'>): Promise<OpenAttempt> {
  // two devices at once: the slower one finds what the quicker one has opened
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToOpen(ctx, input);
    } catch (error) {
      if (!isConditionFailure(error) || attempt === triesMax) throw error;
    }
  }
}

async function tryToOpen(ctx: Context, { params: { runId }, body }: Of<'openAttempt'>): Promise<OpenAttempt> {
  const { run, standing } = await runAndStanding(runId, ctx.person.id);
  const [path, underWay] = await Promise.all([pathOfLearner(ctx.person, run), lastAttempt(ctx, run, standing)]);
  if (underWay?.head.state === 'open') return presentOpen(ctx, underWay, run, body.language);
  if (standing?.attempts.includes(body.attemptId)) throw new AppError('idTaken');
  requireMayBegin(run, attemptsLeft(run.settings, standing), ctx.now);
  await requireCode(ctx, run, body.code);
  const head = newHead(ctx, { run, standing, path }, body);
  await keepOpened(head, run, standing, ctx.now);
  return presentOpen(ctx, { head, batches: [], seen: undefined, result: undefined, marks: [] }, run, body.language);
}

/** A run, and what a person has in it; `notFound` where there is no such run. */
export async function runAndStanding(
  runId: string,
  personId: string,
): Promise<{ run: RunHead; standing: Standing | undefined }> {
  const [run, standing] = await getTogether(runs.runRequest(runId), standingRequest(personId, runId));
  if (!run) throw new AppError('notFound');
  return { run: run as RunHead, standing: standing as Standing | undefined };
}

/** The latest attempt as it stands now: only that one can be under way. */
async function lastAttempt(ctx: Context, run: RunHead, standing: Standing | undefined) {
  const id = standing?.attempts.at(-1);
  return id === undefined ? undefined : settledAttempt(await everythingOf(ctx.person.id, id), run, ctx.now);
}

function requireMayBegin(run: RunHead, left: number | null, now: number): void {
  const why = hindrance(run, left, false, now);
  if (why === 'notOpen') throw new AppError('runNotOpen');
  if (why === 'over') throw new AppError('runOver');
  if (why === 'noneLeft') throw new AppError('attemptsUsedUp');
}

/** Guesses are counted; people do not mind whether letters are large or small. */
async function requireCode(ctx: Context, { code }: RunHead, given: string | null): Promise<void> {
  if (code === undefined || given?.trim().toUpperCase() === code) return;
  await countStrictly(ctx.person.id, 'runCode', codesAMinute, ctx.now);
  throw new AppError('codeWrong');
}

interface Beginning {
  run: RunHead;
  standing: Standing | undefined;
  path: string[];
}

function newHead(
  ctx: Context,
  { run, standing, path }: Beginning,
  { attemptId, language }: Of<'openAttempt'>['body'],
): AttemptHead {
  const { settings } = run;
  return {
    ...{ personId: ctx.person.id, id: attemptId, runId: run.id, hash: run.hash, path },
    seed: randomBytes(16).toString('base64url'),
    number: (standing?.attempts.length ?? 0) + 1,
    language: languageOf(run, language),
    practice: settings.practice,
    blackout: settings.blackout,
    openedAt: new Date(ctx.now).toISOString(),
    ...(settings.minutes === null ? {} : { minutes: settings.minutes }),
    extraMinutes: standing?.extraMinutes ?? 0,
    extensions: [],
    state: 'open',
    changedAt: ctx.now,
    revision: 1,
  };
}

const begun = new Set<string>();
const begunMax = 1_000;

/** The mark stands before the first attempt does: from then on nothing is taken from anybody. Once per run and instance. */
async function noteBegun(runId: string, at: string): Promise<void> {
  if (begun.has(runId)) return;
  await runs.noteBegun(runId, at);
  if (begun.size >= begunMax) begun.clear();
  begun.add(runId);
}

async function keepOpened(head: AttemptHead, run: RunHead, before: Standing | undefined, now: number): Promise<void> {
  const { personId, id, runId, path, number } = head;
  await noteBegun(runId, head.openedAt);
  const standing: Standing = {
    ...(before ?? { personId, runId, extraMinutes: 0, extraAttempts: 0 }),
    organisationId: path.at(-1)!,
    attempts: [...(before?.attempts ?? []), id],
    revision: (before?.revision ?? 0) + 1,
  };
  const record = {
    ...({ kind: 'fact', type: 'assessments.opened', subjectId: personId, actorId: personId, objectId: runId } as const),
    // where it is sat: audit need not look for it
    data: { attemptId: id, number, quizId: run.quizId, version: run.quizVersion, organisationId: path.at(-1)! },
  };
  await transact(
    store.headPut(head, undefined, closingAt(head, run, { gaps: [] })),
    standingPut(standing, before),
    recordPut(record, now),
  ).catch(async (error: unknown) => {
    // a repeat of this very request finds its attempt; an id that stands elsewhere is taken
    if (isConditionFailure(error) && (await store.head(personId, id))?.runId !== undefined) {
      const again = (await runAndStanding(runId, personId)).standing;
      if (!again?.attempts.includes(id)) throw new AppError('idTaken');
    }
    throw error;
  });
}

/** An own attempt under way; one that has ended is `attemptClosed`. */
export async function attempt(ctx: Context, { params, query }: Of<'attempt'>): Promise<OpenAttempt> {
  const before = await everythingOf(ctx.person.id, params.attemptId);
  const run = await runOf(before);
  const all = await settledAttempt(before, run, ctx.now);
  if (all.head.state !== 'open') throw new AppError('attemptClosed');
  return presentOpen(ctx, all, run, query.language ?? all.head.language);
}

/** The run of an attempt: it is never taken away. */
export async function runOf({ head }: Everything): Promise<RunHead> {
  const run = await runs.run(head.runId);
  if (!run) throw new AppError('notFound');
  return run;
}

async function presentOpen(ctx: Context, all: Everything, run: RunHead, wished: Language): Promise<OpenAttempt> {
  const { head } = all;
  const paper = await paperFor(head);
  const { frozen } = paper;
  const sections = shownPaper(paper, head.seed, wished);
  const end = closesAt(head, run, heardOf(all));
  return {
    ...{ id: head.id, runId: run.id, title: run.title, number: head.number, state: head.state },
    settings: run.settings,
    languages: frozen.languages,
    language: languageOf(frozen, wished),
    sections,
    pictures: picturesIn(frozen, sections),
    answers: keptAnswers(all),
    ticket: await ticketFor({ personId: head.personId, attemptId: head.id }, run.id, ctx.now),
    openedAt: head.openedAt,
    closesAt: end === undefined ? null : new Date(end).toISOString(),
    now: new Date(ctx.now).toISOString(),
  };
}

const keptAnswers = ({ head, batches }: Everything): KeptAnswer[] =>
  [...fold(batches, termsOf(head))].flatMap(([questionId, { kept }]) =>
    kept?.answer ? [{ questionId, answer: kept.answer, at: new Date(kept.at).toISOString(), device: kept.device }] : [],
  );
