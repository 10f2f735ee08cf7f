/** What the academy answers about a draft is shown at once, wherever it is read; lists are asked for again. */
import { authoring, type Draft } from '#contracts/authoring.ts';
import { reviews } from '#contracts/reviews.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

const isDraft = (answer: unknown): answer is Draft =>
  typeof answer === 'object' && answer !== null && 'outlineRevision' in answer;

export function keepDraft(answer: unknown): void {
  if (isDraft(answer)) {
    const { queryKey } = queryOf(authoring.draft, { params: { courseId: answer.id } });
    void queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData(queryKey, answer);
  } else void refresh(authoring.draft);
  void refresh(authoring.ownDrafts, authoring.organisationDrafts, reviews.readiness);
}
