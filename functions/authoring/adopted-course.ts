/** A released course of another academy as a course of one's own: everything in it under ids that follow from the original's. Pure. */
import type { IdKind } from '#contracts/common.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { withMadeFrom } from './made-from.ts';

/** The id in the copy of something of the original. */
export type IdOf = (kind: IdKind, original: string) => string;

/** The course as it would be, had it been released here; `blocks` names the hash of each lesson's blocks under their new ids. */
export function adoptedManifest(
  original: Manifest,
  { courseId, organisationId, idOf }: { courseId: string; organisationId: string; idOf: IdOf },
  blocks: ReadonlyMap<string, string>,
): Manifest {
  const { origin: _, retired: _retired, ...course } = original;
  return {
    ...course,
    ...{ courseId, organisationId },
    lectures: original.lectures.map((film) => ({ ...film, id: idOf('lecture', film.id) })),
    modules: original.modules.map((module) => ({
      ...module,
      id: idOf('module', module.id),
      lessons: module.lessons.map((lesson) => adoptedLesson(lesson, idOf, blocks.get(lesson.id)!)),
    })),
  };
}

const adoptedLesson = (lesson: ManifestLesson, idOf: IdOf, blocks: string): ManifestLesson => ({
  ...lesson,
  id: idOf('lesson', lesson.id),
  blocks,
  lectures: Object.fromEntries(
    Object.entries(lesson.lectures).map(([language, film]) => [language, idOf('lecture', film)]),
  ),
});

export const adoptedBlocks = (blocks: readonly FrozenBlock[], idOf: IdOf): FrozenBlock[] =>
  blocks.map((block) => ({ ...block, id: idOf('block', block.id) }));

/** Its draft: for the academy's own learners until somebody says otherwise. */
export function adoptedDraft(
  original: Manifest,
  { courseId: id, organisationId, at }: { courseId: string; organisationId: string; at: string },
): { head: StoredDraft; text: StoredAbout } {
  const { title, languages, summary, outcomes, topics, competences = [], version } = original;
  const origin = {
    courseId: original.courseId,
    organisationId: original.organisationId,
    adopted: version,
    version,
    at,
  };
  return {
    head: {
      ...{ id, organisationId, title, languages, origin, audience: 'own', state: 'draft', archived: false },
      ...{ revision: 0, outlineRevision: 0, teamRevision: 0, createdAt: at, changedAt: at },
    },
    text: withMadeFrom({ id, summary, outcomes, topics, competences }, { title, languages }),
  };
}
