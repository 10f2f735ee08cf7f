/** What the academy answers about a question is shown at once, wherever it is read; lists are asked for again. */
import { questions, type Question } from '#contracts/questions.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.svelte.ts';

export function keepAnswer(question: Question): void {
  const { queryKey } = queryOf(questions.question, { params: { questionId: question.id } });
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, question);
  void refresh(questions.bank, questions.bankFacets);
}
