/** A key that was wrong: who would have other marks by another version of the question; then they get them. */
import type { marking as contract, RegradeChange } from '#contracts/marking.ts';
import { AppError } from '#contracts/errors.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { versionContent } from '../questions/questions.reads.ts';
import { termsOf } from './attempt.ts';
import { everythingOf, settledAttempt } from './closing.ops.ts';
import { corrected } from './corrections.ops.ts';
import { answersOf, fold } from './fold.ts';
import { isErased } from './kept.ts';
import { endedOf, endedPage, markedRun } from './marking-access.ops.ts';
import { decidedIn, marked, type Marks } from './marking.ts';
import { frozenQuiz, paperFor } from './paper.ops.ts';
import { changeRun } from './release.ops.ts';
import { correctionsMax, type RunHead } from './run.ts';
import * as runs from './runs.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const papersPerPage = 60;
const atOnce = 16;

/** Looked at page by page: thousands of papers do not fit into one answer's time. */
export async function regradePreview(ctx: Context, { params, query }: Of<'regradePreview'>) {
  const run = await ownRun(ctx, params.runId);
  const { questionId, version } = query;
  const scope = `regrade ${run.id} ${questionId} ${version} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const correction = { questionId, version: Number(version) };
  await questionAsMarked(run, correction);
  const frozen = await corrected(await frozenQuiz(run.hash), withCorrection(run, ctx, correction));
  const { heads, next } = await endedPage(run.id, from, papersPerPage);
  const changes = await inParallel(heads, atOnce, async ({ personId, id }) => {
    const all = await settledAttempt(await everythingOf(personId, id), run, ctx.now);
    if (isErased(all)) return undefined;
    const { paper } = await paperFor(all.head);
    const marks = marked(frozen, paper, answersOf(fold(all.batches, termsOf(all.head))), decidedIn(all.marks));
    return changeBy(marks, all.head);
  });
  return {
    items: await withNames(changes.filter((each) => each !== undefined)),
    ...{ looked: heads.length, total: from ? null : (await endedOf(run.id)).length },
    next: await sealCursor(next, scope, ctx.now),
  };
}

type Change = Omit<RegradeChange, 'learner'> & { personId: string };
type Before = { personId: string; id: string; points?: number | undefined; passed?: boolean | undefined };

/** undefined: neither points nor whether they pass would be others. */
function changeBy({ points: pointsAfter, passed }: Marks, before: Before): Change | undefined {
  const { personId, id: attemptId, points: pointsBefore = 0, passed: passedBefore = null } = before;
  const passedAfter = passed ?? null;
  if (pointsAfter === pointsBefore && passedAfter === passedBefore) return undefined;
  return { attemptId, personId, pointsBefore, pointsAfter, passedBefore, passedAfter };
}

async function withNames(changes: readonly Change[]): Promise<RegradeChange[]> {
  const people = await peopleById([...new Set(changes.map(({ personId }) => personId))]);
  return changes.map(({ personId, ...change }) => {
    const { givenName = '', familyName = '' } = people.get(personId) ?? {};
    return { ...change, learner: { id: personId, givenName, familyName } };
  });
}

/** One write and its record: each paper is marked anew by the reaction, or by whoever reads it first. */
export async function regrade(ctx: Context, { params, body }: Of<'regrade'>) {
  const run = await ownRun(ctx, params.runId);
  const { questionId, version, reason } = body;
  const current = await questionAsMarked(run, body);
  if (current.version === version) throw new AppError('nothingChanged');
  if ((run.corrections?.length ?? 0) >= correctionsMax)
    throw new AppError('invalid', { field: 'body', reason: 'tooMany' });
  const after = withCorrection(run, ctx, { questionId, version, ...(reason === null ? {} : { reason }) });
  const asked = { kind: 'signal', type: 'assessments.regradeRequested', subjectId: run.id } as const;
  await changeRun(ctx, run, after, 'assessments.keyCorrected', { questionId, version }, [
    { ...asked, actorId: ctx.person.id },
  ]);
  return {};
}

/** A run of those who may change it: a key concerns all who sat it. */
async function ownRun(ctx: Context, runId: string): Promise<RunHead> {
  const { run, mayChange } = await markedRun(ctx, runId);
  if (!mayChange) throw new AppError('notAllowed');
  return run;
}

const withCorrection = (
  run: RunHead,
  { person, now }: Context,
  said: { questionId: string; version: number; reason?: string },
): RunHead => ({
  ...run,
  corrections: [...(run.corrections ?? []), { ...said, by: person.id, at: new Date(now).toISOString() }],
});

/** The question as it is marked now; `notFound` unless there is such a version of it, of the same kind. */
async function questionAsMarked(
  run: RunHead,
  { questionId, version }: { questionId: string; version: number },
): Promise<FrozenQuiz['questions'][string]> {
  const current = (await corrected(await frozenQuiz(run.hash), run)).questions[questionId];
  const content = current && (await versionContent(questionId, version));
  if (!content || content.body.kind !== current.content.body.kind) throw new AppError('notFound');
  return current;
}

/** Reaction: marks what has ended anew. What is done already is left alone, so that it may be asked for again. */
export async function regradeAll({ subjectId, now }: Pick<RecordEvent, 'subjectId' | 'now'>): Promise<void> {
  const run = await runs.run(subjectId);
  if (!run) return;
  await inParallel(await endedOf(run.id), atOnce, async (head) => {
    await settledAttempt(await everythingOf(head.personId, head.id), run, now);
  });
}
