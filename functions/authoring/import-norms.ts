/** References to articles in texts that come from elsewhere. Pure. */
import type { FrozenBlock } from '#contracts/reviews.ts';

/** article there → article here; undefined: nobody has it here */
export type NormNames = ReadonlyMap<string, string | undefined>;

const reference = /\[((?:[^\]\\]|\\.)*)\]\(norm:(art_[0-9A-HJKMNP-TV-Z]{26})\)/g;

/** Each reference leads to the article of this installation; what it has no article for stays as words. */
export function renamedNorms(block: FrozenBlock, names: NormNames): FrozenBlock {
  const named = (text: string) =>
    text.replace(reference, (whole: string, words: string, id: string) => {
      if (!names.has(id)) return whole;
      const here = names.get(id);
      return here === undefined ? words : `[${words}](norm:${here})`;
    });
  const texts = Object.entries(block.texts).map(([language, segment]) => [
    language,
    { ...segment!, text: named(segment!.text) },
  ]);
  return { ...block, texts: Object.fromEntries(texts) as FrozenBlock['texts'] };
}
