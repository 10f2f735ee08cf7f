/** Where a question that is written goes to. */
import { questions, type Question } from '#contracts/questions.ts';
import { call } from '../../lib/client.ts';
import type { Remote } from './question-desk.svelte.ts';

/** `similar`: is told which questions of the bank ask the same as a new one. */
export function bankRemote(organisationId: string, similar: (ids: readonly string[]) => void): Remote {
  const load = (questionId: string): Promise<Question> => call(questions.question, { params: { questionId } });
  return {
    load,
    add: async ({ id, content, meta }) => {
      const body = { questions: [{ ...meta, id, content }] };
      const { outcomes } = await call(questions.addQuestions, { params: { organisationId }, body });
      const [one] = outcomes;
      if (one && one.outcome !== 'added' && one.outcome !== 'idTaken') return { refused: one.outcome };
      similar(one?.similar ?? []);
      // taken: it came before, and its answer was lost; what was typed since then follows
      return { question: await load(id), current: one?.outcome === 'added' };
    },
    change: ({ id, revision, content, meta }) =>
      call(questions.changeQuestion, { params: { questionId: id }, body: { ...meta, revision, content } }),
  };
}
