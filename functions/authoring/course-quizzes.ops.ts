/** Looks up the tests that a course may lead to, each in the version in which it would be released. */
import type { Piece } from '#contracts/adoption.ts';
import { quizzesNamed } from '#contracts/quiz-link.ts';
import { manifestOfVersion } from '../courses/courses.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import { quizVersion, releasedQuiz, type ReleasedQuiz } from '../quizzes/quizzes.reads.ts';
import { blocksOfCourse } from './blocks.store.ts';
import { keptVersion, quizPieces, quizzesOfRelease } from './course-quizzes.ts';
import { decisionsOf } from './decisions.store.ts';
import type { StoredDraft } from './drafts.store.ts';
import type { Original } from './upstream-items.ops.ts';

const atOnce = 8;

type OfCourse = Pick<StoredDraft, 'id' | 'organisationId' | 'origin'>;

/**
 * Of these quizzes those that may stand in the course: of its own academy or region and from above it the newest version, of
 * the original of an adopted course the version that was taken over. Anybody else’s is nobody’s here, whoever knows its id.
 */
export async function quizzesFor(course: OfCourse, ids: readonly string[]): Promise<Map<string, ReleasedQuiz>> {
  if (!ids.length) return new Map();
  const [{ path }, kept] = await Promise.all([organisation(course.organisationId), keptIn(course)]);
  const found = await inParallel(ids, atOnce, async (id) => {
    const newest = await releasedQuiz(id);
    if (newest && path.includes(newest.organisationId)) return newest;
    const version = kept(id);
    return version === undefined ? undefined : quizVersion(id, version);
  });
  return new Map(found.flatMap((quiz) => (quiz ? [[quiz.quizId, quiz] as const] : [])));
}

/** What the original brought: quiz → the version that is kept here. */
async function keptIn({ id, origin }: OfCourse): Promise<(quizId: string) => number | undefined> {
  if (!origin) return () => undefined;
  const decisions = await decisionsOf(id);
  const taken = decisions.flatMap((decision) => decision.taken ?? []);
  const versions = [...new Set([origin.adopted, origin.version, ...taken])];
  const releases = await inParallel(versions, atOnce, async (version) => {
    const release = await manifestOfVersion(origin.courseId, version);
    return [version, quizzesOfRelease(release)] as const;
  });
  const at = new Map(releases);
  const known = { adopted: origin.adopted, version: origin.version };
  const sides = { known: { ...known, decisions: new Map(decisions.map((each) => [each.key, each])) } };
  return (quizId) => keptVersion({ ...sides, at: (version) => at.get(version) ?? new Map() }, quizId);
}

/** Newer versions of the original’s tests, to be decided about; what does not stand here any more is nothing to decide. */
export async function piecesOfQuizzes({ draft, known, versions, newest, lessons }: Original): Promise<Piece[]> {
  const all = new Map([...versions].map(([version, release]) => [version, quizzesOfRelease(release)]));
  const at = (version: number) => all.get(version) ?? new Map<string, number>();
  const changed = [...at(newest)].filter(([quizId, version]) =>
    [...all.values()].some((each) => each.has(quizId) && each.get(quizId) !== version),
  );
  if (!changed.length) return [];
  const [{ path }, blocks] = await Promise.all([organisation(draft.organisationId), blocksOfCourse(draft.id)]);
  const here = new Set(lessons.map(({ id }) => id));
  const texts = blocks.filter(({ lessonId }) => here.has(lessonId)).flatMap((block) => Object.values(block.texts));
  const named = new Set(texts.flatMap(({ text }) => quizzesNamed(text)));
  const theirs = await inParallel(
    changed.filter(([quizId]) => named.has(quizId)),
    atOnce,
    ([quizId, version]) => quizVersion(quizId, version),
  );
  const foreign = theirs.flatMap((quiz) => (quiz && !path.includes(quiz.organisationId) ? [quiz] : []));
  return quizPieces({ known, newest, at }, new Map(foreign.map(({ quizId, title }) => [quizId, title])));
}
