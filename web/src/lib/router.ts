/**
 * The one file that knows the router. It adds what sv-router leaves to us: links that must not be caught, the place on
 * the page after going back, and a page for parts that could not be loaded. Title, focus and announcement: `page.svelte.ts`.
 */
import type { Component } from 'svelte';
import { createRouter, Router } from 'sv-router';
import PageFailed from '../pages/PageFailed.svelte';
import { accountWords, attemptWords, discussionWords, noticeWords, officeWords, studyWords } from './i18n.svelte.ts';
import type { OfficePage } from './office-pages.ts';
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
const office = (page: OfficePage): Load => {
  const load = async () => (await import('./office-pages.ts')).officePages[page]();
  return lazy(() => Promise.all([load(), officeWords(), attemptWords()]).then(([loaded]) => loaded));
};
/** A page with what a reader uses beside a text. */
const study = (load: Load): Load => lazy(() => Promise.all([load(), studyWords()]).then(([page]) => page));
/** A page about what one is told, and how. */
const notices = (load: Load): Load => lazy(() => Promise.all([load(), noticeWords()]).then(([page]) => page));
/** A page about one's own account. */
const account = (load: Load): Load => lazy(() => Promise.all([load(), accountWords()]).then(([page]) => page));
/** A page of a cohort’s discussion. */
const talk = (load: Load): Load => lazy(() => Promise.all([load(), discussionWords()]).then(([page]) => page));
/** A test itself; the pages before and after it have words of their own besides. */
const exam = (load: Load): Load => lazy(() => Promise.all([load(), attemptWords()]).then(([page]) => page));
const tests = (load: Load): Load => study(() => attemptWords().then(load));
/** A page of the office about what learners do on pages of their own. */
const teaching = (page: OfficePage): Load => {
  const load = office(page);
  return lazy(() => Promise.all([load(), studyWords()]).then(([loaded]) => loaded));
};

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
  [routes.checkEntry.path]: account(() => import('../pages/check/CheckPage.svelte')),
  [routes.check.path]: account(() => import('../pages/check/CheckPage.svelte')),
  [routes.courses.path]: lazy(() => import('../pages/courses/CoursesPage.svelte')),
  [routes.course.path]: lazy(() => import('../pages/course/CoursePage.svelte')),
  [routes.lesson.path]: lazy(() => import('../pages/lesson/LessonPage.svelte')),
  [routes.courseNotes.path]: study(() => import('../pages/notes/NotesPage.svelte')),
  [routes.printCourse.path]: study(() => import('../pages/print/PrintPage.svelte')),
  [routes.tests.path]: tests(() => import('../pages/attempt/TestsPage.svelte')),
  [routes.test.path]: tests(() => import('../pages/attempt/TestPage.svelte')),
  [routes.attempt.path]: exam(() => import('../pages/attempt/AttemptPage.svelte')),
  [routes.attemptReview.path]: exam(() => import('../pages/attempt/AttemptReviewPage.svelte')),
  [routes.cohortCourses.path]: office('cohortCourses'),
  [routes.cohortStuck.path]: office('cohortStuck'),
  [routes.cohortTimetable.path]: teaching('cohortTimetable'),
  [routes.attendance.path]: teaching('attendance'),
  [routes.myCohortCourses.path]: study(() => import('../pages/my-cohorts/MyCoursesPage.svelte')),
  [routes.myTimetable.path]: study(() => import('../pages/my-timetable/MyTimetablePage.svelte')),
  [routes.myReports.path]: study(() => import('../pages/my-reports/MyReportsPage.svelte')),
  [routes.myCohorts.path]: study(() => import('../pages/my-cohorts/MyCohortsPage.svelte')),
  [routes.joinCohort.path]: study(() => import('../pages/my-cohorts/JoinPage.svelte')),
  [routes.myCohort.path]: study(() => import('../pages/my-cohorts/MyCohortPage.svelte')),
  [routes.cohorts.path]: office('cohorts'),
  [routes.cohort.path]: office('cohort'),
  [routes.cohortMessages.path]: office('cohortMessages'),
  [routes.cohortYear.path]: office('cohortYear'),
  [routes.cohortList.path]: office('cohortList'),
  [routes.gradebook.path]: office('gradebook'),
  [routes.ownGrades.path]: study(() => import('../pages/gradebook/OwnGradesPage.svelte')),
  [routes.learners.path]: office('learners'),
  [routes.courseStatements.path]: office('courseStatements'),
  [routes.watching.path]: office('watching'),
  [routes.courseChanges.path]: office('courseChanges'),
  [routes.authoring.path]: office('authoring'),
  [routes.importCourse.path]: office('importCourse'),
  [routes.sharedCourses.path]: office('sharedCourses'),
  [routes.sharedCourse.path]: office('sharedCourse'),
  [routes.sharedLesson.path]: office('sharedLesson'),
  [routes.upstream.path]: office('upstream'),
  [routes.draft.path]: office('draft'),
  [routes.reviews.path]: office('reviews'),
  [routes.review.path]: office('review'),
  [routes.questions.path]: office('questions'),
  [routes.newQuestion.path]: office('newQuestion'),
  [routes.importQuestions.path]: office('importQuestions'),
  [routes.exportQuestions.path]: office('exportQuestions'),
  [routes.sharedBanks.path]: office('sharedBanks'),
  [routes.sharedFolder.path]: office('sharedFolder'),
  [routes.question.path]: office('question'),
  [routes.reviewQuestion.path]: office('reviewQuestion'),
  [routes.translation.path]: office('translation'),
  [routes.captions.path]: office('captions'),
  [routes.editLesson.path]: office('editLesson'),
  [routes.previewLesson.path]: office('previewLesson'),
  [routes.courseQuiz.path]: office('courseQuiz'),
  [routes.quizzes.path]: office('quizzes'),
  [routes.quiz.path]: office('quiz'),
  [routes.previewQuiz.path]: office('previewQuiz'),
  [routes.reviewQuiz.path]: office('reviewQuiz'),
  [routes.runs.path]: office('runs'),
  [routes.newRun.path]: office('newRun'),
  [routes.run.path]: office('run'),
  [routes.marking.path]: office('marking'),
  [routes.results.path]: office('results'),
  [routes.cohortAssignments.path]: teaching('cohortAssignments'),
  [routes.newAssignment.path]: teaching('newAssignment'),
  [routes.assignment.path]: teaching('assignment'),
  [routes.editAssignment.path]: teaching('editAssignment'),
  [routes.markWork.path]: teaching('markWork'),
  [routes.myAssignments.path]: study(() => import('../pages/my-assignments/MyAssignmentsPage.svelte')),
  [routes.myAssignment.path]: study(() => import('../pages/my-assignments/MyAssignmentPage.svelte')),
  [routes.cohortDiscussion.path]: talk(() => import('../pages/discussion/DiscussionPage.svelte')),
  [routes.cohortThread.path]: talk(() => import('../pages/discussion/ThreadPage.svelte')),
  [routes.norms.path]: office('norms'),
  [routes.newNorm.path]: office('newNorm'),
  [routes.importNorms.path]: office('importNorms'),
  [routes.norm.path]: office('norm'),
  [routes.editNorm.path]: office('editNorm'),
  [routes.people.path]: office('people'),
  [routes.newPerson.path]: office('newPerson'),
  [routes.importPeople.path]: office('importPeople'),
  [routes.peopleImport.path]: office('peopleImport'),
  [routes.person.path]: office('person'),
  [routes.organisations.path]: office('organisations'),
  [routes.organisation.path]: office('organisation'),
  [routes.unitLearning.path]: office('unitLearning'),
  [routes.statements.path]: office('statements'),
  [routes.audit.path]: office('audit'),
  [routes.record.path]: office('record'),
  [routes.jobs.path]: office('jobs'),
  [routes.job.path]: office('job'),
  [routes.operations.path]: office('operations'),
  [routes.unsubscribe.path]: notices(() => import('../pages/inbox/UnsubscribePage.svelte')),
  [routes.inbox.path]: notices(() => import('../pages/inbox/InboxPage.svelte')),
  [routes.message.path]: notices(() => import('../pages/inbox/MessagePage.svelte')),
  [routes.noticePreferences.path]: notices(() => import('../pages/inbox/PreferencesPage.svelte')),
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
