/** Tests as a learner meets them: which they may sit or have sat, and one of them. */
import type { attempts as contract, AttemptResult, OwnRun } from '#contracts/attempts.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { AppError } from '#contracts/errors.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { pathOfLearner } from './access.ops.ts';
import { attemptsLeft, closingAt, hindrance, type AttemptHead, type Standing } from './attempt.ts';
import * as store from './attempts.store.ts';
import { everythingOf, settledAttempt } from './closing.ops.ts';
import { runAndStanding } from './opening.ops.ts';
import { frozenQuiz, languageOf } from './paper.ops.ts';
import { attemptCard, runCard } from './presenting.ts';
import { learnerPath, runState, type RunHead } from './run.ts';
import * as runs from './runs.store.ts';
import { combined, resultOf } from './showing.ts';
import { standingsOf } from './standings.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Listed = OutputOf<(typeof contract)['ownRuns']>['items'][number];

const pageSize = 30;

export async function ownRuns(ctx: Context, { query }: Of<'ownRuns'>) {
  const scope = `ownRuns ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const [found, standings] = await Promise.all([setFor(ctx, from?.['before'] as string), standingsOf(ctx.person.id)]);
  // what one has sat and is not for one any more stands on the first page
  const sat = from ? [] : await satElsewhere(standings, found.runs);
  const shown = await listed(ctx, [...found.runs, ...sat], standings);
  return { items: shown, next: await sealCursor(found.last, scope, ctx.now) };
}

async function setFor(ctx: Context, before: string | undefined) {
  const { memberships } = ctx.person;
  const own = memberships.filter(({ roles }) => roles.includes('learner')).map((each) => each.organisationId);
  const paths = await organisationsById(own);
  const concerned = [...new Set([...paths.values()].flatMap(({ path }) => path))];
  const places = await runs.placesOf(concerned, before, pageSize);
  const found = (await runs.runs(places.map(({ runId }) => runId))).filter((run) =>
    // the body that holds a test lists it as well, also where it is for others
    learnerPath(memberships, run, paths),
  );
  const last = places.length === pageSize ? { before: places.at(-1)!.place } : undefined;
  return { runs: found, last };
}

async function satElsewhere(standings: readonly Standing[], known: readonly RunHead[]): Promise<RunHead[]> {
  const ids = standings.filter(({ attempts }) => attempts.length).map(({ runId }) => runId);
  const others = ids.filter((id) => !known.some((run) => run.id === id)).slice(-pageSize);
  return (await runs.runs(others)).filter(({ place }) => !place);
}

const order: Listed['state'][] = ['underWay', 'open', 'coming', 'done', 'missed'];

async function listed(ctx: Context, found: readonly RunHead[], standings: readonly Standing[]): Promise<Listed[]> {
  const byRun = new Map(standings.map((each) => [each.runId, each]));
  const keys = found.flatMap(({ id }) => byRun.get(id)?.attempts ?? []).map((id) => ({ personId: ctx.person.id, id }));
  const [heads, organisations] = await Promise.all([
    store.heads(keys),
    organisationsById([...new Set(found.map(({ organisationId }) => organisationId))]),
  ]);
  const items = found.flatMap((run): Listed[] => {
    const own = attemptsIn(run, heads);
    const state = ownState(run, own, attemptsLeft(run.settings, byRun.get(run.id)), ctx.now);
    if (run.cancelledAt !== undefined && !own.length) return [];
    return [{ ...runCard(run, organisations), state, result: resultOfAll(run, own, ctx.now) }];
  });
  return items.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || byTime(a, b));
}

/** What comes next, first; what is over, last first. */
function byTime(a: Listed, b: Listed): number {
  const key = ({ state, opensAt, closesAt }: Listed) => (state === 'coming' ? opensAt : closesAt) ?? '~';
  const sign = a.state === 'done' || a.state === 'missed' ? -1 : 1;
  return key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0;
}

const attemptsIn = ({ id }: RunHead, heads: readonly AttemptHead[]): AttemptHead[] =>
  heads.filter(({ runId }) => runId === id).sort((a, b) => a.number - b.number);

function ownState(run: RunHead, own: readonly AttemptHead[], left: number | null, now: number): Listed['state'] {
  const last = own.at(-1);
  const until = last?.state === 'open' ? (closingAt(last, run, { gaps: [] }) ?? Infinity) : 0;
  if (now < until) return 'underWay';
  const state = runState(run, now);
  if (state === 'coming') return 'coming';
  if (state === 'open' && left !== 0) return 'open';
  return own.length ? 'done' : 'missed';
}

const resultOfAll = (run: RunHead, own: readonly AttemptHead[], now: number): AttemptResult | null =>
  combined(
    run.settings,
    own.map((head) => resultOf(run.settings, run, head, now)).filter((each) => each !== null),
  );

/** A test with its rules and own attempts; also one that is not for the asker any more, where they have sat it. */
export async function ownRun(ctx: Context, { params: { runId }, query }: Of<'ownRun'>): Promise<OwnRun> {
  const { run, standing } = await runAndStanding(runId, ctx.person.id);
  const isFor = await pathOfLearner(ctx.person, run).then(() => true, unlessSat(standing));
  return presentOwn(ctx, run, { standing, isFor, language: query.language });
}

const unlessSat = (standing: Standing | undefined) => (error: unknown) => {
  if (error instanceof AppError && standing?.attempts.length) return false;
  throw error;
};

interface Own {
  standing: Standing | undefined;
  isFor: boolean;
  language?: OwnRun['languages'][number] | undefined;
}

async function presentOwn(ctx: Context, run: RunHead, { standing, isFor, language }: Own): Promise<OwnRun> {
  const [own, organisations, { intro, languages }] = await Promise.all([
    currentAttempts(ctx, run, standing),
    organisationsById([run.organisationId]),
    frozenQuiz(run.hash),
  ]);
  const left = attemptsLeft(run.settings, standing);
  const why = isFor ? hindrance(run, left, own.at(-1)?.state === 'open', ctx.now) : 'over';
  return {
    ...runCard(run, organisations),
    intro: intro?.[languageOf({ languages }, language ?? ctx.person.locale)] ?? intro?.[languages[0]!] ?? null,
    settings: run.settings,
    extraMinutes: standing?.extraMinutes ?? 0,
    attempts: own.map((head) => attemptCard(head, run, ctx.now)),
    attemptsLeft: left,
    mayBegin: why === null,
    why,
    result: resultOfAll(run, own, ctx.now),
  };
}

/** Own attempts, the last one closed where its time is over. */
async function currentAttempts(ctx: Context, run: RunHead, standing: Standing | undefined): Promise<AttemptHead[]> {
  const personId = ctx.person.id;
  const heads = await store.heads((standing?.attempts ?? []).map((id) => ({ personId, id })));
  const own = heads.sort((a, b) => a.number - b.number);
  const last = own.at(-1);
  if (!last) return own;
  const { head } = await settledAttempt(await everythingOf(personId, last.id), run, ctx.now);
  return [...own.slice(0, -1), head];
}
