/** What a source said when it was translated: kept as soon as it changes, so that translators see what is new. Pure. */
import type { Language } from '#contracts/common.ts';
import type { StoredBlock } from './blocks.store.ts';

export interface FormerSource {
  blockId: string;
  revision: number;
  text: string;
  alt?: string;
}

/** The text that is about to be overwritten, if it is the source and somebody has translated that very one. */
export function formerSource({ id, texts }: StoredBlock, language: Language, first: Language): FormerSource[] {
  const standing = texts[language];
  const isMadeFrom = Object.values(texts).some((segment) => segment?.sourceRevision === standing?.revision);
  if (language !== first || !standing || !isMadeFrom) return [];
  const { revision, text, alt } = standing;
  return [{ blockId: id, revision, text, ...(alt === undefined ? {} : { alt }) }];
}
