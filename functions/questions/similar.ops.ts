/** Questions of a bank that ask nearly the same as others. */
import type { QuestionCard } from '#contracts/questions.ts';
import { inParallel } from '../platform/parallel.ts';
import type { Context } from '../platform/context.ts';
import { accessTo } from './access.ops.ts';
import { inBand } from './bands.store.ts';
import * as store from './questions.store.ts';
import { areAlike, bandsOf, likeness } from './similarity.ts';
import { cardsShown } from './view.ops.ts';

type Compared = Pick<store.StoredQuestion, 'id' | 'organisationId' | 'probe'>;

const atOnce = 8;
const shownMax = 10;

/** By question: those of its bank that are alike, the most alike first; themselves and what was put away left out. */
export async function alikeTo(questions: readonly Compared[]): Promise<Map<string, store.StoredQuestion[]>> {
  const lookups = questions.flatMap((question) => bandsOf(question.probe).map((band) => ({ question, band })));
  const found = await inParallel(lookups, atOnce, async ({ question, band }) => ({
    id: question.id,
    met: await inBand(question.organisationId, band),
  }));
  const candidates = new Map(
    (await store.questionsById(found.flatMap(({ met }) => met))).map((each) => [each.id, each]),
  );
  return new Map(
    questions.map((question) => {
      const met = new Set(found.filter(({ id }) => id === question.id).flatMap((each) => each.met));
      const alike = [...met]
        .flatMap((id) => candidates.get(id) ?? [])
        .filter((each) => each.id !== question.id && !each.archived && areAlike(each.probe, question.probe))
        .sort((a, b) => likeness(b.probe, question.probe) - likeness(a.probe, question.probe));
      return [question.id, alike.slice(0, shownMax)];
    }),
  );
}

/** Those of a bank that are alike. */
export async function similarQuestions(
  ctx: Context,
  { params }: { params: { questionId: string } },
): Promise<{ questions: QuestionCard[] }> {
  const { question } = await accessTo(ctx, params.questionId);
  const alike = await alikeTo([question]);
  return { questions: await cardsShown(alike.get(question.id) ?? []) };
}
