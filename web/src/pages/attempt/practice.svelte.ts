/** Practice: an answer is explained at once; another answer wants another look. */
import { attempts } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { Answer, ShownQuestion } from '#contracts/question-kinds.ts';
import { useAction, type Action } from '../../lib/action.svelte.ts';
import type { AttemptDesk } from '../../lib/attempt/desk.svelte.ts';
import { call } from '../../lib/client.ts';
import { sameAnswer } from '../../lib/questions/answers.ts';

type Checked = OutputOf<typeof attempts.checkAnswer>;
interface About {
  desk: AttemptDesk;
  question: ShownQuestion;
  answer: Answer | null;
}
export interface Practice {
  checked: Checked | undefined;
  action: Action;
  check: () => Promise<boolean>;
}

export function usePractice(about: () => About): Practice {
  const action = useAction();
  let last = $state.raw<{ answer: Answer; language: Language; checked: Checked }>();
  return {
    action,
    /** undefined once the answer, or the language, is another */
    get checked() {
      const { question, answer } = about();
      const fits = last?.language === question.language && sameAnswer(last.answer, answer);
      return fits ? last?.checked : undefined;
    },
    check: () =>
      action.run(async () => {
        const { desk, question, answer } = about();
        if (!answer) return;
        const params = { attemptId: desk.paper.id, questionId: question.questionId };
        const body = { ticket: desk.paper.ticket, answer, language: question.language };
        const checked = await call(attempts.checkAnswer, { params, body });
        last = { answer, language: body.language, checked };
      }),
  };
}
