/** Results of a run, learner by learner. */
import type { marking as contract, ResultQuestion, ResultRow } from '#contracts/marking.ts';
import { AppError } from '#contracts/errors.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { termsOf } from './attempt.ts';
import { everythingOf, settledAttempt, type Everything } from './closing.ops.ts';
import { corrected } from './corrections.ops.ts';
import { answersOf, fold } from './fold.ts';
import { marksOf } from './kept.ts';
import type { HeldRun } from './access.ops.ts';
import { endedIn, endedPage, isReached, markedRun } from './marking-access.ops.ts';
import { questionsIn } from './marking-order.ts';
import { frozenQuiz } from './paper.ops.ts';
import type { RunHead } from './run.ts';
import { keysShown } from './showing.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const rowsPerPage = 60;
const atOnce = 16;

/** A page reads what stands on it and nothing else; only the first looks at the whole run, to say how much there is. */
export async function results(ctx: Context, { params, query }: Of<'results'>) {
  const held = await markedRun(ctx, params.runId);
  const scope = `results ${params.runId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const withKeys = keysShown(held.run, held.mayChange, ctx.now);
  const first = from ? { total: null, questions: null } : await beginning(held, withKeys);
  const { heads, next } = await endedPage(held.run.id, from, rowsPerPage);
  const found = await inParallel(heads.filter(isReached(held)), atOnce, async (head) =>
    settledAttempt(await everythingOf(head.personId, head.id), held.run, ctx.now),
  );
  const people = await peopleById(found.map(({ head }) => head.personId));
  return {
    items: found.flatMap((all): ResultRow[] => {
      const person = people.get(all.head.personId);
      return person ? [resultRow(all, person, withKeys)] : [];
    }),
    ...{ ...first, countsAs: held.run.settings.countsAs, keysShown: withKeys },
    next: await sealCursor(next, scope, ctx.now),
  };
}

/** How many there are, and what was asked. Names beside points would undo marking without names. */
async function beginning(held: HeldRun, withKeys: boolean) {
  const ended = await endedIn(held);
  if (held.run.anonymous && ended.some(({ marking }) => marking)) throw new AppError('marksMissing');
  return { total: ended.length, questions: withKeys ? await resultQuestions(held.run) : [] };
}

/** With the last correction of each. */
async function resultQuestions(run: RunHead): Promise<ResultQuestion[]> {
  const { corrections = [] } = run;
  const frozen = await corrected(await frozenQuiz(run.hash), run);
  const people = await peopleById([...new Set(corrections.map(({ by }) => by))]);
  const last = new Map(corrections.map((each) => [each.questionId, each]));
  return questionsIn(frozen).map((question) => {
    const found = last.get(question.questionId);
    if (!found) return { ...question, correction: null };
    const { by, at, reason = null } = found;
    const { givenName = '', familyName = '' } = people.get(by) ?? {};
    return { ...question, correction: { by: { id: by, givenName, familyName }, at, reason } };
  });
}

interface Somebody {
  id: string;
  givenName: string;
  familyName: string;
}

/** What each question brought says which options are right: it comes with the keys. */
function resultRow({ head, result, batches }: Everything, { id, givenName, familyName }: Somebody, withKeys: boolean) {
  const answers = answersOf(fold(batches, termsOf(head)));
  const row: ResultRow = {
    ...{ attemptId: head.id, learner: { id, givenName, familyName }, organisationId: head.path.at(-1)! },
    ...{ number: head.number, openedAt: head.openedAt, closedAt: head.endedAt ?? null },
    state: head.marking ? 'marking' : 'marked',
    ...{ points: head.points ?? 0, pointsMax: head.pointsMax ?? 0, passed: head.passed ?? null },
    questions: (result && withKeys ? marksOf(result) : []).map(({ questionId, share }) => ({
      ...{ questionId, share },
      chosen: chosenIn(answers.get(questionId)),
    })),
  };
  return row;
}

/** Parts that were chosen, for the analysis of distractors. */
function chosenIn(answer: Answer | undefined): string[] {
  if (answer?.kind === 'single') return [answer.option];
  if (answer?.kind === 'multiple') return answer.options;
  if (answer?.kind === 'trueFalse') return [String(answer.value)];
  return [];
}
