/** Questions inside a lecture: shown to who learns it, answered, marked and explained at once. */
import { createHash } from 'node:crypto';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { AnsweredQuestion, LectureQuestion, lectureQuestions as contract } from '#contracts/lecture-questions.ts';
import type { Answer, QuestionContent } from '#contracts/question-kinds.ts';
import { shownKey } from '#contracts/scoring/key.ts';
import { score } from '#contracts/scoring/score.ts';
import { shownQuestion } from '#contracts/scoring/shown.ts';
import { enrolledCourse, lessonsOf } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { pictureFor } from '../media/media.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { versionContent } from '../questions/questions.reads.ts';
import { picturesOf } from '../quizzes/pictures.reads.ts';
import { leftOf, sharesOf, unfit, withAnswer, type QuestionAnswers } from './lecture-answers.ts';
import * as store from './lecture-answers.store.ts';
import { askedIn, type AskedQuestion } from './lecture-questions.reads.ts';
import { lectureResults } from './lecture-results.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Params = Of<'lectureQuestions'>['params'];

export const lectureQuestionHandlers: Handlers<typeof contract> = {
  lectureQuestions,
  answerLectureQuestion,
  lectureQuestionPicture,
  lectureResults,
};

const attemptsMax = 6;

/** The lecture in the version of the course that the asker learns, and in this very lesson of it. */
async function lectureOf(ctx: Context, { courseId, lessonId, lectureId }: Params) {
  const { manifest, enrolment } = await enrolledCourse(ctx.person, courseId);
  const lesson = lessonsOf(manifest).find(({ id }) => id === lessonId);
  const film = manifest.lectures.find(({ id }) => id === lectureId);
  if (!film || !Object.values(lesson?.lectures ?? {}).includes(lectureId)) throw new AppError('notFound');
  return { film, enrolment, asked: await askedIn(manifest, film) };
}

async function lectureQuestions(ctx: Context, { params, query }: Of<'lectureQuestions'>) {
  const [{ film, asked }, given] = await Promise.all([
    lectureOf(ctx, params),
    store.answersOf(ctx.person.id, params.lectureId),
  ]);
  const answered = new Map(given.map((each) => [each.questionId, each]));
  const said = { language: query.language, first: film.language };
  const items = asked.map(({ atMs, required, againFromMs, questionId, version, content }): LectureQuestion => {
    const answers = answered.get(questionId);
    const shown = { questionId, version, points: 1, content };
    return {
      ...{ atSeconds: atMs / 1000, required, againFromSeconds: againFromMs === null ? null : againFromMs / 1000 },
      question: shownQuestion(shown, { ...said, seed: seedOf(ctx.person.id, params.lectureId) }),
      answered: answers ? answeredView(answers, content, said) : null,
    };
  });
  const pictures = await picturesOf(asked.map(({ content }) => content));
  return { items, pictures: Object.fromEntries(pictures) };
}

/** Each has an order of their own, and the same whenever they come back. */
const seedOf = (personId: string, lectureId: string): string =>
  createHash('sha256').update(`${personId} ${lectureId}`).digest('hex');

interface Said {
  language: Language;
  /** of the film */
  first: Language;
}

const marked = (content: QuestionContent, answer: Answer, { language, first }: Said) => ({
  score: score(content, answer),
  key: shownKey(content, answer, language, first),
});

/** What was answered, explained by the question as it is asked now. */
function answeredView({ first, best, tries }: QuestionAnswers, content: QuestionContent, said: Said): AnsweredQuestion {
  return {
    ...{ tries, firstShare: first.share, bestShare: best.share, answer: best.answer, answeredAt: best.at },
    ...marked(content, best.answer, said),
  };
}

async function answerLectureQuestion(ctx: Context, { params, body }: Of<'answerLectureQuestion'>) {
  const { film, enrolment, asked } = await lectureOf(ctx, params);
  const question = asked.find(({ questionId }) => questionId === params.questionId);
  if (!question) throw new AppError('notFound');
  const content = await contentAnswered(question, body.version);
  const reason = unfit(content.body, body.answer);
  if (reason) throw new AppError('answerUnfit', { reason });
  const said = { language: body.language, first: film.language };
  const made = marked(content, body.answer, said);
  const answer = { ...{ answer: body.answer, version: body.version, share: made.score.share ?? 0 }, ...moment(ctx) };
  const { answers, shares } = await save(ctx, params, answer, enrolment.organisationId);
  return {
    ...made,
    answered: answeredView(answers, question.content, said),
    questionsLeft: leftOf(asked, shares),
  };
}

const moment = (ctx: Context) => ({ at: new Date(ctx.now).toISOString() });

/** The device may have kept it since before the course had a newer version; of later ones nobody can know. */
async function contentAnswered(question: AskedQuestion, version: number): Promise<QuestionContent> {
  if (version === question.version) return question.content;
  const before = version < question.version ? await versionContent(question.questionId, version) : undefined;
  if (!before) throw new AppError('answerUnfit', { reason: 'version' });
  return before;
}

type Answered = Of<'answerLectureQuestion'>['params'];

/** Keeps the answer; the first to a question is a fact. */
async function save(ctx: Context, at: Answered, given: QuestionAnswers['first'], organisationId: string) {
  const place = { personId: ctx.person.id, lectureId: at.lectureId };
  const branchId = branchOf((await organisation(organisationId)).path);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [before, answered] = await Promise.all([
      store.shares(place.personId, place.lectureId),
      store.answersTo({ ...place, questionId: at.questionId }),
    ]);
    const answers = withAnswer(answered, at.answerId, given);
    const shares = { ...before?.shares, [at.questionId]: sharesOf(answers) };
    if (answers === answered) return { answers, shares };
    const saving: store.AnswerSave = {
      before,
      shares: { ...place, courseId: at.courseId, branchId, shares, revision: (before?.revision ?? 0) + 1 },
      answers: { ...place, questionId: at.questionId, ...answers },
      records: answered ? [] : [firstAnswer(at, place.personId, given.version, organisationId)],
    };
    if (await store.saveAnswer(saving, ctx.now)) return { answers, shares };
  }
  throw new AppError('conflict');
}

const firstAnswer = (at: Answered, personId: string, version: number, organisationId: string) => ({
  ...({ kind: 'fact', type: 'assessments.lectureAnswered' } as const),
  ...{ subjectId: personId, actorId: personId, objectId: at.lectureId },
  data: { courseId: at.courseId, lessonId: at.lessonId, questionId: at.questionId, version, organisationId },
});

async function lectureQuestionPicture(ctx: Context, { params, query }: Of<'lectureQuestionPicture'>) {
  const { asked } = await lectureOf(ctx, params);
  const pictures = await picturesOf(asked.map(({ content }) => content));
  const [mediaId] = [...pictures].find(([, { sha256 }]) => sha256 === params.sha256) ?? [];
  if (mediaId === undefined) throw new AppError('notFound');
  const narrower = query.width === undefined ? undefined : await pictureFor(mediaId, Number(query.width));
  return pictureResponse({ sha256: narrower?.sha256 ?? params.sha256, type: narrower?.type ?? 'image/webp' });
}
