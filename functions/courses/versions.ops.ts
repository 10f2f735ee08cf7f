/** Endpoints of versions: which there are, what changed between two of them, the text of a lesson in both. */
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import type { CourseVersion, versions as contract } from '#contracts/versions.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { courseForLearner, isFor, manifestOfVersion, type CourseForLearner } from './courses.reads.ts';
import { versionsOf } from './courses.store.ts';
import { lessonsOf, type Manifest } from './manifest.ts';
import { learnerVersions, learnVersion, moveLearners } from './moving.ops.ts';
import { versionChanges } from './version-changes.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const versionHandlers: Handlers<typeof contract> = {
  courseVersions,
  versionChanges: changes,
  lessonVersions,
  learnVersion,
  learnerVersions,
  moveLearners,
};

type Stored = Awaited<ReturnType<typeof versionsOf>>[number];
const shown = ({ version, releasedAt, whatChanged }: Stored): CourseVersion => ({
  version,
  releasedAt,
  whatChanged: whatChanged ?? null,
});

/** The first version somebody may look back to: who teaches to all, a learner to their own first one, others to none. */
function firstSeen({ person }: Context, { card, enrolment }: CourseForLearner): number {
  if (mayAnywhere(person.memberships, 'seeLearners')) return 1;
  return enrolment ? Math.min(enrolment.version, ...(enrolment.earlier ?? [])) : card.version;
}

async function courseVersions(ctx: Context, { params: { courseId } }: Of<'courseVersions'>) {
  const found = await courseForLearner(ctx.person, courseId);
  const first = firstSeen(ctx, found);
  return { items: (await versionsOf(courseId)).filter(({ version }) => version >= first).map(shown) };
}

/** Two versions that the asker may see; `notFound` where one of them is not for them. */
async function pairFor(ctx: Context, courseId: string, query: { from: string; to: string }) {
  const [from, to] = [Number(query.from), Number(query.to)];
  if (from >= to) throw new AppError('invalid', { field: 'query.to', reason: 'order' });
  const found = await courseForLearner(ctx.person, courseId);
  if (from < firstSeen(ctx, found) || to > found.card.version) throw new AppError('notFound');
  const [before, after] = await Promise.all([manifestOfVersion(courseId, from), manifestOfVersion(courseId, to)]);
  for (const manifest of [before, after]) if (!(await isShown(ctx, found, manifest))) throw new AppError('notFound');
  return { before, after };
}

/** A version may have been for the academy alone that made it; who learned it has seen it. */
async function isShown({ person }: Context, { card, enrolment }: CourseForLearner, manifest: Manifest) {
  const learned = enrolment ? [enrolment.version, ...(enrolment.earlier ?? [])] : [];
  return learned.includes(manifest.version) || isFor(person, { ...card, audience: manifest.audience });
}

async function changes(ctx: Context, { params: { courseId }, query }: Of<'versionChanges'>) {
  const { before, after } = await pairFor(ctx, courseId, query);
  const known = (await versionsOf(courseId)).map(shown);
  const of = ({ version, releasedAt, whatChanged }: Manifest): CourseVersion =>
    known.find((each) => each.version === version) ?? { version, releasedAt, whatChanged: whatChanged ?? null };
  return {
    from: of(before),
    to: of(after),
    languages: after.languages,
    notes: known.filter(
      ({ version, whatChanged }) => whatChanged && version > before.version && version <= after.version,
    ),
    lessons: versionChanges(before, after),
  };
}

async function lessonVersions(ctx: Context, { params: { courseId, lessonId }, query }: Of<'lessonVersions'>) {
  const { before, after } = await pairFor(ctx, courseId, query);
  const side = (manifest: Manifest) => lessonsOf(manifest).find(({ id }) => id === lessonId);
  const [was, is] = [side(before), side(after)];
  if (!was && !is) throw new AppError('notFound');
  const first = after.languages[0] ?? query.language;
  const language = (was?.text[query.language] ?? is?.text[query.language]) ? query.language : first;
  const [old, now] = await Promise.all([sideOf(was, language), sideOf(is, language)]);
  return { language, before: old, after: now };
}

async function sideOf(lesson: ReturnType<typeof lessonsOf>[number] | undefined, language: Language) {
  const hash = lesson?.text[language];
  return lesson && hash ? { title: lesson.title, text: await contentText(hash) } : null;
}
