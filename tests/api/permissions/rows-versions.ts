/** Rows of versions. Who teaches looks back at all of them, a learner to their own first one. */
import type { versions } from '#contracts/versions.ts';
import { courses } from '#contracts/courses.ts';
import { newId } from '../../support/stack.ts';
import { forOwn, forOwnOrganisation, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

export function versionRows({ own, author, course, toEnrol }: World): RowsOf<typeof versions> {
  const { courseId } = course;
  const organisationId = own.academyId;
  const teaches = { own: (role: Parameters<typeof may>[0][number]) => (may([role], 'seeLearners') ? 200 : 'notFound') };
  const forTeachers = { ...teaches, foreign: 'notFound', below: 200 } as const;
  const between = { from: '1', to: '2' };
  const onlyLesson = async () => {
    const { modules } = await author.call(courses.course, { params: { courseId: toEnrol } });
    return modules[0]!.lessons[0]!.id;
  };
  return {
    courseVersions: { input: () => ({ params: { courseId } }), ...forOwn, below: 200 },
    versionChanges: { input: () => ({ params: { courseId: toEnrol }, query: between }), ...forTeachers },
    lessonVersions: {
      input: async () => ({
        params: { courseId: toEnrol, lessonId: await onlyLesson() },
        query: { ...between, language: 'uk' as const },
      }),
      ...forTeachers,
    },
    learnVersion: {
      input: () => ({ params: { courseId }, body: { version: 1 } }),
      ...{ own: 'notEnrolled', foreign: 'notFound', below: 'notEnrolled' },
    },
    learnerVersions: { input: () => ({ params: { courseId }, query: { organisationId } }), ...forOwnOrganisation },
    moveLearners: {
      input: () => ({ params: { courseId }, body: { jobId: newId('job'), organisationId, version: 1, people: null } }),
      ...forOwnOrganisation,
    },
  };
}
