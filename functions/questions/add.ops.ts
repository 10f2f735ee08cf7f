/** New questions, several at a time: each is judged by itself. */
import { bankMax, type questions as contract } from '#contracts/questions.ts';
import { requireOpen } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { bankFor } from './access.ops.ts';
import { bank } from './bank.store.ts';
import { isMadeSo, isTooLarge, newQuestion, type By, type Written } from './question.ts';
import * as store from './questions.store.ts';
import { referencesOf } from './references.ops.ts';
import { alikeTo } from './similar.ops.ts';
import { areAlike } from './similarity.ts';
import { questionWrites, written } from './writes.ops.ts';

type AddInput = Input<(typeof contract)['addQuestions']>;
type Outcome = 'added' | 'idTaken' | 'bankFull' | 'tooLarge' | 'referenceUnknown';

export async function addQuestions(ctx: Context, { params: { organisationId }, body }: AddInput) {
  const home = await bankFor(ctx, 'writeQuestions', organisationId);
  requireOpen(home);
  const by: By = { personId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const made = body.questions.map(({ id, content, ...meta }) => ({ id, organisationId, meta, ...written(content) }));
  const isKnown = await referencesOf(home.path, made);
  const cards = made.map((each) => newQuestion(each, by));
  const alike = await alikeTo(cards);
  const outcomes: Outcome[] = [];
  // one after the other: they count in the same places
  for (const [index, each] of made.entries())
    outcomes.push(isKnown(each) ? await added(cards[index]!, each, by) : 'referenceUnknown');
  const isThere = (_: unknown, index: number) => outcomes[index] === 'added';
  const together = cards.filter(isThere);
  return {
    outcomes: cards.map((card, index) => ({
      id: card.id,
      outcome: outcomes[index]!,
      similar: similarTo(card, alike.get(card.id) ?? [], together),
    })),
  };
}

/** Those of the bank, and those that came with it. */
const similarTo = (
  card: store.StoredQuestion,
  known: readonly store.StoredQuestion[],
  together: readonly store.StoredQuestion[],
): string[] => [
  ...new Set([
    ...known.map(({ id }) => id),
    ...together.filter(({ id, probe }) => id !== card.id && areAlike(probe, card.probe)).map(({ id }) => id),
  ]),
];

/** Writes a new question, with what belongs to it. */
export async function added(
  card: store.StoredQuestion,
  { content, hash }: Written,
  by: By,
  along: readonly Write[] = [],
): Promise<Outcome> {
  if (isTooLarge(content)) return 'tooLarge';
  const asThere = (present: store.StoredQuestion) => (isMadeSo(present, card, by, hash) ? 'added' : 'idTaken');
  const present = await store.question(card.id);
  if (present) return asThere(present);
  try {
    await transact(...questionWrites(undefined, card, { content, by }), ...along);
    return 'added';
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const quicker = await store.question(card.id);
    if (quicker) return asThere(quicker);
    return ((await bank(card.organisationId)).questions ?? 0) >= bankMax ? 'bankFull' : 'referenceUnknown';
  }
}
