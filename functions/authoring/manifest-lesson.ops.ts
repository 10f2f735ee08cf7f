/** A released lesson as blocks: as they were frozen, or made of its Markdown where it came by a bundle. */
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { Language } from '#contracts/common.ts';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import { contentText } from '../platform/blobs.ts';
import { derivedId } from '../platform/ids.ts';
import { blocksOfText } from './frozen.ts';

export async function frozenBlocksOf(manifest: Manifest, lesson: ManifestLesson): Promise<FrozenBlock[]> {
  if (lesson.blocks !== undefined) return frozenBlocks(lesson.blocks);
  const texts = await Promise.all(
    Object.entries(lesson.text).map(
      async ([language, hash]) => [language as Language, await contentText(hash)] as const,
    ),
  );
  return blocksOfText(Object.fromEntries(texts), manifest.languages, (index) =>
    derivedId('block', lesson.id, String(index)),
  );
}

/** Blocks that were frozen under a hash. */
export const frozenBlocks = async (hash: string): Promise<FrozenBlock[]> =>
  JSON.parse(await contentText(hash)) as FrozenBlock[];
