/** Rows of reviews: seen by the team, by who answers for the academy's drafts, and by its reviewers, who alone answer them. */
import { reviewComments } from '#contracts/review-comments.ts';
import type { reviewAdditions } from '#contracts/review-additions.ts';
import type { reviews } from '#contracts/reviews.ts';
import type { Role } from '#contracts/permissions.ts';
import { writeCourse } from '../../support/authoring.ts';
import { submit } from '../../support/reviews.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forOwnOrganisation, may, type Outcome, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A course of the academy's instructor that waits for reviewers, with a comment of the instructor's. */
export async function createReview(author: TestClient, organisationId: string, mark = 'Подано') {
  const { courseId, lessonIds, blockIds } = await writeCourse(author, organisationId, {
    title: { uk: mark, en: mark },
  });
  const { reviewId } = await submit(author, courseId);
  const [lessonId = '', commentId] = [lessonIds[0], newId('comment')];
  const passage = { lessonId, blockId: blockIds[0]![0]!, language: 'uk' as const, quote: null };
  await author.call(reviewComments.putComment, {
    params: { courseId, reviewId, commentId },
    body: { ...passage, text: `Пояснення: ${mark}` },
  });
  return { courseId, reviewId, lessonId, commentId };
}

const isManager = (role: Role): boolean => may([role], 'manageDrafts');
const isReviewer = (role: Role): boolean => may([role], 'reviewCourses');
/** how it ends for reviewers, and for who answers for drafts */
const ofAcademy = (reviewer: Outcome, manager: Outcome) =>
  ({
    own: (role: Role) => (isReviewer(role) ? reviewer : isManager(role) ? manager : 'notFound'),
    foreign: 'notFound',
    above: manager,
  }) as const;

export function reviewRows({
  own,
  review,
}: World): RowsOf<typeof reviews & typeof reviewComments & typeof reviewAdditions> {
  const { courseId, reviewId, lessonId, commentId } = review;
  const ofCourse = { params: { courseId } };
  const ofReview = { params: { courseId, reviewId } };
  const submission = () => ({ id: newId('review'), languages: ['uk' as const], note: null, dueAt: null });
  const comment = { lessonId, blockId: null, language: null, quote: null, text: 'Зауваження' };
  return {
    readiness: { input: () => ofCourse, ...ofAcademy('notFound', 200) },
    submit: { input: () => ({ ...ofCourse, body: submission() }), ...ofAcademy('notFound', 'notAllowed') },
    withdraw: { input: () => ofReview, ...ofAcademy('notAllowed', 'notAllowed') },
    reviewQueue: {
      input: () => ({ params: { organisationId: own.academyId }, query: {} }),
      ...forOwnOrganisation,
      above: 'notAllowed',
    },
    courseReviews: { input: () => ({ ...ofCourse, query: {} }), ...ofAcademy(200, 200) },
    review: { input: () => ofReview, ...ofAcademy(200, 200) },
    reviewLesson: { input: () => ({ params: { courseId, reviewId, lessonId } }), ...ofAcademy(200, 200) },
    // a lecture of no course: who sees the review learns no more than others
    reviewFilm: {
      input: () => ({ params: { courseId, reviewId, lectureId: newId('lecture') } }),
      ...ofAcademy('notFound', 'notFound'),
    },
    reviewAdditions: {
      input: () => ({ params: { courseId, reviewId, lectureId: newId('lecture') } }),
      ...ofAcademy('notFound', 'notFound'),
    },
    // the translation stays to be answered: nothing is released
    decide: {
      input: () => ({ ...ofReview, body: { part: 'course', decision: 'approve', note: null } }),
      ...ofAcademy(200, 'notAllowed'),
    },
    delegate: {
      input: () => ({ ...ofReview, body: { part: 'en', personId: null } }),
      ...ofAcademy(200, 'notAllowed'),
    },
    reviewers: { input: () => ofCourse, ...ofAcademy(200, 200) },
    comments: { input: () => ofCourse, ...ofAcademy(200, 200) },
    putComment: {
      input: () => ({ params: { ...ofReview.params, commentId: newId('comment') }, body: comment }),
      ...ofAcademy(200, 'notAllowed'),
    },
    resolveComment: {
      input: () => ({ params: { ...ofReview.params, commentId }, body: { resolved: true } }),
      ...ofAcademy(200, 'notAllowed'),
    },
  };
}
