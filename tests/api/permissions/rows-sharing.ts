/** Rows of sharing and adoption. Who may author finds what is shared with their academy; a copy is its team's. */
import type { adoption } from '#contracts/adoption.ts';
import type { courseQuizzes } from '#contracts/course-quizzes.ts';
import { courses } from '#contracts/courses.ts';
import type { Role } from '#contracts/permissions.ts';
import type { draftSharing, sharing } from '#contracts/sharing.ts';
import { courseBundle, importCourse, png, sha256 } from '../../support/bundle.ts';
import { adoptCourse, seesShared, share } from '../../support/sharing.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forOwnOrganisation, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A course that the other academy shares with this one, and a copy of it here. */
export async function createAdopted(
  author: TestClient,
  academyId: string,
  other: { author: TestClient; academyId: string },
) {
  const from = await importCourse(other.author, courseBundle('own', 'Поширене'), other.academyId);
  const { modules } = await other.author.call(courses.course, { params: { courseId: from } });
  await share(other.author, from, 'listed', [academyId]);
  await seesShared(author, from);
  const copyId = await adoptCourse(author, from, academyId);
  return { from, fromLesson: modules[0]!.lessons[0]!.id, copyId };
}

const forReaders = {
  own: (role: Role) => (may([role], 'manageDrafts') ? 200 : 'notFound'),
  foreign: 'notFound',
} as const;
const forWriters = {
  own: (role: Role) => (may([role], 'manageDrafts') ? 'notAllowed' : 'notFound'),
  foreign: 'notFound',
} as const;
/** the academy that shares it finds it among its own */
const forAdopters = { own: 200, foreign: 'notFound', below: 200 } as const;
const ofNobody = { own: 'notFound', foreign: 'notFound' } as const;

export function sharingRows({ adopted, course }: World): RowsOf<typeof sharing> {
  const { from, fromLesson } = adopted;
  const ofShared = { params: { courseId: from } };
  return {
    sharedCourses: { input: () => ({ query: {} }), own: 200, foreign: 200 },
    sharedCourse: { input: () => ofShared, ...forAdopters },
    sharedLesson: { input: () => ({ params: { courseId: from, lessonId: fromLesson }, query: {} }), ...forAdopters },
    sharedPicture: { input: () => ({ params: { courseId: from, sha256: sha256(png) } }), ...forAdopters },
    recalls: {
      input: () => ({ params: { courseId: course.courseId } }),
      ...{ own: 200, foreign: 'notFound', below: 'notAllowed' },
    },
    recallVersion: {
      input: () => ({ params: { courseId: course.courseId, version: '1' }, body: { reason: null } }),
      ...{ own: 200, foreign: 'notFound', below: 'notAllowed' },
    },
  };
}

export function adoptionRows({
  own,
  adopted,
  draft,
}: World): RowsOf<typeof draftSharing & typeof adoption & typeof courseQuizzes> {
  const { from, copyId: courseId } = adopted;
  const ofCopy = { params: { courseId } };
  const body = { id: newId('course'), organisationId: own.academyId, from: newId('course'), version: 1 };
  const nobody = { revision: 0, with: 'nobody' as const, organisationIds: [] };
  return {
    courseSharing: { input: () => ({ params: { courseId: draft.courseId } }), ...forReaders },
    shareCourse: { input: () => ({ params: { courseId: draft.courseId }, body: nobody }), ...forReaders },
    adopt: { input: () => ({ body }), ...forOwnOrganisation, own: 'notFound' },
    upstream: { input: () => ofCopy, ...forReaders },
    // a lesson that the original does not have
    upstreamLesson: { input: () => ({ params: { courseId, lessonId: newId('lesson') } }), ...ofNobody },
    upstreamFilm: { input: () => ({ params: { courseId, lectureId: newId('lecture') } }), ...ofNobody },
    decideUpstream: { input: () => ({ ...ofCopy, body: { version: 1, decisions: [] } }), ...forWriters },
    ownChanges: { input: () => ofCopy, ...forReaders },
    // the original itself is nobody's here
    ownLesson: { input: () => ({ params: { courseId: from, lessonId: adopted.fromLesson } }), ...ofNobody },
    // one that the course does not lead to
    courseQuiz: { input: () => ({ params: { courseId, quizId: newId('quiz') }, query: {} }), ...ofNobody },
    courseQuizPicture: {
      input: () => ({ params: { courseId, quizId: newId('quiz'), sha256: sha256(png) }, query: {} }),
      ...ofNobody,
    },
  };
}
