/** What the learners of an academy or region made of the questions inside the lectures of a course. */
import type { lectureQuestions as contract, LectureQuestionResult } from '#contracts/lecture-questions.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf, newestCourse, type Manifest, type ManifestLecture } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { placedQuestions } from '../questions/questions.reads.ts';
import { resultsOf } from './lecture-answers.ts';
import * as store from './lecture-answers.store.ts';
import { askedIn } from './lecture-questions.reads.ts';

const atOnce = 4;

export async function lectureResults(
  ctx: Context,
  { params, query }: Input<(typeof contract)['lectureResults']>,
): Promise<OutputOf<(typeof contract)['lectureResults']>> {
  const { organisationId } = query;
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'seeLearners', path);
  if (branchOf(path) !== organisationId) throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  const release = await newestCourse(ctx.person, params.courseId);
  const films = release.lectures.filter(({ questions }) => questions !== undefined);
  const lectures = await inParallel(films, atOnce, async (film) => {
    const lesson = lessonsOf(release).find((each) => Object.values(each.lectures).includes(film.id));
    const questions = lesson ? await questionResults(release, film, organisationId) : [];
    if (!lesson || !questions.length) return [];
    return [{ lessonId: lesson.id, lectureId: film.id, title: lesson.title, language: film.language, questions }];
  });
  return { lectures: lectures.flat() };
}

async function questionResults(release: Manifest, film: ManifestLecture, branchId: string) {
  const [asked, learners] = await Promise.all([askedIn(release, film), store.sharesIn(film.id, branchId)]);
  const cards = await placedQuestions(asked.map(({ questionId }) => questionId));
  return asked.map(({ questionId, atMs, required, content }): LectureQuestionResult => ({
    ...{ questionId, kind: content.body.kind, ask: cards.get(questionId)?.ask ?? {}, atSeconds: atMs / 1000, required },
    ...resultsOf(questionId, learners),
  }));
}
