/** Endpoints of the tests of a course: read by who writes or reviews it, whoever’s they are. */
import type { courseQuizzes as contract } from '#contracts/course-quizzes.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { manifest, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { frozenQuizByHash, quizVersion, type ReleasedQuiz } from '../quizzes/quizzes.reads.ts';
import type { Access } from './access.ops.ts';
import { quizzesFor } from './course-quizzes.ops.ts';
import { quizzesOfRelease } from './course-quizzes.ts';
import { accessToReview, accessToReviews, branchPath } from './review-access.ops.ts';
import { newsFor } from './upstream-items.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Asked = Pick<Of<'courseQuiz'>, 'params' | 'query'>;

export const courseQuizHandlers: Handlers<typeof contract> = { courseQuiz, courseQuizPicture };

async function courseQuiz(ctx: Context, input: Of<'courseQuiz'>) {
  const { hash, version, organisationId, own } = await seenQuiz(ctx, input);
  const { id, name } = await organisation(organisationId);
  return { hash, version, own, organisation: { id, name }, quiz: await frozenQuizByHash(hash) };
}

async function courseQuizPicture(ctx: Context, input: Of<'courseQuizPicture'>): Promise<Response> {
  const { pictures } = await frozenQuizByHash((await seenQuiz(ctx, input)).hash);
  const { sha256 } = input.params;
  if (!Object.values(pictures).some((each) => each.sha256 === sha256)) throw new AppError('notFound');
  return pictureResponse({ sha256, type: 'image/webp' });
}

/** Its keys are for who may read those of the academy’s own: to others of the team there is none. */
async function seenQuiz(ctx: Context, { params, query }: Asked): Promise<ReleasedQuiz & { own: boolean }> {
  const { courseId, quizId } = params;
  const access = await accessToReviews(ctx, courseId);
  const { draft, path } = access;
  if (!mayIn(ctx.person.memberships, 'useQuestions', branchPath(path))) throw new AppError('notFound');
  const found = query.upstream
    ? await quizOfOriginal(access, quizId)
    : query.reviewId === undefined
      ? (await quizzesFor(draft, [quizId])).get(quizId)
      : await quizOfReview(ctx, { courseId, reviewId: query.reviewId }, quizId);
  if (!found) throw new AppError('notFound');
  return { ...found, own: path.includes(found.organisationId) };
}

/** So that who decides about a newer version can look at it first. */
async function quizOfOriginal(access: Access, quizId: string): Promise<ReleasedQuiz | undefined> {
  const { newest } = await newsFor(access);
  if (newest === null) return undefined;
  return quizIn(await manifestOfVersion(access.draft.origin!.courseId, newest), quizId);
}

/** As it was frozen with what is reviewed: authors may have gone on since. */
async function quizOfReview(ctx: Context, at: { courseId: string; reviewId: string }, quizId: string) {
  const { candidate } = (await accessToReview(ctx, at)).review;
  return candidate === undefined ? undefined : quizIn(await manifest(candidate), quizId);
}

async function quizIn(release: Manifest, quizId: string): Promise<ReleasedQuiz | undefined> {
  const version = quizzesOfRelease(release).get(quizId);
  return version === undefined ? undefined : quizVersion(quizId, version);
}
