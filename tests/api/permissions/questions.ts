/** A question for every endpoint that reads: asked by one side, about itself and, where one can, about the other. */
import { audit, type RecordsQuestion } from '#contracts/audit.ts';
import { authoring } from '#contracts/authoring.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { draftTeam } from '#contracts/draft-team.ts';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { media } from '#contracts/media.ts';
import { norms } from '#contracts/norms.ts';
import { notes } from '#contracts/notes.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { reports } from '#contracts/reports.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftSharing, sharing } from '#contracts/sharing.ts';
import { translation } from '#contracts/translation.ts';
import { versions } from '#contracts/versions.ts';
import { academyOf, asked } from './question.ts';
import { testQuestions } from './questions-tests.ts';
import type { Side, Sides } from './sides.ts';

const identityQuestions = [
  asked(identity.me, (us) => ({ inputs: [{}], shows: [us.asker.id] })),
  asked(identity.secondFactorState, () => ({ inputs: [{}], shows: [] })),
  asked(organisations.listOrganisations, (us) => ({
    inputs: [{ query: { parentId: us.academyId } }],
    shows: [us.unitId],
  })),
  asked(organisations.organisation, (us) => ({ inputs: [{ params: academyOf(us) }], shows: [us.academyId] })),
  asked(organisations.organisationRoles, (us) => ({
    inputs: [us.academyId, us.unitId].map((organisationId) => ({ params: { organisationId }, query: {} })),
    shows: [us.admin.id, us.instructor.id],
  })),
  asked(people.listPeople, (us, them, { both }) => ({
    inputs: ['', both.familyName, both.login, them.mark, `Прізвище ${them.mark}`, them.graduate.login].map((q) => ({
      query: { ...academyOf(us), q },
    })),
    shows: [us.graduate.id, both.id],
  })),
  asked(people.person, (us, _, { both }) => ({
    inputs: [both.id, us.graduate.id].map((personId) => ({ params: { personId } })),
    shows: [both.login, us.academyId, us.graduate.login],
  })),
  asked(people.personAccount, (us) => ({ inputs: [{ params: { personId: us.graduate.id } }], shows: ['true'] })),
  asked(people.personChanges, (us, _, { both }) => ({
    inputs: [{ params: { personId: both.id }, query: {} }],
    shows: [us.academyId, both.login],
  })),
  asked(people.previewMerge, (us) => ({
    inputs: [{ params: { personId: us.learner.id }, query: { duplicateId: us.graduate.id } }],
    shows: [us.graduate.id],
  })),
  asked(people.peopleImport, (us) => ({ inputs: [{ params: { jobId: us.jobs.people } }], shows: [us.jobs.people] })),
];

const learningQuestions = [
  asked(courses.importJob, (us) => ({ inputs: [{ params: { jobId: us.jobs.course } }], shows: [us.jobs.course] })),
  asked(courses.usage, (us) => ({ inputs: [{ params: academyOf(us) }], shows: [us.academyId] })),
  asked(courses.catalogue, (us, _, { courseId }) => ({ inputs: [{ query: {} }], shows: [us.ownCourse, courseId] })),
  asked(courses.mine, () => ({ inputs: [{ query: {} }], shows: [] })),
  asked(courses.course, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id } })),
    shows: [us.ownCourse],
  })),
  asked(courses.texts, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id }, query: {} })),
    shows: ['"items"'],
  })),
  // what a learner noted is the learner's
  asked(notes.notes, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id }, query: {} })),
    shows: [],
  })),
  asked(reports.ownReports, () => ({ inputs: [{ query: {} }], shows: [] })),
  asked(reports.courseReports, (us) => ({
    inputs: [{ params: { courseId: us.ownCourse }, query: { state: 'open' as const } }],
    shows: [`Помилка ${us.mark}`],
  })),
  asked(versions.courseVersions, (us) => ({
    inputs: [{ params: { courseId: us.ownCourse } }],
    shows: ['"version":1'],
  })),
  asked(versions.learnerVersions, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id }, query: academyOf(us) })),
    shows: ['"newest":'],
  })),
  asked(progress.home, () => ({ inputs: [{}], shows: [] })),
  asked(progress.course, (_, __, { courseId }) => ({ inputs: [{ params: { courseId } }], shows: [courseId] })),
  asked(progress.learners, (us, _, { courseId }) => ({
    inputs: [courseId, us.ownCourse].map((id) => ({ params: { courseId: id }, query: academyOf(us) })),
    shows: [us.graduate.id],
  })),
];

