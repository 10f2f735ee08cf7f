/** The addresses of the app: names, patterns, and how each page is framed. Pure. */

/** `desk`: menu around it; `focus`: one task, a sticky bar instead of the menu; `door`: before sign-in. */
export type Frame = 'desk' | 'focus' | 'door';

export const routes = {
  signIn: { path: '/sign-in', frame: 'door' },
  invitation: { path: '/invitation', frame: 'door' },
  home: { path: '/', frame: 'desk' },
  courses: { path: '/courses', frame: 'desk' },
  course: { path: '/courses/:courseId', frame: 'desk' },
  lesson: { path: '/courses/:courseId/lessons/:lessonId', frame: 'focus' },
  courseNotes: { path: '/courses/:courseId/notes', frame: 'desk' },
  printCourse: { path: '/courses/:courseId/print', frame: 'focus' },
  tests: { path: '/tests', frame: 'desk' },
  test: { path: '/tests/:runId', frame: 'desk' },
  attempt: { path: '/attempts/:attemptId', frame: 'focus' },
  attemptReview: { path: '/attempts/:attemptId/review', frame: 'focus' },
  myReports: { path: '/reports', frame: 'desk' },
  learners: { path: '/courses/:courseId/learners', frame: 'desk' },
  watching: { path: '/courses/:courseId/watching', frame: 'desk' },
  courseChanges: { path: '/courses/:courseId/changes', frame: 'desk' },
  authoring: { path: '/authoring', frame: 'desk' },
  importCourse: { path: '/authoring/import', frame: 'desk' },
  sharedCourses: { path: '/authoring/shared', frame: 'desk' },
  sharedCourse: { path: '/authoring/shared/:courseId', frame: 'desk' },
  sharedLesson: { path: '/authoring/shared/:courseId/lessons/:lessonId', frame: 'focus' },
  draft: { path: '/authoring/:courseId', frame: 'desk' },
  upstream: { path: '/authoring/:courseId/upstream', frame: 'desk' },
  translation: { path: '/authoring/:courseId/translation', frame: 'focus' },
  captions: { path: '/authoring/:courseId/captions/:lectureId', frame: 'focus' },
  editLesson: { path: '/authoring/:courseId/lessons/:lessonId', frame: 'focus' },
  previewLesson: { path: '/authoring/:courseId/lessons/:lessonId/preview', frame: 'focus' },
  courseQuiz: { path: '/authoring/:courseId/tests/:quizId', frame: 'desk' },
  reviews: { path: '/reviews', frame: 'desk' },
  review: { path: '/reviews/:courseId/:reviewId', frame: 'focus' },
  questions: { path: '/questions', frame: 'desk' },
  newQuestion: { path: '/questions/new', frame: 'focus' },
  importQuestions: { path: '/questions/import', frame: 'desk' },
  exportQuestions: { path: '/questions/export', frame: 'desk' },
  sharedBanks: { path: '/questions/shared', frame: 'desk' },
  sharedFolder: { path: '/questions/shared/:folderId', frame: 'desk' },
  question: { path: '/questions/:questionId', frame: 'focus' },
  reviewQuestion: { path: '/questions/:questionId/review', frame: 'focus' },
  quizzes: { path: '/quizzes', frame: 'desk' },
  quiz: { path: '/quizzes/:quizId', frame: 'desk' },
  previewQuiz: { path: '/quizzes/:quizId/preview', frame: 'desk' },
  reviewQuiz: { path: '/quizzes/:quizId/frozen', frame: 'desk' },
  runs: { path: '/runs', frame: 'desk' },
  newRun: { path: '/runs/new', frame: 'desk' },
  run: { path: '/runs/:runId', frame: 'desk' },
  marking: { path: '/runs/:runId/marking', frame: 'desk' },
  results: { path: '/runs/:runId/results', frame: 'desk' },
  norms: { path: '/norms', frame: 'desk' },
  newNorm: { path: '/norms/new', frame: 'desk' },
  importNorms: { path: '/norms/import', frame: 'desk' },
  norm: { path: '/norms/:articleId', frame: 'desk' },
  editNorm: { path: '/norms/:articleId/edit', frame: 'desk' },
  people: { path: '/people', frame: 'desk' },
  newPerson: { path: '/people/new', frame: 'desk' },
  importPeople: { path: '/people/import', frame: 'desk' },
  peopleImport: { path: '/people/imports/:jobId', frame: 'desk' },
  person: { path: '/people/:personId', frame: 'desk' },
  organisations: { path: '/organisations', frame: 'desk' },
  organisation: { path: '/organisations/:organisationId', frame: 'desk' },
  audit: { path: '/audit', frame: 'desk' },
  record: { path: '/record', frame: 'desk' },
  jobs: { path: '/jobs', frame: 'desk' },
  job: { path: '/jobs/:jobId', frame: 'desk' },
  operations: { path: '/operations', frame: 'desk' },
  profile: { path: '/profile', frame: 'desk' },
} as const satisfies Record<string, { path: `/${string}`; frame: Frame }>;

export type RouteName = keyof typeof routes;
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type ParamsOf<Name extends RouteName> = Record<ParamNames<(typeof routes)[Name]['path']>, string>;
/** Parameters are asked for only where the path has some. */
export type HrefArgs<Name extends RouteName> =
  ParamNames<(typeof routes)[Name]['path']> extends never ? [params?: Record<string, never>] : [params: ParamsOf<Name>];

/** Pages that need nothing to be opened: what a menu can list. */
export type PlainRoute = {
  [Name in RouteName]: ParamNames<(typeof routes)[Name]['path']> extends never ? Name : never;
}[RouteName];
/** Every parameter that occurs in an address. */
export type ParamName = { [Name in RouteName]: ParamNames<(typeof routes)[Name]['path']> }[RouteName];

/** The address of a page, e.g. `href('course', { courseId })`. */
export function href<Name extends RouteName>(name: Name, ...[params]: HrefArgs<Name>): string {
  const values = (params ?? {}) as Record<string, string>;
  return routes[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

/** Which page an address belongs to; undefined for none. */
export function routeNameOf(pathname: string): RouteName | undefined {
  const parts = segments(pathname);
  return (Object.keys(routes) as RouteName[]).find((name) => fits(segments(routes[name].path), parts));
}

/** A path inside this app that is safe to go to after sign-in; anything else leads home. */
export function safeReturn(path: string | null | undefined): string {
  const safe = path && path.length <= 512 && /^\/(?![/\\])[^\\\u0000-\u0020]*$/.test(path);
  return safe && !path.startsWith('/api/') && !path.startsWith(routes.signIn.path) ? path : '/';
}

const segments = (path: string) => path.replace(/\/+$/, '').split('/').slice(1);

function fits(pattern: string[], parts: string[]): boolean {
  if (pattern.length !== parts.length) return false;
  return pattern.every((piece, index) => (piece.startsWith(':') ? parts[index] !== '' : piece === parts[index]));
}
