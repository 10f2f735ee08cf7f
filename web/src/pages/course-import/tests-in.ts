/** Tests that the lessons of an archive lead to: they do not lie in it. */
import { archiveLessons } from '#contracts/archive.ts';
import { quizzesNamed } from '#contracts/quiz-link.ts';
import type { CourseArchive } from '../../lib/archive/course-archive.ts';

/** How many there are, each counted once. */
export async function testsIn({ manifest, blob }: Pick<CourseArchive, 'manifest' | 'blob'>): Promise<number> {
  const blobs = new Map(manifest.blobs.map((one) => [one.sha256, one]));
  const found = new Set<string>();
  for (const hash of new Set(archiveLessons(manifest).map(({ blocks }) => blocks))) {
    const text = await (await blob(blobs.get(hash)!)).text();
    for (const id of quizzesNamed(text)) found.add(id);
  }
  return found.size;
}