const mediaQuestions = [
  asked(media.media, (us) => ({ inputs: [{ params: { mediaId: us.mediaId } }], shows: [us.mediaId] })),
  asked(media.library, (us, them) => ({
    inputs: [
      { params: academyOf(us), query: { kind: 'file' as const } },
      { params: academyOf(us), query: { kind: 'file' as const, q: `Файл ${them.mark}` } },
    ],
    shows: [us.mediaId],
  })),
];

const authoringQuestions = [
  asked(authoring.ownDrafts, (us) => ({ inputs: [{ query: {} }], shows: [us.draft.courseId] })),
  asked(authoring.organisationDrafts, (us) => ({
    inputs: [{ params: academyOf(us), query: {} }],
    shows: [us.draft.courseId],
  })),
  asked(authoring.draft, (us) => ({
    inputs: [{ params: { courseId: us.draft.courseId } }],
    shows: [us.draft.lessonId, us.asker.id],
  })),
  asked(draftOutline.bin, (us) => ({
    inputs: [{ params: { courseId: us.draft.courseId } }],
    shows: [us.draft.binnedId],
  })),
  asked(draftBlocks.lessonDraft, (us) => ({ inputs: [{ params: us.draft }], shows: [`Перший текст ${us.mark}`] })),
  asked(draftBlocks.history, (us) => ({
    inputs: [{ params: us.draft, query: {} }],
    shows: [`Другий текст ${us.mark}`],
  })),
  asked(translation.translationProgress, (us) => ({
    inputs: [{ params: { courseId: us.draft.courseId } }],
    shows: [us.draft.lessonId],
  })),
  asked(translation.formerSource, (us) => ({
    inputs: [{ params: { ...us.draft, blockId: us.draft.translatedId, revision: '1' } }],
    shows: [`Третій текст ${us.mark}`],
  })),
  asked(draftTeam.colleagues, (us, them) => ({
    inputs: ['Особа', 'Усіляка', `Усіляка ${them.mark}`].map((q) => ({
      params: { courseId: us.draft.courseId },
      query: { q },
    })),
    shows: [us.instructor.id],
  })),
];

/** Neither side shares with the other: what is found is everybody's. */
const sharingQuestions = [
  asked(sharing.sharedCourses, (_, them) => ({ inputs: [{ query: {} }, { query: { q: them.mark } }], shows: [] })),
  asked(sharing.recalls, (us) => ({ inputs: [{ params: { courseId: us.ownCourse } }], shows: ['"newest":1'] })),
  asked(draftSharing.courseSharing, (us) => ({
    inputs: [{ params: { courseId: us.draft.courseId } }],
    shows: ['"nobody"'],
  })),
];

const reviewQuestions = [
  asked(reviews.reviewQueue, (us) => ({ inputs: [{ params: academyOf(us), query: {} }], shows: [us.review.reviewId] })),
  ...[reviews.readiness, reviews.reviewers, reviewComments.comments].map((endpoint) =>
    asked(endpoint, (us) => ({
      inputs: [{ params: { courseId: us.review.courseId } }],
      shows:
        endpoint === reviewComments.comments
          ? [us.review.commentId]
          : endpoint === reviews.reviewers
            ? [us.asker.id]
            : [],
    })),
  ),
  asked(reviews.courseReviews, (us) => ({
    inputs: [{ params: { courseId: us.review.courseId }, query: {} }],
    shows: [us.review.reviewId],
  })),
  asked(reviews.review, (us) => ({ inputs: [{ params: us.review }], shows: [`Подано ${us.mark}`] })),
  asked(reviews.reviewLesson, (us) => ({ inputs: [{ params: us.review }], shows: [`Пояснення: Подано ${us.mark}`] })),
];

/** Norms are everybody's: nothing in them is a side's own. */
const normQuestions = [
  asked(norms.articles, () => ({ inputs: [{ query: {} }], shows: [] })),
  asked(norms.acts, () => ({ inputs: [{}], shows: [] })),
  asked(norms.competences, () => ({ inputs: [{}], shows: [] })),
  asked(norms.terms, () => ({ inputs: [{ query: {} }], shows: [] })),
];

