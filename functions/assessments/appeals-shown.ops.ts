/** Appeals as they are read: by the learner what became of them, by who decides with all it takes to decide. */
import type { Appeal, AppealToDecide, marking as contract } from '#contracts/marking.ts';
import type { Language } from '#contracts/common.ts';
import { shownKey } from '#contracts/scoring/key.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import type { StoredAppeal } from './appeal.ts';
import * as store from './appeals.store.ts';
import { termsOf } from './attempt.ts';
import { everythingOf, type Everything } from './closing.ops.ts';
import { corrected } from './corrections.ops.ts';
import { fold } from './fold.ts';
import { pointsGiven } from './kept.ts';
import { aliasOf, markedRun } from './marking-access.ops.ts';
import { languageOf, paperFor, shownPaper } from './paper.ops.ts';
import type { RunHead } from './run.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const atOnce = 8;

export async function ownAppeals(ctx: Context, { params }: Of<'ownAppeals'>) {
  const { head } = await everythingOf(ctx.person.id, params.attemptId);
  return { appeals: await presented(await store.appealsOf(head.personId, head.id)) };
}

export async function appeals(ctx: Context, { params, query }: Of<'appeals'>) {
  const { run, reach } = await markedRun(ctx, params.runId);
  const scope = `appeals ${params.runId} ${ctx.person.id}`;
  const { items, lastKey } = await store.appealsIn(params.runId, await openCursor(query.cursor, scope, ctx.now));
  const found = await inParallel(items, atOnce, async (each) => ({
    each,
    all: await everythingOf(each.personId, each.attemptId),
  }));
  const own = found.filter(({ all }) => all.head.path.some((id) => reach.includes(id)));
  const shown = await presented(own.map(({ each }) => each));
  const people = run.anonymous ? undefined : await peopleById(own.map(({ each }) => each.personId));
  const facing = await inParallel(own, atOnce, ({ each, all }) => faced(each.questionId, all, run, query.language));
  return {
    items: own.flatMap(({ each }, index): AppealToDecide[] => {
      const { id, givenName = '', familyName = '' } = people?.get(each.personId) ?? {};
      const learner = people ? { id: id ?? each.personId, givenName, familyName } : null;
      const about = facing[index];
      const alias = aliasOf(run, each.attemptId).slice(0, 6);
      return about ? [{ appeal: shown[index]!, learner, alias, ...about }] : [];
    }),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

type Facing = Pick<AppealToDecide, 'question' | 'answer' | 'key' | 'points'>;

/** What was asked, as the learner met it, with the key as it is now. */
async function faced(
  questionId: string,
  all: Everything,
  run: RunHead,
  wished: Language = all.head.language,
): Promise<Facing | undefined> {
  const { head } = all;
  const { frozen: sat, paper } = await paperFor(head);
  const language = languageOf(sat, wished);
  const questions = shownPaper({ frozen: sat, paper }, head.seed, language).flatMap((section) => section.questions);
  const question = questions.find((each) => each.questionId === questionId);
  const content = (await corrected(sat, run)).questions[questionId]?.content;
  if (!question || !content) return undefined;
  const answer = fold(all.batches, termsOf(head)).get(questionId)?.kept?.answer ?? null;
  const key = shownKey(content, answer, language, sat.languages[0]!);
  return { question, answer, key, points: pointsGiven(all.result, questionId) };
}

/** As the contract shows them, with the names of who decided. */
export async function presented(appeals: readonly StoredAppeal[]): Promise<Appeal[]> {
  const people = await peopleById([...new Set(appeals.flatMap(({ decidedBy }) => decidedBy ?? []))]);
  return appeals.map((each) => {
    const { givenName = '', familyName = '' } = people.get(each.decidedBy ?? '') ?? {};
    const { id, attemptId, questionId, text, at, state } = each;
    return {
      ...{ id, attemptId, questionId, text, at, state },
      answer: each.answer ?? null,
      decidedBy: each.decidedBy ? { id: each.decidedBy, givenName, familyName } : null,
      decidedAt: each.decidedAt ?? null,
      pointsBefore: each.pointsBefore ?? null,
      pointsAfter: each.pointsAfter ?? null,
    };
  });
}
