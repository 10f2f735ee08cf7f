/** Something done with many questions, in as many requests as it takes; and how it is undone. */
import { questions, questionsPerRequest, type QuestionCard } from '#contracts/questions.ts';
import type { BodyOf, OutputOf } from '#contracts/endpoint.ts';
import { call } from '../../lib/client.ts';

export type Change = Omit<BodyOf<typeof questions.changeSeveral>, 'ids'>;
type Outcome = OutputOf<typeof questions.submitQuestions>['outcomes'][number]['outcome'];

export const inPortions = <Item>(items: readonly Item[], size = questionsPerRequest): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Answers the ids that were changed. */
export async function changeAll(organisationId: string, ids: readonly string[], change: Change): Promise<string[]> {
  const changed: string[] = [];
  for (const portion of inPortions(ids)) {
    const input = { params: { organisationId }, body: { ids: portion, ...change } };
    changed.push(...(await call(questions.changeSeveral, input)).changed);
  }
  return changed;
}

/** Answers how many came out how. */
export async function submitAll(organisationId: string, ids: readonly string[]): Promise<Map<Outcome, number>> {
  const counts = new Map<Outcome, number>();
  for (const portion of inPortions(ids)) {
    const input = { params: { organisationId }, body: { ids: portion } };
    const { outcomes } = await call(questions.submitQuestions, input);
    for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

export interface Undo {
  ids: string[];
  change: Change;
}

/** What brings back how the questions were, as few changes as there were states. Pure. */
export function undoOf(cards: readonly QuestionCard[], change: Change): Undo[] {
  const groups = new Map<string, Undo>();
  for (const card of cards) {
    const back = backOf(card, change);
    if (Object.keys(back).length === 0) continue;
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ids: [], change: back };
    group.ids.push(card.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function backOf(card: QuestionCard, change: Change): Change {
  const added = (change.addTags ?? []).filter((tag) => !card.tags.includes(tag));
  const removed = (change.removeTags ?? []).filter((tag) => card.tags.includes(tag));
  return {
    ...(change.folderId === undefined || change.folderId === card.folderId ? {} : { folderId: card.folderId }),
    ...(change.archived === undefined || change.archived === card.archived ? {} : { archived: card.archived }),
    ...(change.use === undefined || change.use === card.use ? {} : { use: card.use }),
    ...(change.difficulty === undefined || change.difficulty === card.difficulty
      ? {}
      : { difficulty: card.difficulty }),
    ...(added.length > 0 ? { removeTags: added } : {}),
    ...(removed.length > 0 ? { addTags: removed } : {}),
  };
}
