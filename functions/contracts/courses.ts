/** Courses: import by bundle, catalogue, course, lesson, enrolment. */
import { ArchiveManifest, ArchiveSignature, archiveManifestBytesMax } from './archive.ts';
import { Bundle } from './bundle.ts';
import { Cursor, Job, Language, Moment, Sha256, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Origin, Recall } from './recall.ts';
import { z } from './z.ts';

export const CourseCard = z.object({
  id: id('course'),
  version: z.int(),
  title: localised(200),
  summary: localised(600),
  languages: z.array(Language),
  topics: z.array(z.string()),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  lessonsTotal: z.int(),
  lecturesTotal: z.int(),
  minutes: z.int(),
  releasedAt: Moment,
  /** where the version that the person learns, or would learn, is recalled */
  recall: z.optional(z.nullable(Recall)),
});
export type CourseCard = z.infer<typeof CourseCard>;

export const LessonOutline = z.object({
  id: id('lesson'),
  /** 1, 2, 3 … through the whole course */
  number: z.int(),
  title: localised(200),
  minutes: z.int(),
  /** language of instruction → lecture */
  lectures: z.partialRecord(Language, id('lecture')),
});
export type LessonOutline = z.infer<typeof LessonOutline>;

export const Retirement = z.object({ at: Moment, reason: z.string() });

export const Course = z.extend(CourseCard, {
  outcomes: z.array(localised(500)),
  modules: z.array(z.object({ id: id('module'), title: localised(200), lessons: z.array(LessonOutline) })),
  enrolledAt: z.nullable(Moment),
  /** a newer version that the learner could go over to */
  newer: z.optional(z.nullable(z.int())),
  /** since when it is taken from the catalogue, and why; who learns it keeps it */
  retired: z.optional(z.nullable(Retirement)),
  origin: z.optional(z.nullable(Origin)),
});
export type Course = z.infer<typeof Course>;

export const Lesson = z.object({
  courseId: id('course'),
  version: z.int(),
  courseTitle: localised(200),
  moduleNumber: z.int(),
  moduleTitle: localised(200),
  lesson: LessonOutline,
  lessonsTotal: z.int(),
  /** the language the text is in: the asked one, or the course's first where that is missing */
  language: Language,
  languages: z.array(Language),
  /** Markdown (CommonMark + GFM tables, footnotes, call-outs); raw HTML is never rendered */
  text: z.string(),
  /** path as written in the text → picture; `variants`: the same one in other widths and encodings, widest first */
  pictures: z.record(
    z.string(),
    z.object({
      sha256: Sha256,
      width: z.int(),
      height: z.int(),
      variants: z.optional(z.array(z.object({ sha256: Sha256, type: z.string(), width: z.int(), height: z.int() }))),
    }),
  ),
  /** media id, as written in the text (`file:mda_…`) → file to take away */
  files: z.optional(z.record(z.string(), z.object({ name: z.string(), type: z.string(), bytes: z.int() }))),
  previous: z.nullable(LessonOutline),
  next: z.nullable(LessonOutline),
  enrolledAt: z.nullable(Moment),
  /** a newer version that the learner could go over to */
  newer: z.optional(z.nullable(z.int())),
  recall: z.optional(z.nullable(Recall)),
});
export type Lesson = z.infer<typeof Lesson>;

/** A lesson's text with what it shows, as in `Lesson`. */
export const LessonText = z.object({
  lessonId: id('lesson'),
  number: z.int(),
  language: Language,
  text: Lesson.shape.text,
  pictures: Lesson.shape.pictures,
  files: Lesson.shape.files,
});
export type LessonText = z.infer<typeof LessonText>;

const courseParams = z.strictObject({ courseId: id('course') });

