/** What to ask of question banks, quizzes and tests. */
import { attempts } from '#contracts/attempts.ts';
import { marking } from '#contracts/marking.ts';
import { questionFolders } from '#contracts/question-folders.ts';
import { questions as bankEndpoints } from '#contracts/questions.ts';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { quizzes } from '#contracts/quizzes.ts';
import { runs } from '#contracts/runs.ts';
import { academyOf, asked } from './question.ts';

const bankQuestions = [
  ...[bankEndpoints.bank, bankEndpoints.questionQueue].map((endpoint) =>
    asked(endpoint, (us) => ({ inputs: [{ params: academyOf(us), query: {} }], shows: [us.bank.questionId] })),
  ),
  asked(bankEndpoints.bankFacets, (us) => ({ inputs: [{ params: academyOf(us) }], shows: [us.bank.folderId] })),
  ...[bankEndpoints.question, bankEndpoints.questionReview].map((endpoint) =>
    asked(endpoint, (us) => ({
      inputs: [{ params: { questionId: us.bank.questionId } }],
      shows: [`Про що питають: Банк ${us.mark}?`],
    })),
  ),
  asked(bankEndpoints.similarQuestions, (us) => ({
    inputs: [{ params: { questionId: us.bank.questionId } }],
    shows: [],
  })),
  asked(bankEndpoints.questionVersions, (us) => ({
    inputs: [{ params: { questionId: us.bank.questionId }, query: {} }],
    shows: [],
  })),
  asked(questionFolders.sharedFolders, () => ({ inputs: [{ query: {} }], shows: [] })),
];

const quizQuestions = [
  asked(quizzes.quizzes, (us) => ({
    inputs: [{ params: academyOf(us), query: {} }],
    shows: [us.quiz.quizId, `Тест ${us.mark}`],
  })),
  asked(quizzes.quiz, (us) => ({ inputs: [{ params: us.quiz }], shows: [us.bank.questionId] })),
  asked(quizzes.questionUses, (us, them) => ({
    inputs: [us.bank.questionId, them.bank.questionId].map((questionId) => ({ params: { questionId } })),
    shows: [us.quiz.quizId],
  })),
  // none waits, and none was approved
  asked(quizzes.usableQuizzes, (us) => ({ inputs: [{ params: academyOf(us), query: {} }], shows: [] })),
  asked(quizReviews.quizQueue, (us) => ({ inputs: [{ params: academyOf(us), query: {} }], shows: [] })),
  asked(quizReviews.quizVersions, (us) => ({ inputs: [{ params: us.quiz, query: {} }], shows: [] })),
  asked(quizzes.countPool, (us) => ({
    inputs: [{ params: academyOf(us), query: { use: 'practice' as const, languages: 'uk' } }],
    shows: ['questions'],
  })),
];

const runQuestions = [
  asked(attempts.ownRuns, (us) => ({ inputs: [{ query: {} }], shows: [us.test.runId] })),
  asked(attempts.ownRun, (us) => ({
    inputs: [{ params: { runId: us.test.runId }, query: {} }],
    shows: [us.test.attemptId],
  })),
  asked(attempts.attempt, (us) => ({
    inputs: [{ params: { attemptId: us.test.attemptId }, query: {} }],
    shows: [us.test.runId],
  })),
  asked(runs.organisationRuns, (us) => ({ inputs: [{ params: academyOf(us), query: {} }], shows: [us.test.runId] })),
  asked(runs.courseRuns, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id }, query: {} })),
    shows: [],
  })),
  asked(runs.run, (us) => ({ inputs: [{ params: { runId: us.test.runId } }], shows: [us.test.testQuizId] })),
  asked(runs.live, (us) => ({ inputs: [{ params: { runId: us.test.runId } }], shows: [us.asker.id] })),
];

const markingAsked = [
  asked(marking.markingQuestions, (us) => ({
    inputs: [{ params: { runId: us.marked.runId } }],
    shows: [us.marked.questionId],
  })),
  ...[marking.toMark, marking.results].map((endpoint) =>
    asked(endpoint, (us) => ({
      inputs: [{ params: { runId: us.marked.runId }, query: {} }],
      shows: [us.marked.attemptId],
    })),
  ),
  // marked by the version it is marked by: nobody would change
  asked(marking.regradePreview, ({ marked: { runId, questionId } }) => ({
    inputs: [{ params: { runId }, query: { questionId, version: '1' } }],
    shows: [],
  })),
  asked(marking.appeals, (us) => ({
    inputs: [{ params: { runId: us.marked.runId }, query: {} }],
    shows: [us.marked.appealId],
  })),
  asked(marking.ownAppeals, (us) => ({ inputs: [{ params: { attemptId: us.test.attemptId } }], shows: [] })),
];

export const testQuestions = [...bankQuestions, ...quizQuestions, ...runQuestions, ...markingAsked];
