/** Rows of courses, lectures and progress. A course that stays in its academy is seen in its units as well. */
import type { courses } from '#contracts/courses.ts';
import type { insight } from '#contracts/insight.ts';
import type { lectures } from '#contracts/lectures.ts';
import type { progress } from '#contracts/progress.ts';
import { smallArchive } from '../../support/archive.ts';
import { newImport, png, sha256, smallBundle } from '../../support/bundle.ts';
import { newId } from '../../support/stack.ts';
import { forAll, forOwn, forOwner, forOwnOrganisation, type RowsOf } from './row.ts';
import { words, type World } from './world.ts';

const forBranch = { ...forOwn, below: 200 } as const;
const forEnrolled = { own: 'notEnrolled', foreign: 'notFound', below: 'notEnrolled' } as const;

export function courseRows({ own, course, toEnrol, jobs }: World): RowsOf<typeof courses> {
  const { courseId, lessonId } = course;
  const ofJob = { params: { jobId: jobs.toRun } };
  return {
    startImport: {
      input: () => ({ body: { ...newImport(own.academyId), bundle: smallBundle().bundle } }),
      ...forOwnOrganisation,
    },
    startArchive: {
      input: () => ({ body: { ...newImport(own.academyId), manifest: smallArchive().manifest, signature: null } }),
      ...forOwnOrganisation,
    },
    runImport: { input: () => ofJob, ...forOwner },
    importJob: { input: () => ofJob, ...forOwner },
    usage: { input: () => ({ params: { organisationId: own.academyId } }), ...forOwnOrganisation },
    catalogue: { input: () => ({ query: {} }), ...forAll },
    mine: { input: () => ({ query: {} }), ...forAll },
    course: { input: () => ({ params: { courseId } }), ...forBranch },
    // it is in the catalogue and stays there
    retireCourse: {
      input: () => ({ params: { courseId }, body: { reason: null } }),
      ...forOwn,
      below: 'notAllowed',
    },
    enrol: { input: () => ({ params: { courseId: toEnrol } }), ...forBranch },
    lesson: { input: () => ({ params: { courseId, lessonId }, query: {} }), ...forBranch },
    texts: { input: () => ({ params: { courseId }, query: {} }), ...forBranch },
    picture: { input: () => ({ params: { courseId, sha256: sha256(png) } }), ...forBranch },
    // there is none in a course that came by a bundle
    file: { input: () => ({ params: { courseId, mediaId: newId('media') } }), ...forOwner },
  };
}

export function lectureRows({ course: { courseId, lectureId } }: World): RowsOf<typeof lectures> {
  return {
    lecture: { input: () => ({ params: { lectureId }, query: { courseId } }), ...forBranch },
    lectureSlides: {
      input: () => ({ params: { lectureId }, query: { courseId, type: 'image/webp' as const } }),
      ...forBranch,
    },
    openPass: { input: () => ({ params: { lectureId } }), ...forEnrolled },
    lectureFile: { input: () => ({ params: { lectureId } }), ...forEnrolled },
  };
}

export function progressRows({ own, course, jobs }: World): RowsOf<typeof progress & typeof insight> {
  const { courseId, lessonId } = course;
  const ofLesson = { params: { courseId, lessonId } };
  const ofLearners = { params: { courseId }, query: { organisationId: own.academyId } };
  const order = () => ({ jobId: newId('job'), organisationId: own.academyId, language: 'uk' as const, words });
  return {
    home: { input: () => ({}), ...forAll },
    course: { input: () => ({ params: { courseId } }), ...forBranch },
    openLesson: { input: () => ofLesson, ...forEnrolled },
    readLesson: { input: () => ofLesson, ...forEnrolled },
    watch: { input: () => ({ params: course }), ...forBranch },
    reportWatch: { input: () => ({ params: course, body: { positionSeconds: 0, spans: [] } }), ...forEnrolled },
    learners: { input: () => ofLearners, ...forOwnOrganisation },
    lectureInsight: {
      input: () => ({ params: { courseId, lectureId: course.lectureId }, query: { organisationId: own.academyId } }),
      ...forOwnOrganisation,
    },
    startExport: { input: () => ({ params: { courseId }, body: order() }), ...forOwnOrganisation },
    exportJob: { input: () => ({ params: { jobId: jobs.exported } }), ...forOwner },
  };
}
