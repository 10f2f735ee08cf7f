/** What a released copy says of its original: by it learners are told where it comes from, and of a recall. */
import { distinctSpans, type OriginLink } from '../courses/sharing.reads.ts';
import { cardsById, lessonsOf } from '../courses/courses.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import { adoptedId } from './adoption.ops.ts';
import type { ComparedLesson } from './candidate-changes.ts';
import type { StoredDraft } from './drafts.store.ts';
import { lessonSpans } from './taken.ts';
import { originalOf, sidesOf } from './upstream-items.ops.ts';

const atOnce = 6;

/** Undefined where the course is of one's own. The lessons are those that will be released. */
export async function originLink(
  draft: StoredDraft,
  lessons: readonly Pick<ComparedLesson, 'id' | 'blocks'>[],
): Promise<OriginLink | undefined> {
  if (!draft.origin) return undefined;
  const { courseId, organisationId } = draft.origin;
  const released = (await cardsById([courseId])).get(courseId);
  const original = await originalOf(draft, released?.version ?? null);
  const idOf = adoptedId(draft.id);
  const all = [...original.versions.values()].flatMap(lessonsOf).map(({ id }) => [idOf('lesson', id), id] as const);
  const theirs = new Map(all);
  const spans = await inParallel(lessons, atOnce, async ({ id, blocks }) => {
    const lessonId = theirs.get(id);
    return lessonId === undefined ? [] : lessonSpans(await sidesOf(original, lessonId), blocks);
  });
  const distinct = distinctSpans(spans.flat());
  const version = Math.max(draft.origin.adopted, ...distinct.map(({ from }) => from));
  return { courseId, organisationId, title: original.versions.get(original.newest)!.title, version, spans: distinct };
}