const auditQuestions = [
  asked(audit.personRecords, (us, _, { both }) => ({
    inputs: [both.id, us.graduate.id].map((personId) => ({ params: { personId }, query: {} })),
    shows: [both.id, us.graduate.id],
  })),
  asked(audit.personOnDay, (us, _, { both, days }) => ({
    inputs: [both.id, us.graduate.id].map((personId) => ({ params: { personId }, query: { day: days[1] } })),
    shows: [us.academyId, us.ownCourse],
  })),
  asked(audit.courseRecords, (us, _, { courseId, days }) => ({
    inputs: [courseId, us.ownCourse].flatMap((id) =>
      days.map((day) => ({ params: { courseId: id }, query: { month: day.slice(0, 7) } })),
    ),
    shows: [us.graduate.id, us.ownCourse],
  })),
  asked(audit.dayRecords, (us, _, { days, both }) => ({
    inputs: days.flatMap((day) => {
      const params = { ...academyOf(us), day };
      return [
        { params, query: {} },
        { params, query: { only: 'changes' as const } },
      ];
    }),
    shows: [us.graduate.id, both.id],
  })),
  asked(audit.held, (us, them, { days, courseId }) => ({
    inputs: [undefined, courseId, us.ownCourse, them.ownCourse].map((id) => ({
      params: academyOf(us),
      query: { day: days[1], ...(id === undefined ? {} : { courseId: id }) },
    })),
    shows: [us.graduate.id, us.ownCourse],
  })),
  asked(audit.ownRecord, (us) => ({ inputs: [{}], shows: [us.academyId] })),
  asked(audit.ownRecords, (us) => ({ inputs: [{ query: {} }], shows: [us.asker.id] })),
  asked(jobs.ownJobs, (us) => ({ inputs: [{ query: {} }], shows: Object.values(us.jobs) })),
  asked(jobs.organisationJobs, (us) => ({
    inputs: [{ params: academyOf(us), query: {} }],
    shows: Object.values(us.jobs),
  })),
  asked(jobs.job, (us) => ({ inputs: [{ params: { jobId: us.jobs.people } }], shows: [us.asker.id] })),
];

export const questions = [
  ...identityQuestions,
  ...learningQuestions,
  ...mediaQuestions,
  ...authoringQuestions,
  ...sharingQuestions,
  ...reviewQuestions,
  ...testQuestions,
  ...normQuestions,
  ...auditQuestions,
];

/** Bytes and redirects; parts of one course and a file's job, which only the matrix and the exports ask for; the installation. */
export const withoutQuestion = [
  ...['identity.signIn', 'identity.callback', 'identity.logo', 'courses.picture', 'courses.file'],
  'authoring.draftPicture',
  ...['authoring.lessonPicture', 'authoring.reviewFilm', 'authoring.signingKey'],
  // none of theirs has a film
  ...[
    'authoring.courseFilms',
    'authoring.filmProcessing',
    'authoring.filmParts',
    'authoring.filmContent',
    'authoring.captionsText',
    'authoring.filmChapters',
    'authoring.filmHints',
    'authoring.filmQuestions',
    'authoring.filmRules',
    'authoring.filmSlides',
    'authoring.slidePicture',
    'authoring.upstreamFilm',
    ...['authoring.filmFiles', 'authoring.filmShift', 'authoring.filmTranscription', 'authoring.reviewAdditions'],
  ],
  ...['norms.article', 'norms.exportCsv'],
  ...['media.pictureContent', 'media.fileContent'],
  // of what is shared, and of copies: `adoption.test.ts`
  ...['courses.sharedCourse', 'courses.sharedLesson', 'courses.sharedPicture'],
  ...['authoring.upstream', 'authoring.upstreamLesson', 'authoring.ownChanges', 'authoring.ownLesson'],
  // `adopted-quizzes.test.ts`
  ...['authoring.courseQuiz', 'authoring.courseQuizPicture'],
  ...['courses.versionChanges', 'courses.lessonVersions'],
  // none is submitted: `quizzes.test.ts`
  'quizzes.frozenQuiz',
  // nothing has ended, and no picture is in it: `attempts.test.ts`
  ...['assessments.attemptReview', 'assessments.attemptPicture'],
  // nobody asks anything there: `lecture-questions.test.ts`
  ...['assessments.lectureQuestions', 'assessments.lectureQuestionPicture', 'assessments.lectureResults'],
  // of what is shared: `questions-sharing.test.ts`
  ...['questions.questionPicture', 'questions.sharedQuestions'],
  ...[
    'courses.lesson',
    'lectures.lecture',
    'lectures.lectureSlides',
    'lectures.lectureFile',
    'progress.watch',
    'progress.lectureInsight',
    'progress.exportJob',
    'operations.health',
  ],
];

/** Records as one side may have them exported: about itself, about who belongs to both, about a course of everybody's. */
export const recordsQuestions = (us: Side, { both, courseId, days }: Sides): RecordsQuestion[] => [
  ...[both.id, us.graduate.id].map((personId) => ({ view: 'person' as const, personId })),
  ...[courseId, us.ownCourse].map((id) => ({ view: 'course' as const, courseId: id, month: days[0].slice(0, 7) })),
  ...days.map((day) => ({ view: 'day' as const, ...academyOf(us), day })),
  { view: 'held', ...academyOf(us), day: days[1] },
];
