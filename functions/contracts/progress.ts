/** Progress: lessons opened and completed, watched seconds, the learner's home, the instructor's list. */
import { CourseCard } from './courses.ts';
import { Cursor, Job, Language, Moment, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** Distinct watched stretches in seconds, sorted, not touching: `[[0, 12.5], [40, 61]]`. */
export const Spans = z
  .array(
    z.tuple([z.number().check(z.minimum(0), z.maximum(86_400)), z.number().check(z.minimum(0), z.maximum(86_400))]),
  )
  .check(z.maxLength(128));
export type Spans = z.infer<typeof Spans>;

/** Stretches played again in one report. */
export const againReportedMax = 64;

/** Share of distinct seconds from which a lecture counts as watched. */
export const watchedShareNeeded = 0.9;

export const LessonState = z.enum(['open', 'completed']);

export const LessonProgress = z.object({
  lessonId: id('lesson'),
  state: LessonState,
  /** the learner said they have read the text */
  read: z.boolean(),
  /** share of distinct lecture seconds watched, 0–1; null where the lesson has no lecture */
  watchedShare: z.nullable(z.number()),
  /** tests of the lesson that are still to be passed before it counts as completed */
  testsLeft: z.optional(z.int()),
  /** required questions inside its lecture that are still to be answered */
  questionsLeft: z.optional(z.int()),
  openedAt: Moment,
  completedAt: z.nullable(Moment),
  /** read in an earlier version: what was written anew since; done stays done */
  changed: z.optional(z.nullable(z.object({ version: z.int(), languages: z.array(Language), film: z.boolean() }))),
});
export type LessonProgress = z.infer<typeof LessonProgress>;

export const CourseProgress = z.object({
  courseId: id('course'),
  version: z.int(),
  /** the version learned before this one, and since when the learner is on this one */
  moved: z.optional(z.nullable(z.object({ from: z.int(), at: Moment }))),
  enrolledAt: z.nullable(Moment),
  startedAt: z.nullable(Moment),
  completedAt: z.nullable(Moment),
  lessonsCompleted: z.int(),
  lessonsTotal: z.int(),
  /** where “continue” leads: the lesson last opened, or the first */
  continueLessonId: z.nullable(id('lesson')),
  lessons: z.array(LessonProgress),
});
export type CourseProgress = z.infer<typeof CourseProgress>;

export const WatchState = z.object({
  lectureId: id('lecture'),
  positionSeconds: z.number(),
  watchedSeconds: z.number(),
  watchedShare: z.number(),
  /** what the server credits; the device keeps and re-sends what is not in here */
  spans: Spans,
  /** of it, what was played more than once */
  again: Spans,
  completed: z.boolean(),
  savedAt: z.nullable(Moment),
});
export type WatchState = z.infer<typeof WatchState>;

export const WatchReport = z.strictObject({
  positionSeconds: z.number().check(z.minimum(0), z.maximum(86_400)),
  spans: Spans,
  /** what was played more than once; the longest are kept */
  again: z.optional(Spans.check(z.maxLength(againReportedMax))),
  /** captions were on: what the report newly brings was watched with them */
  captions: z.optional(z.boolean()),
});
export type WatchReport = z.infer<typeof WatchReport>;

export const learnerStatuses = ['notBegun', 'learning', 'completed'] as const;
export const LearnerRow = z.object({
  personId: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  organisationName: localised(200),
  /** the version they learn */
  version: z.int(),
  status: z.enum(learnerStatuses),
  lessonsCompleted: z.int(),
  lessonsTotal: z.int(),
  enrolledAt: Moment,
  lastAt: z.nullable(Moment),
  completedAt: z.nullable(Moment),
});
export type LearnerRow = z.infer<typeof LearnerRow>;

export const exportColumns = [
  'familyName',
  'givenName',
  'organisation',
  'version',
  'status',
  'lessonsCompleted',
  'lessonsTotal',
  'enrolledAt',
  'lastAt',
  'completedAt',
] as const;

/** The words of an export in the reader's language: they live in the web's messages, so the web sends them along. */
export const ExportWords = z.strictObject({
  columns: z.record(z.enum(exportColumns), line(80)),
  statuses: z.record(z.enum(learnerStatuses), line(80)),
});
export type ExportWords = z.infer<typeof ExportWords>;

const courseParams = z.strictObject({ courseId: id('course') });
const lessonParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson') });
const lectureParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson'), lectureId: id('lecture') });

export const progress = {
  home: endpoint({
    method: 'GET',
    path: '/api/progress/home',
    summary: 'The learner’s day: where to continue, courses under way and completed.',
    permission: 'signedIn',
    output: z.object({
      next: z.nullable(
        z.object({
          course: CourseCard,
          moduleNumber: z.int(),
          modulesTotal: z.int(),
          lesson: z.object({ id: id('lesson'), number: z.int(), title: localised(200), minutes: z.int() }),
          /** lessons of the same module, in order, for the line with stops */
          steps: z.array(
            z.object({ lessonId: id('lesson'), number: z.int(), title: localised(200), completed: z.boolean() }),
          ),
          positionSeconds: z.nullable(z.number()),
          lectureSeconds: z.nullable(z.number()),
        }),
      ),
      courses: z.array(
        z.object({
          course: CourseCard,
          enrolledAt: Moment,
          lessonsCompleted: z.int(),
          lastAt: z.nullable(Moment),
          completedAt: z.nullable(Moment),
        }),
      ),
    }),
  }),
  course: endpoint({
    method: 'GET',
    path: '/api/progress/courses/{courseId}',
    summary: 'The signed-in person’s progress in a course.',
    permission: 'signedIn',
    params: courseParams,
    output: CourseProgress,
  }),
  openLesson: endpoint({
    method: 'PUT',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/open',
    summary: 'The learner opened the lesson: “continue” leads here. A repeat only moves the time.',
    permission: 'signedIn',
    params: lessonParams,
    output: LessonProgress,
    errors: ['notEnrolled'],
  }),
  readLesson: endpoint({
    method: 'PUT',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/read',
    summary: 'The learner says the text is read; completes the lesson unless its lecture is still to be watched.',
    permission: 'signedIn',
    params: lessonParams,
    /** the version whose text was read, where it is not the one of today: the page was opened, or the device offline, before a move */
    query: z.strictObject({ version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,4}$/))) }),
    output: LessonProgress,
    errors: ['notEnrolled'],
  }),
  watch: endpoint({
    method: 'GET',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/lectures/{lectureId}',
    summary: 'Where the learner stopped in a lecture and what is credited.',
    permission: 'signedIn',
    params: lectureParams,
    output: WatchState,
  }),
  reportWatch: endpoint({
    method: 'PUT',
    path: '/api/progress/courses/{courseId}/lessons/{lessonId}/lectures/{lectureId}',
    summary:
      'Reports position and watched stretches; merged, repeated without harm, never credited faster than 2.2 × wall time.',
    permission: 'signedIn',
    params: lectureParams,
    body: WatchReport,
    output: WatchState,
    errors: ['notEnrolled', 'lectureNotReady'],
  }),
  learners: endpoint({
    method: 'GET',
    path: '/api/progress/courses/{courseId}/learners',
    summary:
      'Learners of an organisation enrolled in the course, by name: who has not begun, who is under way, who is done.',
    permission: 'seeLearners',
    params: courseParams,
    query: z.strictObject({ organisationId: id('organisation'), cursor: z.optional(Cursor) }),
    output: z.extend(page(LearnerRow), { total: z.int() }),
    errors: ['cursorInvalid'],
  }),
  startExport: endpoint({
    method: 'POST',
    path: '/api/progress/courses/{courseId}/exports',
    summary: 'Writes the list of learners as CSV, as a job; the file lives 24 hours.',
    permission: 'seeLearners',
    params: courseParams,
    body: z.strictObject({
      jobId: id('job'),
      organisationId: id('organisation'),
      language: Language,
      words: ExportWords,
    }),
    output: Job,
    errors: ['idTaken'],
  }),
  exportJob: endpoint({
    method: 'GET',
    path: '/api/progress/exports/{jobId}',
    summary: 'Progress of an export of one’s own; its result holds the address of the file.',
    permission: 'seeLearners',
    params: z.strictObject({ jobId: id('job') }),
    output: Job,
  }),
};
