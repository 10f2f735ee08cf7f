/**
 * The one file that knows the router. It adds what sv-router leaves to us: links that must not be caught, the place on
 * the page after going back, and a page for parts that could not be loaded. Title, focus and announcement: `page.svelte.ts`.
 */
import type { Component } from 'svelte';
import { createRouter, Router } from 'sv-router';
import PageFailed from '../pages/PageFailed.svelte';
import { accountWords, attemptWords, officeWords, studyWords } from './i18n.svelte.ts';
import { navigated } from './page.svelte.ts';
import { href, routeNameOf, routes, type HrefArgs, type ParamName, type RouteName } from './routes.ts';
import { keepScroll } from './scroll.ts';

type Load = () => Promise<{ default: Component }>;

/**
 * Without network, or after a release, a page's file may be out of reach: that is a page too, not a crash. sv-router
 * knows a lazy route by the text of its function, so ours says what it is.
 */
function lazy(load: Load): Load {
  const safe: Load = () => load().catch(() => ({ default: PageFailed }));
  return Object.assign(safe, { toString: () => '() => import()' });
}

/** A page with words that not everybody needs: they come along with it, those of questions too. */
const office = (load: Load): Load =>
  lazy(() => Promise.all([load(), officeWords(), attemptWords()]).then(([page]) => page));
/** A page with what a reader uses beside a text. */
const study = (load: Load): Load => lazy(() => Promise.all([load(), studyWords()]).then(([page]) => page));
/** A page about one's own account. */
const account = (load: Load): Load => lazy(() => Promise.all([load(), accountWords()]).then(([page]) => page));
/** A test itself; the pages before and after it have words of their own besides. */
const exam = (load: Load): Load => lazy(() => Promise.all([load(), attemptWords()]).then(([page]) => page));
const tests = (load: Load): Load => study(() => attemptWords().then(load));

let shown = '';

// a jump within the page is the browser's own business; registered first, so that nobody takes it for a navigation
addEventListener('popstate', (event) => {
  if (location.pathname + location.search === shown) event.stopImmediatePropagation();
});

const scroll = keepScroll();

let stale = () => false;
let count = 0;

/** Once this says true (a release has replaced our files), the next page is loaded anew instead of shown in place. */
export function loadAnewWhen(check: () => boolean): void {
  stale = check;
}

function loadAnew(pathname: string, search: Record<string, unknown>): Promise<never> {
  const query = new URLSearchParams(search as Record<string, string>).toString();
  location.assign(query ? `${pathname}?${query}` : pathname);
  return new Promise(() => undefined);
}

