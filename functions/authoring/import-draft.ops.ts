/**
 * Makes what an import brought the content of a draft: texts first, each in the block it goes on with, then the outline in one
 * go. What is overwritten or taken away stays in the history and the bin. Safe to run again: what is so already is left alone.
 */
import type { BlockChange } from '#contracts/blocks.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { lessonsOf, type Brought, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import { mediaById } from '../media/media.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { derivedId } from '../platform/ids.ts';
import { inParallel } from '../platform/parallel.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { inOrder } from './block-room.ts';
import type { Writing } from './block-changes.ts';
import * as blocks from './blocks.store.ts';
import { shownIn, type Kept } from './candidate.ts';
import { draft as draftNow, draftCounted } from './drafts.store.ts';
import { putFilm } from './films.store.ts';
import { keepLesson } from './freezing.ops.ts';
import { slidesAmong } from './freezing-items.ops.ts';
import { lessonsIn, mediaOf } from './frozen-course.ts';
import { normsHere, withNorms } from './import-norms.ops.ts';
import { knownIds } from './import-ids.ts';
import { changesTo, matched } from './import-match.ts';
import { plannedBlocks } from './import-plans.store.ts';
import { importedOutline, type OutlineChanges } from './import-outline.ts';
import { picturesIn } from './lesson-copy.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { between } from './outline-change.ops.ts';
import * as outline from './outline.store.ts';
import { saveOne } from './save-blocks.ops.ts';

const blocksAtOnce = 10;
/** with less time than this left, the next delivery goes on with the next lesson */
const enoughMs = 30_000;
const attemptsMax = 6;
/** of the outline in one transaction */
const writesAtOnce = 80;

export interface Bringing {
  jobId: string;
  by: string;
  at: string;
  remainingMs(): number;
}

/** Answers the course as it was brought, each lesson with its blocks under the ids they have in the draft. */
export async function bringIntoDraft(manifest: Manifest, bringing: Bringing): Promise<Manifest> {
  for (const { version: _, ...film } of manifest.lectures) await putFilm({ courseId: manifest.courseId, ...film });
  const norms = await normsHere((manifest as Manifest & Partial<Brought>).norms);
  const texts = new Map<string, FrozenBlock[]>();
  for (const lesson of lessonsOf(manifest)) {
    if (bringing.remainingMs() < enoughMs) throw new Error('out of time');
    const came = withNorms(await frozenBlocksOf(manifest, lesson), norms);
    texts.set(lesson.id, await bringLesson(manifest, { lesson, came }, bringing));
  }
  await bringOutline(manifest, texts, bringing);
  return lessonsOf(manifest).some(({ text }) => Object.keys(text).length)
    ? withBlocks(manifest, texts)
    : withTexts(manifest, texts);
}

async function bringLesson(
  manifest: Manifest,
  { lesson, came }: { lesson: ManifestLesson; came: FrozenBlock[] },
  bringing: Bringing,
): Promise<FrozenBlock[]> {
  const { courseId, languages } = manifest;
  const at = { courseId, lessonId: lesson.id };
  const standing = inOrder(await blocks.blocksOfLesson(courseId, lesson.id));
  const known = knownIds({ block: standing.map(({ id }) => id) }, (kind, id) => derivedId(kind, courseId, id));
  const back = came.map((block) => ({ ...block, id: known(block.id) }));
  const incoming = await decided(at, standing, named(back, lesson, bringing.jobId), manifest, bringing);
  await blocks.useMedia(
    courseId,
    incoming.flatMap(({ ref }) => ref ?? []),
  );
  const writing = writingOf(manifest, lesson.id, bringing);
  const here = new Map(standing.map((block) => [block.id, { present: block, removed: undefined }]));
  const fresh = incoming.map(({ id }) => id).filter((id) => !here.has(id));
  // only blocks that have names where they come from may have been here before, and been taken away
  const former = lesson.blocks === undefined ? new Map<string, never>() : await blocks.blockPairs(at, fresh);
  const pairOf = (id: string): blocks.BlockPair => here.get(id) ?? former.get(id) ?? nowhere;
  let place: string | null = null;
  const placed = incoming.map((block) => ({ block, place: (place = between(place, null)) }));
  await inParallel(placed, blocksAtOnce, ({ block, place: to }) =>
    saveOne(writing, pairOf(block.id), numbered(changesOf(pairOf(block.id), block, { place: to, languages }))),
  );
  const gone = standing.filter(({ id }) => !incoming.some((block) => block.id === id));
  await inParallel(gone, blocksAtOnce, ({ id, revision }) =>
    saveOne(writing, pairOf(id), numbered([{ op: 'remove', blockId: id, base: revision }])),
  );
  return incoming;
}

