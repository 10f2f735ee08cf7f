/** Questions inside a lecture as its learners meet them: asked at a second, answered, explained at once. */
import { Language, Moment, Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Answer, QuestionKind, Score, ShownKey, ShownQuestion } from './question-kinds.ts';
import { z } from './z.ts';

/** bytes of an answer to a question inside a lecture: none of them is an essay */
export const lectureAnswerBytesMax = 16 * 1024;
/** so many ids of answers are remembered, so that the same one sent again counts once */
export const answersRemembered = 20;

/** What a learner has answered to one question so far. */
export const AnsweredQuestion = z.object({
  tries: z.int(),
  /** share of the first answer, and of the best, 0–1 */
  firstShare: z.number(),
  bestShare: z.number(),
  /** the best one, the later of equals, and how it was marked */
  answer: Answer,
  score: Score,
  key: ShownKey,
  answeredAt: Moment,
});
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;

export const LectureQuestion = z.object({
  atSeconds: z.number(),
  required: z.boolean(),
  /** where “listen again” leads; null: it is not offered */
  againFromSeconds: z.nullable(z.number()),
  question: ShownQuestion,
  answered: z.nullable(AnsweredQuestion),
});
export type LectureQuestion = z.infer<typeof LectureQuestion>;

/** What the learners of an academy or region made of a question; null: fewer than five have answered. */
export const LectureQuestionResult = z.object({
  questionId: id('question'),
  kind: QuestionKind,
  ask: localised(200),
  atSeconds: z.number(),
  required: z.boolean(),
  answered: z.nullable(z.int()),
  /** shares of these, 0–1: right at the first try, right by now */
  rightAtFirst: z.nullable(z.number()),
  rightByNow: z.nullable(z.number()),
});
export type LectureQuestionResult = z.infer<typeof LectureQuestionResult>;

const lecture = { courseId: id('course'), lessonId: id('lesson'), lectureId: id('lecture') };
const base = '/api/assessments/courses/{courseId}/lessons/{lessonId}/lectures/{lectureId}';

export const lectureQuestions = {
  lectureQuestions: endpoint({
    method: 'GET',
    path: `${base}/questions`,
    summary: 'The questions inside a lecture that the asker learns, without keys; what they answered, with them.',
    permission: 'signedIn',
    params: z.strictObject(lecture),
    query: z.strictObject({ language: Language }),
    output: z.object({
      items: z.array(LectureQuestion),
      /** pictures of the texts: media id → size */
      pictures: z.record(z.string(), z.object({ sha256: Sha256, width: z.int(), height: z.int() })),
    }),
    errors: ['notEnrolled'],
  }),
  answerLectureQuestion: endpoint({
    method: 'PUT',
    path: `${base}/questions/{questionId}/answers/{answerId}`,
    summary: 'Answers a question inside a lecture; marked and explained at once. The same answer again is the same.',
    permission: 'signedIn',
    params: z.strictObject({ ...lecture, questionId: id('question'), answerId: id('answer') }),
    body: z.strictObject({
      /** that was shown: an answer kept on a device may be older than the lecture is now */
      version: z.int().check(z.minimum(1)),
      answer: Answer,
      language: Language,
    }),
    output: z.object({
      /** of this very answer */
      score: Score,
      key: ShownKey,
      answered: AnsweredQuestion,
      /** required ones of this lecture that are still to be answered */
      questionsLeft: z.int(),
    }),
    errors: ['notEnrolled', 'answerUnfit'],
    bodyBytesMax: lectureAnswerBytesMax,
  }),
  lectureQuestionPicture: endpoint({
    method: 'GET',
    path: `${base}/pictures/{sha256}`,
    summary: 'A picture of a question inside a lecture, for who learns it.',
    permission: 'signedIn',
    params: z.strictObject({ ...lecture, sha256: Sha256 }),
    query: z.strictObject({ width: z.optional(z.string().check(z.regex(/^\d{2,4}$/))) }),
    errors: ['notEnrolled'],
    raw: true,
  }),
  lectureResults: endpoint({
    method: 'GET',
    path: '/api/assessments/courses/{courseId}/lecture-results',
    summary:
      'What the learners of an academy or region made of the questions inside the lectures of a course; groups under five are hidden.',
    permission: 'seeLearners',
    params: z.strictObject({ courseId: id('course') }),
    query: z.strictObject({ organisationId: id('organisation') }),
    output: z.object({
      lectures: z.array(
        z.object({
          lessonId: id('lesson'),
          lectureId: id('lecture'),
          title: localised(200),
          language: Language,
          questions: z.array(LectureQuestionResult),
        }),
      ),
    }),
  }),
};
