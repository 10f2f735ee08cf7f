/// <reference lib="dom" />
/** Pages on which tests are built, reviewed, set and watched. */
import { attempts } from '#contracts/attempts.ts';
import { runs } from '#contracts/runs.ts';
import { courseWithQuiz } from '../support/lesson-quizzes.ts';
import { approvedQuestion } from '../support/questions.ts';
import { approvedQuiz, createQuiz, quizOf, submitQuiz } from '../support/quizzes.ts';
import { newReviewer } from '../support/reviews.ts';
import { createAcademyTree, newId, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'author' | 'reviewer' | 'newcomer';
interface Ground {
  /** leads to the test */
  courseId: string;
  quizId: string;
  waitingId: string;
  runId: string;
}

const quiz = ({ quizId }: Ground) => `/quizzes/${quizId}`;

const places: Place<Ground, Who>[] = [
  { name: 'tests of an academy', who: 'author', path: () => '/quizzes', ready: 'main li h2' },
  { name: 'a new test', who: 'author', path: () => '/quizzes', ready: 'main li h2', press: 'main .btn.main' },
  { name: 'a test', who: 'author', path: quiz, ready: 'main ol li' },
  { name: 'questions to add', who: 'author', path: quiz, ready: 'main ol li', press: 'main section .acts .btn' },
  {
    name: 'settings of a test',
    who: 'author',
    path: (one) => `${quiz(one)}?view=settings`,
    ready: '#quiz-title input',
  },
  { name: 'versions of a test', who: 'author', path: (one) => `${quiz(one)}?view=versions`, ready: 'main li h2' },
  { name: 'a test as learners see it', who: 'author', path: (one) => `${quiz(one)}/preview`, ready: '.question' },
  {
    name: 'a test that does not open',
    who: 'author',
    path: () => `/quizzes/${newId('quiz')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
  { name: 'tests that wait', who: 'reviewer', path: () => '/reviews?view=quizzes', ready: 'main li h2' },
  {
    name: 'a test to answer',
    who: 'reviewer',
    path: ({ waitingId }) => `/quizzes/${waitingId}/frozen`,
    ready: 'main .btn.main',
    press: 'main .btn.main',
  },
  {
    name: 'a test of a course',
    who: 'author',
    path: ({ courseId, quizId }) => `/authoring/${courseId}/tests/${quizId}`,
    ready: 'main li.panel',
  },
  { name: 'a test to set, none is approved', who: 'newcomer', path: () => '/runs/new', ready: 'main .empty' },
  { name: 'tests that are held', who: 'author', path: () => '/runs', ready: 'main li h2' },
  {
    name: 'a test to set',
    who: 'author',
    path: ({ quizId }) => `/runs/new?quiz=${quizId}`,
    ready: 'main input:checked',
  },
  { name: 'a test while it is sat', who: 'author', path: ({ runId }) => `/runs/${runId}`, ready: 'main tbody tr' },
  {
    name: 'more time',
    who: 'author',
    path: ({ runId }) => `/runs/${runId}`,
    ready: 'main tbody tr .btn',
    press: 'main tbody tr .btn',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const tree = await createAcademyTree();
  const [author, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const reviewer = (await newReviewer(tree.academyId)).client;
  const by = { author, reviewer };
  const tag = newId('question').slice(-8);
  const [one] = await Promise.all([
    approvedQuestion(by, tree.academyId),
    approvedQuestion(by, tree.academyId, { tags: [tag] }),
  ]);
  const draw = { id: 'd1', count: 1, points: 2, folderId: null, tag, competence: null, difficulty: null };
  const sections = [{ ...quizOf([one]).sections[0]!, draws: [draw] }];
  const { id: quizId } = await approvedQuiz(by, tree.academyId, quizOf([], { sections }));
  const { id: waitingId } = await submitQuiz(author, await createQuiz(author, tree.academyId, quizOf([one])));
  const runId = newId('run');
  const code = 'ABCDEF';
  const window = { opensAt: null, closesAt: null, code };
  await author.call(runs.createRun, {
    params: { organisationId: tree.academyId },
    body: { id: runId, quizId, title: null, audience: [tree.academyId], ...window },
  });
  const body = { attemptId: newId('attempt'), language: 'uk' as const, code };
  await learner.call(attempts.openAttempt, { params: { runId }, body });
  const { courseId } = await courseWithQuiz(author, tree.academyId, quizId);
  const newcomer = await signIn((await createAcademyTree()).instructor.login);
  return { ground: { courseId, quizId, waitingId, runId }, people: { author, reviewer, newcomer } };
});