const router = createRouter({
  [routes.home.path]: lazy(() => import('../pages/home/HomePage.svelte')),
  [routes.signIn.path]: lazy(() => import('../pages/sign-in/SignInPage.svelte')),
  [routes.invitation.path]: account(() => import('../pages/invitation/InvitationPage.svelte')),
  [routes.courses.path]: lazy(() => import('../pages/courses/CoursesPage.svelte')),
  [routes.course.path]: lazy(() => import('../pages/course/CoursePage.svelte')),
  [routes.lesson.path]: lazy(() => import('../pages/lesson/LessonPage.svelte')),
  [routes.courseNotes.path]: study(() => import('../pages/notes/NotesPage.svelte')),
  [routes.printCourse.path]: study(() => import('../pages/print/PrintPage.svelte')),
  [routes.tests.path]: tests(() => import('../pages/attempt/TestsPage.svelte')),
  [routes.test.path]: tests(() => import('../pages/attempt/TestPage.svelte')),
  [routes.attempt.path]: exam(() => import('../pages/attempt/AttemptPage.svelte')),
  [routes.attemptReview.path]: exam(() => import('../pages/attempt/AttemptReviewPage.svelte')),
  [routes.myReports.path]: study(() => import('../pages/my-reports/MyReportsPage.svelte')),
  [routes.learners.path]: office(() => import('../pages/learners/LearnersPage.svelte')),
  [routes.watching.path]: office(() => import('../pages/insight/InsightPage.svelte')),
  [routes.courseChanges.path]: office(() => import('../pages/changes/ChangesPage.svelte')),
  [routes.authoring.path]: office(() => import('../pages/authoring/AuthoringPage.svelte')),
  [routes.importCourse.path]: office(() => import('../pages/course-import/ImportCoursePage.svelte')),
  [routes.sharedCourses.path]: office(() => import('../pages/sharing/SharedPage.svelte')),
  [routes.sharedCourse.path]: office(() => import('../pages/sharing/SharedCoursePage.svelte')),
  [routes.sharedLesson.path]: office(() => import('../pages/sharing/SharedLessonPage.svelte')),
  [routes.upstream.path]: office(() => import('../pages/sharing/UpstreamPage.svelte')),
  [routes.draft.path]: office(() => import('../pages/authoring/DraftPage.svelte')),
  [routes.reviews.path]: office(() => import('../pages/reviews/ReviewsPage.svelte')),
  [routes.review.path]: office(() => import('../pages/reviews/ReviewPage.svelte')),
  [routes.questions.path]: office(() => import('../pages/questions/QuestionsPage.svelte')),
  [routes.newQuestion.path]: office(() => import('../pages/question/NewQuestionPage.svelte')),
  [routes.importQuestions.path]: office(() => import('../pages/questions/ImportQuestionsPage.svelte')),
  [routes.exportQuestions.path]: office(() => import('../pages/questions/ExportQuestionsPage.svelte')),
  [routes.sharedBanks.path]: office(() => import('../pages/questions/SharedBanksPage.svelte')),
  [routes.sharedFolder.path]: office(() => import('../pages/questions/SharedFolderPage.svelte')),
  [routes.question.path]: office(() => import('../pages/question/QuestionPage.svelte')),
  [routes.reviewQuestion.path]: office(() => import('../pages/question/ReviewPage.svelte')),
  [routes.translation.path]: office(() => import('../pages/translation/TranslationPage.svelte')),
  [routes.captions.path]: office(() => import('../pages/captions/CaptionsPage.svelte')),
  [routes.editLesson.path]: office(() => import('../pages/editor/EditorPage.svelte')),
  [routes.previewLesson.path]: office(() => import('../pages/editor/PreviewPage.svelte')),
  [routes.courseQuiz.path]: office(() => import('../pages/quizzes/CourseQuizPage.svelte')),
  [routes.quizzes.path]: office(() => import('../pages/quizzes/QuizzesPage.svelte')),
  [routes.quiz.path]: office(() => import('../pages/quizzes/QuizPage.svelte')),
  [routes.previewQuiz.path]: office(() => import('../pages/quizzes/PreviewPage.svelte')),
  [routes.reviewQuiz.path]: office(() => import('../pages/quizzes/QuizReviewPage.svelte')),
  [routes.runs.path]: office(() => import('../pages/tests/RunsPage.svelte')),
  [routes.newRun.path]: office(() => import('../pages/tests/NewRunPage.svelte')),
  [routes.run.path]: office(() => import('../pages/tests/RunPage.svelte')),
  [routes.marking.path]: office(() => import('../pages/marking/MarkingPage.svelte')),
  [routes.results.path]: office(() => import('../pages/marking/ResultsPage.svelte')),
  [routes.norms.path]: office(() => import('../pages/norms/NormsPage.svelte')),
  [routes.newNorm.path]: office(() => import('../pages/norms/NormEditPage.svelte')),
  [routes.importNorms.path]: office(() => import('../pages/norms/NormsImportPage.svelte')),
  [routes.norm.path]: office(() => import('../pages/norms/NormPage.svelte')),
  [routes.editNorm.path]: office(() => import('../pages/norms/NormEditPage.svelte')),
  [routes.people.path]: office(() => import('../pages/people/PeoplePage.svelte')),
  [routes.newPerson.path]: office(() => import('../pages/people/NewPersonPage.svelte')),
  [routes.importPeople.path]: office(() => import('../pages/people-import/ImportStartPage.svelte')),
  [routes.peopleImport.path]: office(() => import('../pages/people-import/ImportPage.svelte')),
  [routes.person.path]: office(() => import('../pages/people/PersonPage.svelte')),
  [routes.organisations.path]: office(() => import('../pages/organisations/OrganisationsPage.svelte')),
  [routes.organisation.path]: office(() => import('../pages/organisations/OrganisationPage.svelte')),
  [routes.audit.path]: office(() => import('../pages/audit/AuditPage.svelte')),
  [routes.record.path]: office(() => import('../pages/record/RecordPage.svelte')),
  [routes.jobs.path]: office(() => import('../pages/jobs/JobsPage.svelte')),
  [routes.job.path]: office(() => import('../pages/jobs/JobPage.svelte')),
  [routes.operations.path]: office(() => import('../pages/operations/OperationsPage.svelte')),
  [routes.profile.path]: account(() => import('../pages/profile/ProfilePage.svelte')),
  '*': lazy(() => import('../pages/NotFoundPage.svelte')),
  hooks: {
    beforeLoad: ({ pathname, search }) => (count++ && stale() ? loadAnew(pathname, search) : undefined),
    afterLoad: ({ hash }) => {
      shown = location.pathname + location.search;
      navigated();
      scroll.settle(hash);
    },
  },
});

export { href, Router };

/** Starts loading the page of an address. */
export const preload = (path: string): Promise<void> => router.preload(path as '/');

/** Goes to a page; `search` without question mark. */
export async function navigate<Name extends RouteName>(
  name: Name,
  params: HrefArgs<Name>[0],
  options: { replace?: boolean; search?: string } = {},
): Promise<void> {
  await go(href(name, ...([params] as HrefArgs<Name>)) + (options.search ? `?${options.search}` : ''), options);
}

/** Goes to an address inside the app, e.g. the one to return to after sign-in. */
export async function go(path: string, options: { replace?: boolean } = {}): Promise<void> {
  const url = new URL(path, location.origin);
  const target = { replace: options.replace ?? false, search: url.search, hash: url.hash };
  await router.navigate(url.pathname as '/', target);
}

/**
 * Notes in the address what a page shows – a search, a filter – without navigating: focus and place stay where they are,
 * and the way back and a copied link lead to the same.
 */
export function noteInAddress(values: Record<string, string | undefined>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, '', url);
  shown = url.pathname + url.search;
}

/** Where we are; reading it subscribes. */
export const current = {
  get name(): RouteName | undefined {
    return routeNameOf(router.route.pathname);
  },
  get path(): string {
    return router.route.pathname;
  },
  /** a parameter of the address, e.g. `current.param('courseId')` */
  param(name: ParamName): string {
    return (router.route.params as Record<string, string | undefined>)[name] ?? '';
  },
  query(name: string): string | undefined {
    const value = router.route.search[name];
    return value === undefined ? undefined : String(value);
  },
};

/** sv-router catches every click on a link: leave it those that are not its own. Runs after all handlers of the page. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link) return;
  const modified =
    event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const outside = link.pathname.startsWith('/api/') || link.pathname.startsWith('/media/');
  if (modified || outside) event.stopPropagation();
});
