/** A course that came by a bundle gets a draft, so that it can be gone on with here; who brought it in owns it. */
import { cardsById, manifestOfVersion, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { inParallel } from '../platform/parallel.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { seedBlock, useMedia } from './blocks.store.ts';
import {
  draft,
  draftPuts,
  draftStateWrite,
  knowsLessThan,
  type StoredAbout,
  type StoredDraft,
} from './drafts.store.ts';
import { copiedFrozen, picturesIn } from './lesson-copy.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { between } from './outline-change.ops.ts';
import { outlineItems, seedLesson, seedModule, type StoredLesson } from './outline.store.ts';
import { memberPut } from './team.store.ts';

const atOnce = 10;
/** with less time than this left, the next delivery goes on with the next lesson */
const enoughMs = 20_000;

/** Reaction to a release: the first makes the draft, a later one tells it the version. Again, it finds nothing to do. */
export async function followRelease(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const courseId = event.subjectId;
  const card = (await cardsById([courseId])).get(courseId);
  if (!card) throw new Error('released, and not to be seen yet');
  const present = await draft(courseId);
  if (present) return noteVersion(present, card);
  await seed(await manifestOfVersion(courseId, card.version), event, remainingMs);
}

/** A draft of another academy under the same id learns nothing. */
async function noteVersion(
  { id, organisationId, version = 0 }: StoredDraft,
  card: { organisationId: string; version: number },
): Promise<void> {
  if (card.organisationId !== organisationId || card.version <= version) return;
  await transact(draftStateWrite(id, { version: card.version }, knowsLessThan(card.version))).catch(ignoreRepeat);
}

/** Lessons first, each after its blocks, the head last: what is seen is whole, and what was cut off goes on where it was. */
async function seed(manifest: Manifest, event: RecordEvent, remainingMs: () => number): Promise<void> {
  const { courseId } = manifest;
  const done = new Set((await outlineItems(courseId)).lessons.map(({ id }) => id));
  let modulePlace: string | null = null;
  for (const { id, title, lessons } of manifest.modules) {
    modulePlace = between(modulePlace, null);
    await seedModule({ courseId, id, title, place: modulePlace, revision: 0 });
    let place: string | null = null;
    for (const lesson of lessons) {
      place = between(place, null);
      if (done.has(lesson.id)) continue;
      if (remainingMs() < enoughMs) throw new Error('out of time');
      await seedOne(manifest, lesson, { moduleId: id, place, by: event.actorId });
    }
  }
  const { head, text } = headOf(manifest);
  const owner = event.actorId.startsWith('per_')
    ? [memberPut({ courseId, personId: event.actorId, role: 'owner', since: manifest.releasedAt })]
    : [];
  await transact(...draftPuts(head, text), ...owner).catch(ignoreRepeat);
}

interface At {
  moduleId: string;
  place: string;
  by: string;
}

async function seedOne(manifest: Manifest, lesson: ManifestLesson, { moduleId, place, by }: At): Promise<void> {
  const { courseId, releasedAt: at, languages } = manifest;
  const frozen = await frozenBlocksOf(manifest, lesson);
  const to = { courseId, lessonId: lesson.id, by, at, first: languages[0]!, idOf: (blockId: string) => blockId };
  await useMedia(
    courseId,
    frozen.flatMap(({ ref }) => ref ?? []),
  );
  await inParallel(copiedFrozen(frozen, languages[0]!, to, between), atOnce, seedBlock);
  await seedLesson({
    ...{ courseId, id: lesson.id, moduleId, place, title: lesson.title, minutes: lesson.minutes },
    lectures: filmsOf(manifest, lesson),
    pictures: picturesIn(frozen, manifest.pictures),
    ...{ revision: 0, movedAt: 0, createdAt: at, createdBy: by },
  });
}

function filmsOf(manifest: Manifest, lesson: ManifestLesson): StoredLesson['lectures'] {
  const films = Object.entries(lesson.lectures).flatMap(([language, lectureId]) => {
    const found = manifest.lectures.find(({ id }) => id === lectureId);
    if (!found) return [];
    const { id, title, durationSeconds, captions } = found;
    return [[language, { id, title, durationSeconds, captions: Object.keys(captions) }]];
  });
  return Object.fromEntries(films) as StoredLesson['lectures'];
}

function headOf(manifest: Manifest): { head: StoredDraft; text: StoredAbout } {
  const { courseId: id, organisationId, title, languages, audience, version, releasedAt: at } = manifest;
  const { summary, outcomes, topics } = manifest;
  return {
    head: {
      ...{ id, organisationId, title, languages, audience, state: 'released', version, archived: false },
      ...{ revision: 0, outlineRevision: 0, teamRevision: 0, createdAt: at, changedAt: at, releasedUpTo: at },
    },
    text: { id, summary, outcomes, topics, competences: [] },
  };
}

function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
