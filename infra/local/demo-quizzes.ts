/**
 * The demo’s tests: an examination and a practice quiz of its questions, approved by the reviewer, each held for all
 * academies. Every id is derived from the content; each step does nothing where it is done already.
 */
import { readFileSync } from 'node:fs';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import type { Localised } from '#contracts/common.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import { quizzes, type QuizContent, type QuizSection } from '#contracts/quizzes.ts';
import { runs } from '#contracts/runs.ts';
import { Client, Refused } from './client.ts';
import { demoId } from './demo.ts';
import { seedAttempts } from './demo-attempts.ts';
import { demoFolderId, demoQuestionId, demoQuestions } from './demo-questions.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

const academy = { organisationId: demoId('organisation', 'naddniprianska') };
const minuteMs = 60_000;

interface Section {
  title: Localised | null;
  /** the first questions of a folder */
  take?: { folder: string; count: number };
  /** any of a folder */
  draw?: { folder: string; count: number };
}

/** As `content/demo/quizzes.json` says it. */
export interface DemoQuiz {
  key: string;
  use: QuizContent['use'];
  title: Localised;
  intro: Localised;
  sections: Section[];
  settings: QuizSettings;
  /** held for all; open for so many minutes, or without an end */
  run: { minutesOpen: number | null; attempts: number; weak: string | null };
}

export const demoQuizzes = (): DemoQuiz[] =>
  JSON.parse(readFileSync(new URL('../../content/demo/quizzes.json', import.meta.url), 'utf8')) as DemoQuiz[];
const quizIdOf = ({ key }: DemoQuiz): string => demoId('quiz', key);
export const demoRunId = ({ key }: DemoQuiz): string => demoId('run', key);

/** Sets both tests, then has the demo’s learners sit them. */
export async function seedQuizzes(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const [author, reviewer, holder] = await Promise.all(
    ['instructor@kurs.example', 'reviewer@kurs.example', 'national@kurs.example'].map((login) =>
      new Client(stack.origin).signIn(login, demoPassword),
    ),
  );
  for (const quiz of demoQuizzes()) {
    await release(author!, reviewer!, quiz);
    await hold(holder!, quiz, stack.clock.now());
  }
  say('two tests, approved and set');
  for (const quiz of demoQuizzes()) await seedAttempts(stack, quiz);
  say('tests sat: 300 attempts');
}

/** The quiz as an author writes it. */
export function quizContent({ use, title, intro, sections, settings }: DemoQuiz): QuizContent {
  return { title, intro, languages: ['uk', 'ru', 'kk', 'en'], use, sections: sections.map(sectionOf), settings };
}

function sectionOf({ title, take, draw }: Section, index: number): QuizSection {
  const id = `s${index + 1}`;
  const anything = { tag: null, competence: null, difficulty: null };
  return {
    ...{ id, title, shuffle: true },
    questions: take ? taken(take).map((key) => ({ questionId: demoQuestionId(key), points: 1 })) : [],
    draws: draw
      ? [{ id: `d${index + 1}`, count: draw.count, points: 1, folderId: demoFolderId(draw.folder), ...anything }]
      : [],
  };
}

const taken = ({ folder, count }: NonNullable<Section['take']>): string[] =>
  (demoQuestions().find((each) => each.folder === folder)?.questions ?? []).slice(0, count).map(({ key }) => key);

async function release(author: Client, reviewer: Client, demo: DemoQuiz): Promise<void> {
  const params = { quizId: quizIdOf(demo) };
  const known = await author.call(quizzes.quiz, { params }).catch(unlessUnknown);
  const quiz =
    known ??
    (await author.call(quizzes.createQuiz, {
      params: academy,
      body: { id: params.quizId, content: quizContent(demo) },
    }));
  if (quiz.version !== null) return;
  if (quiz.state !== 'inReview')
    await author.call(quizReviews.submitQuiz, { params, body: { revision: quiz.revision } });
  const { hash } = await reviewer.call(quizReviews.frozenQuiz, { params, query: {} });
  await reviewer.call(quizReviews.decideQuiz, { params, body: { decision: 'approve', hash, note: null } });
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof Refused) || error.code !== 'notFound') throw error;
}

/** Asked for again it is the same one: its window began when it was first set. */
async function hold(holder: Client, demo: DemoQuiz, now: number): Promise<void> {
  const { minutesOpen } = demo.run;
  const body = {
    ...{ id: demoRunId(demo), quizId: quizIdOf(demo), title: null, code: null, opensAt: null },
    audience: [demoId('organisation', 'national')],
    closesAt: minutesOpen === null ? null : new Date(now + minutesOpen * minuteMs).toISOString(),
  };
  await holder.call(runs.createRun, { params: academy, body });
}
