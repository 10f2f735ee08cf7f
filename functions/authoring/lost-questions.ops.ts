/** Films in which a question stands that may not be asked any more: put away, kept for exams since, or of nobody here. */
import { organisation } from '../identity/identity.reads.ts';
import { placedQuestions } from '../questions/questions.reads.ts';
import type { StoredDraft } from './drafts.store.ts';
import { questionsOf } from './film-questions.ops.ts';
import { faultOf } from './film-questions.ts';
import type { Film } from './films.ts';

type Draft = Pick<StoredDraft, 'organisationId' | 'origin'>;

/** Ids of those among the films of a draft. */
export async function lostQuestions(draft: Draft, films: readonly Film[]): Promise<Set<string>> {
  const asking = films.filter(({ questions }) => questions !== undefined);
  if (!asking.length) return new Set();
  const [{ path }, asked] = await Promise.all([
    organisation(draft.organisationId),
    Promise.all(asking.map(async (film) => ({ id: film.id, items: await questionsOf(film) }))),
  ]);
  const found = await placedQuestions(asked.flatMap(({ items }) => items.map(({ questionId }) => questionId)));
  const lost = asked.filter(({ items }) => {
    // what came with the original of an adopted course stays
    const before = new Set(draft.origin ? items.map(({ questionId }) => questionId) : []);
    return items.some((item) => faultOf(item, found.get(item.questionId), { path, mayChoose: true, before }));
  });
  return new Set(lost.map(({ id }) => id));
}
