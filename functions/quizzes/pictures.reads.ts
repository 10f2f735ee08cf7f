/** Pictures of questions, as whoever answers them sees them. */
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { mediaById } from '../media/media.reads.ts';
import { picturesNamed } from './freezing.ts';

/** The pictures that texts name, as an attempt shows them: those that are ready. */
export async function picturesOf(texts: readonly unknown[]): Promise<Map<string, FrozenQuiz['pictures'][string]>> {
  const found = await mediaById(picturesNamed(...texts));
  return new Map(
    [...found.values()].flatMap(({ id, kind, state, variants }) => {
      const shown = variants.filter(({ type }) => type === 'image/webp').sort((a, b) => b.width - a.width)[0];
      if (kind !== 'picture' || state !== 'ready' || !shown) return [];
      const { sha256, width, height } = shown;
      return [[id, { sha256, width, height }] as const];
    }),
  );
}
