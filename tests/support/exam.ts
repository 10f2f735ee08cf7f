/** Questions of all nine kinds, with what is right and what is not, and a test of twenty of them. */
import type { Answer, QuestionContent } from '#contracts/question-kinds.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import type { Run } from '#contracts/runs.ts';
import { addQuestions, decideQuestion, newQuestion, singleChoice, submitQuestions } from './questions.ts';
import { newReviewer } from './reviews.ts';
import { createAcademyTree, signIn, type AcademyTree } from './stack.ts';
import { createRun, releasedQuiz, type Bank } from './tests.ts';

const words = (uk: string, en = uk) => ({ uk, en });
const part = (id: string, uk: string) => ({ id, text: words(uk) });

/** One question of each kind; ids say what is right where the kind shuffles. */
export const nineKinds: readonly QuestionContent[] = [
  singleChoice('Хто складає протокол затримання?'),
  {
    ask: words('Що записують у протоколі?'),
    body: {
      kind: 'multiple',
      ...{ shuffle: false, scoring: 'partial' },
      options: [
        { ...part('a', 'Час затримання'), correct: true },
        { ...part('b', 'Підстави затримання'), correct: true },
        { ...part('c', 'Улюблений колір'), correct: false },
      ],
    },
  },
  { ask: words('Право на захист діє від моменту затримання.'), body: { kind: 'trueFalse', correct: true } },
  {
    ask: words('Як називається документ про затримання?'),
    body: {
      kind: 'shortText',
      patterns: [{ language: null, text: 'протокол', share: 1 }],
      ...{ matchCase: false, matchDiacritics: false, foldLookAlikes: true },
    },
  },
  {
    ask: words('Яка швидкість, якщо за 2 години подолано 120 км?'),
    body: {
      kind: 'numeric',
      answers: [{ value: '60', tolerance: '0.5', share: 1 }],
      units: [
        { text: 'км/год', factor: '1' },
        { text: 'м/с', factor: '3.6' },
      ],
    },
  },
  {
    ask: words('Хто що робить?'),
    body: {
      kind: 'matching',
      scoring: 'partial',
      prompts: [
        { ...part('p1', 'Слідчий'), choice: 'c1' },
        { ...part('p2', 'Адвокат'), choice: 'c2' },
      ],
      choices: [part('c1', 'розслідує'), part('c2', 'захищає'), part('c3', 'готує обід')],
    },
  },
  {
    ask: words('У якому порядку діє поліцейський?'),
    body: {
      ...{ kind: 'ordering', scoring: 'position' },
      items: [part('i1', 'Представитися'), part('i2', 'Пояснити причину'), part('i3', 'Скласти протокол')],
    },
  },
  {
    ask: words('Заповніть пропуски.'),
    body: {
      ...{ kind: 'gapFill', scoring: 'partial' },
      text: words('Затриманий {{g1}} повідомити родину, а поліцейський складає {{g2}}.'),
      gaps: [
        {
          ...{ id: 'g1', kind: 'choice', correct: 'o1' },
          options: [
            { id: 'o1', text: words('має право') },
            { id: 'o2', text: words('не може') },
          ],
        },
        {
          ...{ id: 'g2', kind: 'text', matchCase: false, matchDiacritics: false, foldLookAlikes: true },
          patterns: [{ language: null, text: 'протокол', share: 1 }],
        },
      ],
    },
  },
  {
    given: words('Патрульний прибув на виклик до крамниці.'),
    ask: words('Опишіть свої дії.'),
    body: { kind: 'essay', wordsMin: 3, wordsMax: 200, rubric: [] },
  },
];

/** What is right in `nineKinds`, kind by kind. */
export const rightAnswers: readonly Answer[] = [
  { kind: 'single', option: 'a' },
  { kind: 'multiple', options: ['a', 'b'] },
  { kind: 'trueFalse', value: true },
  { kind: 'shortText', text: 'протокол' },
  { kind: 'numeric', text: '60', unit: 'км/год' },
  { kind: 'matching', pairs: { p1: 'c1', p2: 'c2' } },
  { kind: 'ordering', order: ['i1', 'i2', 'i3'] },
  { kind: 'gapFill', gaps: { g1: 'o1', g2: 'протокол' } },
];

/** An academy whose bank has these questions, approved, in this order. */
export async function bankOf(contents: readonly QuestionContent[]): Promise<Bank> {
  const tree: AcademyTree = await createAcademyTree();
  const author = await signIn(tree.instructor.login);
  const reviewer = (await newReviewer(tree.academyId)).client;
  const made = contents.map((content) => newQuestion({ use: 'exam', content: rare(content) }));
  await addQuestions(author, tree.academyId, ...made);
  const questionIds = made.map(({ id }) => id);
  await submitQuestions(author, tree.academyId, ...questionIds);
  for (const id of questionIds) await decideQuestion(reviewer, id);
  return { ...tree, author, reviewer, questionIds, essayId: questionIds.at(-1)! };
}

let count = 0;
/** The same question twice is one: each gets a number. */
function rare(content: QuestionContent): QuestionContent {
  count += 1;
  const number = ` (№ ${count})`;
  return { ...content, ask: { uk: `${content.ask.uk}${number}`, en: `${content.ask.en}${number}` } };
}

/** A run of all questions of a bank, for its whole academy. */
export const runOf = async (bank: Bank, settings: Partial<QuizSettings>): Promise<Run> =>
  createRun(bank.author, bank.academyId, await releasedQuiz(bank, settings));
