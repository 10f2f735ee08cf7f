/** Tests that people mark: essays with a rubric and without, beside a choice; sat by learners whose names are known. */
import type { Answer, QuestionContent } from '#contracts/question-kinds.ts';
import { questions } from '#contracts/questions.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import { bankOf } from './exam.ts';
import { decideQuestion, singleChoice, submitQuestions } from './questions.ts';
import { createPerson, settled, signIn, type TestClient } from './stack.ts';
import { createRun, releasedQuiz, sit, type Bank, type Tab } from './tests.ts';

const words = (uk: string, en: string) => ({ uk, en });
const level = (id: string, points: number, uk: string, en: string) => ({ id, points, text: words(uk, en) });

const rubricEssay: QuestionContent = {
  given: words('Патрульний прибув на виклик до крамниці.', 'An officer was called to a shop.'),
  ask: words('Опишіть свої дії.', 'Describe what you do.'),
  body: {
    ...{ kind: 'essay', wordsMin: null, wordsMax: null },
    sample: words('Представитися, пояснити причину, скласти протокол.', 'Introduce oneself, explain, write a report.'),
    rubric: [
      {
        id: 'law',
        name: words('Закон', 'Law'),
        levels: [level('l0', 0, 'Статті не названо', 'No article'), level('l1', 3, 'Статтю названо', 'Article named')],
      },
      {
        id: 'words',
        name: words('Виклад', 'Wording'),
        levels: [level('w0', 0, 'Незрозуміло', 'Unclear'), level('w1', 1, 'Зрозуміло', 'Clear')],
      },
    ],
  },
};
const plainEssay: QuestionContent = {
  ask: words('Навіщо складають протокол?', 'What is a report written for?'),
  body: { kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] },
};

/** An academy with a choice, an essay with a rubric and one without, in this order. */
export const essayBank = (): Promise<Bank> => bankOf([singleChoice(), rubricEssay, plainEssay]);

export interface Sat {
  runId: string;
  sitters: { client: TestClient; personId: string; tab: Tab }[];
}

/** A run of these questions, sat and submitted by a learner of each family name; `answers` by learner. */
export async function satBy(
  bank: Bank,
  settings: Partial<QuizSettings>,
  questionIds: string[],
  answers: Readonly<Record<string, readonly (Answer | null)[]>>,
): Promise<Sat> {
  const { id: runId } = await createRun(
    bank.author,
    bank.academyId,
    await releasedQuiz(bank, settings, { questionIds }),
  );
  const sitters = await Promise.all(
    Object.entries(answers).map(async ([familyName, given]) => {
      const person = await createPerson(bank.academyId, ['learner'], { familyName });
      const client = await signIn(person.login);
      const tab = await sit(client, runId);
      const entries = given.flatMap((answer, index) => (answer ? [tab.entry(questionIds[index]!, answer)] : []));
      await tab.submit(entries.length ? entries : null);
      return { client, personId: person.id, tab };
    }),
  );
  await settled();
  return { runId, sitters };
}

export const essayOf = (text: string): Answer => ({ kind: 'essay', text });

/** A later, approved version of a choice in which another option is right. */
export async function correctKey(
  { author, reviewer, academyId }: Bank,
  questionId: string,
  name: string,
): Promise<void> {
  const { content, revision, ...rest } = await author.call(questions.question, { params: { questionId } });
  const { folderId, use, difficulty, tags, competences, norms } = rest;
  if (content.body.kind !== 'single') throw new Error('no choice');
  const options = content.body.options.map((each) => ({ ...each, share: each.id === name ? 1 : 0 }));
  await author.call(questions.changeQuestion, {
    params: { questionId },
    body: {
      ...{ folderId, use, difficulty, tags, competences, norms, revision },
      content: { ...content, body: { ...content.body, options } },
    },
  });
  await submitQuestions(author, academyId, questionId);
  await decideQuestion(reviewer, questionId);
}