/** Half-way the lesson looks otherwise than before: whoever takes the import in goes on with what the first one found. */
async function decided(
  at: { courseId: string; lessonId: string },
  standing: Parameters<typeof matched>[0],
  came: FrozenBlock[],
  { languages }: Manifest,
  bringing: Bringing,
): Promise<FrozenBlock[]> {
  const blockIds = matched(standing, came, languages[0]!).map(({ id }) => id);
  const ids = await plannedBlocks({ ...at, jobId: bringing.jobId, blockIds }, Date.parse(bringing.at));
  return came.map((block, index) => ({ ...block, id: ids[index]! }));
}

const nowhere: blocks.BlockPair = { present: undefined, removed: undefined };

/** What was taken away comes back first. */
function changesOf(
  { present, removed }: blocks.BlockPair,
  block: FrozenBlock,
  to: Parameters<typeof changesTo>[2],
): BlockChange[] {
  if (present || !removed) return changesTo(present, block, to);
  const back = { ...removed, revision: removed.revision + 1 };
  return [{ op: 'restore', blockId: block.id, base: removed.revision }, ...changesTo(back, block, to)];
}

const numbered = (changes: readonly BlockChange[]) => changes.map((change, index) => ({ change, index }));

/** Blocks that were not named where they come from get a name of this import, the same at every delivery. */
const named = (came: readonly FrozenBlock[], lesson: ManifestLesson, jobId: string): FrozenBlock[] =>
  came.map((block, index) =>
    lesson.blocks === undefined ? { ...block, id: derivedId('block', lesson.id, jobId, String(index)) } : block,
  );

const writingOf = ({ courseId, languages }: Manifest, lessonId: string, { by, at }: Bringing): Writing => ({
  ...{ courseId, lessonId, personId: by, now: Date.parse(at), first: languages[0]!, keepsAll: true },
  removedUntil: blocks.removedUntil(Date.parse(at)),
  isUsable: () => true,
  free: (place) => place,
});

/** Read, judged and written with the count of the outline's changes, so that no author's move is passed over. */
async function bringOutline(
  manifest: Manifest,
  texts: ReadonlyMap<string, FrozenBlock[]>,
  { by, at }: Bringing,
): Promise<void> {
  const { courseId, pictures } = manifest;
  const picturesOf = (lessonId: string) => picturesIn(texts.get(lessonId) ?? [], pictures);
  for (let attempt = 1; ; attempt += 1) {
    // the outline after its revision: read at once, an older one could pass for the newer
    const draft = await draftNow(courseId);
    const standing = await outline.outlineItems(courseId);
    const next = draft ? draft.outlineRevision + 1 : 0;
    const writes = outlineWrites(importedOutline(standing, manifest, { courseId, by, at, next, picturesOf }, between));
    if (!writes.length) return;
    try {
      const some = writes.slice(0, writesAtOnce);
      await transact(...(draft ? [draftCounted(draft, 'outlineRevision')] : []), ...some);
      if (some.length === writes.length) return;
      attempt = 0;
    } catch (error) {
      if (!isConditionFailure(error) || attempt === attemptsMax) throw error;
    }
  }
}

const outlineWrites = ({ modules, left, lessons }: OutlineChanges): Write[] => [
  ...modules.map(({ before, after }) => (before ? outline.moduleChange(before, after) : outline.modulePut(after))),
  ...lessons.flatMap(({ before, after }) =>
    before ? [outline.lessonReplaced(before, after)] : outline.lessonPuts(after),
  ),
  ...left.map(outline.moduleDelete),
];

async function withBlocks(manifest: Manifest, texts: ReadonlyMap<string, FrozenBlock[]>): Promise<Manifest> {
  const kept = new Map<string, string>();
  for (const [lessonId, frozen] of texts)
    kept.set(lessonId, await putContent(JSON.stringify(frozen), 'application/json'));
  const modules = manifest.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((lesson) => ({ ...lesson, blocks: kept.get(lesson.id)! })),
  }));
  return { ...manifest, modules };
}

/** An archive brings blocks alone: what learners read is made of them, with the pictures and files that came along. */
async function withTexts(manifest: Manifest, frozen: ReadonlyMap<string, FrozenBlock[]>): Promise<Manifest> {
  const { pictures, languages, media: _media, norms: _norms, signedBy: _key, ...rest } = manifest as Manifest & Brought;
  const modules = manifest.modules.map(({ id, title, lessons }) => ({
    ...{ id, title },
    lessons: lessons.map((lesson) => {
      const blocks = frozen.get(lesson.id) ?? [];
      const { id: lessonId, title: name, minutes, lectures } = lesson;
      return {
        id: lessonId,
        moduleId: id,
        title: name,
        minutes,
        lectures,
        blocks,
        pictures: picturesIn(blocks, pictures),
      };
    }),
  }));
  const [media, slides] = await Promise.all([mediaById(mediaOf(lessonsIn(modules))), slidesAmong(rest.lectures)]);
  const kept = new Map<string, Kept>();
  for (const lesson of lessonsIn(modules)) kept.set(lesson.id, await keepLesson(lesson, { languages, media, modules }));
  return {
    ...{ ...rest, languages, ...shownIn({ modules, media, slides }) },
    modules: manifest.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => ({ ...lesson, ...kept.get(lesson.id)! })),
    })),
  };
}