export const courses = {
  startImport: endpoint({
    method: 'POST',
    path: '/api/courses/imports',
    summary: 'Announces a bundle: checks the manifest, answers where to put each file not yet here.',
    permission: 'importCourses',
    body: z.strictObject({
      jobId: id('job'),
      courseId: id('course'),
      organisationId: id('organisation'),
      bundle: Bundle,
    }),
    output: z.object({
      job: Job,
      uploads: z.array(
        z.object({ path: z.string(), sha256: Sha256, url: z.string(), headers: z.record(z.string(), z.string()) }),
      ),
    }),
    errors: [
      'idTaken',
      'organisationClosed',
      'quotaExceeded',
      'bundlePathInvalid',
      'bundleReferenceUnknown',
      'bundleLanguageMissing',
      'bundleFileMissing',
    ],
    bodyBytesMax: 1024 * 1024,
  }),
  startArchive: endpoint({
    method: 'POST',
    path: '/api/courses/archives',
    summary:
      'Announces a course that comes as an archive: checks manifest and signature, answers where to put each blob.',
    permission: 'importCourses',
    body: z.strictObject({
      jobId: id('job'),
      courseId: id('course'),
      organisationId: id('organisation'),
      manifest: ArchiveManifest,
      signature: z.nullable(ArchiveSignature),
    }),
    output: z.object({
      job: Job,
      uploads: z.array(
        z.object({ sha256: Sha256, type: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) }),
      ),
    }),
    errors: [
      'idTaken',
      'organisationClosed',
      'quotaExceeded',
      'bundleReferenceUnknown',
      'bundleLanguageMissing',
      'bundleFileMissing',
      'bundleSignatureBroken',
    ],
    bodyBytesMax: archiveManifestBytesMax + 64 * 1024,
  }),
  runImport: endpoint({
    method: 'POST',
    path: '/api/courses/imports/{jobId}/run',
    summary: 'All files are there: checks them and hands the course to its reviewers, as a job.',
    permission: 'importCourses',
    params: z.strictObject({ jobId: id('job') }),
    output: Job,
    errors: ['importNotWaiting', 'bundleFileMissing', 'organisationClosed'],
  }),
  importJob: endpoint({
    method: 'GET',
    path: '/api/courses/imports/{jobId}',
    summary: 'Progress of an import of one’s own.',
    permission: 'importCourses',
    params: z.strictObject({ jobId: id('job') }),
    output: Job,
  }),
  usage: endpoint({
    method: 'GET',
    path: '/api/courses/usage/{organisationId}',
    summary:
      'Room that courses and films of an academy or region take and may take; for a unit, that of the one above it.',
    permission: 'importCourses',
    params: z.strictObject({ organisationId: id('organisation') }),
    output: z.object({
      /** whose room it is: the academy or region, or the national body */
      organisationId: id('organisation'),
      usedBytes: z.int(),
      /** null: no limit */
      quotaBytes: z.nullable(z.int()),
    }),
  }),
  catalogue: endpoint({
    method: 'GET',
    path: '/api/courses/catalogue',
    summary: 'Released courses the person may take, by title in the asked language.',
    permission: 'signedIn',
    query: z.strictObject({ language: z.optional(Language), cursor: z.optional(Cursor) }),
    output: page(CourseCard),
    errors: ['cursorInvalid'],
  }),
  mine: endpoint({
    method: 'GET',
    path: '/api/courses/mine',
    summary: 'Courses the person is enrolled in, latest first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(z.object({ course: CourseCard, enrolledAt: Moment })),
    errors: ['cursorInvalid'],
  }),
  course: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}',
    summary: 'A released course with modules and lessons.',
    permission: 'signedIn',
    params: courseParams,
    output: Course,
  }),
  enrol: endpoint({
    method: 'PUT',
    path: '/api/courses/{courseId}/enrolment',
    summary: 'Enrols the signed-in person in the current version; a repeat changes nothing.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ courseId: id('course'), version: z.int(), enrolledAt: Moment }),
  }),
  retireCourse: endpoint({
    method: 'PUT',
    path: '/api/courses/{courseId}/retirement',
    summary: 'Takes a course from the catalogue, for a reason, or (null) puts it back; who learns it keeps it.',
    permission: 'manageDrafts',
    params: courseParams,
    body: z.strictObject({ reason: z.nullable(line(500)) }),
    output: z.object({ retired: z.nullable(Retirement) }),
    errors: ['conflict'],
  }),
  lesson: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/lessons/{lessonId}',
    summary: 'A lesson of a course in the asked language (falls back to the first language of the course).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), lessonId: id('lesson') }),
    query: z.strictObject({ language: z.optional(Language) }),
    output: Lesson,
  }),
  texts: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/texts',
    summary:
      'The texts of a course in the asked language, lesson by lesson, as much as fits into one answer: to search and to print.',
    permission: 'signedIn',
    params: courseParams,
    query: z.strictObject({
      language: z.optional(Language),
      /** number of the lesson to go on with */
      from: z.optional(z.string().check(z.regex(/^\d{1,4}$/))),
    }),
    output: z.object({
      version: z.int(),
      items: z.array(LessonText),
      /** null: that was the last */
      next: z.nullable(z.int()),
    }),
  }),
  picture: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/pictures/{sha256}',
    summary: 'A picture of a course, immutable (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), sha256: Sha256 }),
    raw: true,
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/courses/{courseId}/files/{mediaId}',
    summary: 'A file of a course, as a redirect to an address that works for five minutes and saves it under its name.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), mediaId: id('media') }),
    raw: true,
  }),
};
