/** Articles that imported texts refer to: by their id where it is known here, else by their code, else in words alone. */
import type { ArchiveNorms } from '#contracts/archive.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { articleIdsByCode, articlesWithActs } from '../norms/norms.reads.ts';
import { contentText } from '../platform/blobs.ts';
import { renamedNorms, type NormNames } from './import-norms.ts';

/** What articles of an archive are called here; undefined where it brings none. */
export async function normsHere(hash: string | undefined): Promise<NormNames | undefined> {
  if (hash === undefined) return undefined;
  const brought = JSON.parse(await contentText(hash)) as ArchiveNorms;
  const [known, byCode] = await Promise.all([
    articlesWithActs(brought.map(({ id }) => id)),
    articleIdsByCode(brought.map(({ code }) => code)),
  ]);
  const ids = new Set(known.map(({ id }) => id));
  return new Map(brought.map(({ id, code }) => [id, ids.has(id) ? id : byCode.get(code)]));
}

export const withNorms = (blocks: FrozenBlock[], names: NormNames | undefined): FrozenBlock[] =>
  names ? blocks.map((block) => renamedNorms(block, names)) : blocks;
