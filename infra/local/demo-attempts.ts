/** The demo’s learners sit its tests: one after the other and with pauses, since somebody may be at work in Kurs meanwhile. */
import { attempts, type OpenAttempt, type OwnRun } from '#contracts/attempts.ts';
import { Client } from './client.ts';
import { demoId, demoPeople, type DemoPerson } from './demo.ts';
import { abilityAt, answerIn, type Asked } from './demo-answers.ts';
import { demoQuestionId, demoQuestions } from './demo-questions.ts';
import { demoRunId, type DemoQuiz } from './demo-quizzes.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

const pauseMs = 150;
/** the tab of a browser that never was */
const device = '0'.repeat(26);

/** Whoever looks at the demo as the cadet begins with an empty page. */
const spared = 'cadet@kurs.example';
export const demoLearners = (): DemoPerson[] =>
  demoPeople().filter(
    ({ login, memberships }) => login !== spared && memberships.some(({ roles }) => roles.includes('learner')),
  );

/** How many attempts the learner at this place of a list has, when they are shared out evenly. */
export const attemptsOf = (index: number, learners: number, attempts: number): number =>
  Math.floor((attempts + learners - 1 - index) / learners);

/** Goes on where it stopped; a test that is over by then stays as it is. */
export async function seedAttempts(stack: LocalStack, quiz: DemoQuiz): Promise<void> {
  const known = new Map(
    demoQuestions().flatMap(({ questions }) =>
      questions.map((each): [string, Asked] => [
        demoQuestionId(each.key),
        { ...each, weak: each.key === quiz.run.weak },
      ]),
    ),
  );
  const everybody = demoLearners();
  for (const [index, person] of everybody.entries()) {
    const count = attemptsOf(index, everybody.length, quiz.run.attempts);
    const client = await new Client(stack.origin).signIn(person.login, demoPassword);
    const run = await client.call(attempts.ownRun, { params: { runId: demoRunId(quiz) }, query: {} });
    if (run.why === 'over') return;
    const ended = run.attempts.filter(({ state }) => state !== 'open').length;
    for (let number = ended + 1; number <= count; number += 1) await sit(client, run, { quiz, person, number, known });
  }
}

interface Sitting {
  quiz: DemoQuiz;
  person: DemoPerson;
  /** of the attempts of this person, from 1 */
  number: number;
  known: ReadonlyMap<string, Asked>;
}

async function sit(client: Client, { id: runId }: OwnRun, { quiz, person, number, known }: Sitting): Promise<void> {
  const seed = `${quiz.key} ${person.key} ${number}`;
  const attemptId = demoId('attempt', seed);
  const body = { attemptId, language: person.locale, code: null };
  const opened = await client.call(attempts.openAttempt, { params: { runId }, body });
  await pause();
  const ability = abilityAt(person.key, number);
  const entries = answersTo(opened, (asked) => answerIn(asked, ability, seed), known);
  const last = entries.length > 0 ? { seq: 1, entries } : null;
  // as the page of the attempt tells now and then: the live view shows it
  const about = { ticket: opened.ticket, device, answered: entries.length, unsent: 0 };
  await client.call(attempts.seen, { params: { attemptId }, body: about });
  await client.call(attempts.submitAttempt, {
    params: { attemptId },
    body: { ticket: opened.ticket, device, last, sent: last ? 1 : 0 },
  });
  await pause();
}

function answersTo(
  { sections }: OpenAttempt,
  answer: (asked: Asked) => ReturnType<typeof answerIn>,
  known: ReadonlyMap<string, Asked>,
) {
  const given = sections
    .flatMap(({ questions }) => questions)
    .flatMap(({ questionId }) => {
      const asked = known.get(questionId);
      const said = asked ? answer(asked) : null;
      return said ? [{ questionId, answer: said }] : [];
    });
  return given.map((each, index) => ({ n: index + 1, ageMs: 0, ...each }));
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));
