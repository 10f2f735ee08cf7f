/** A draft’s lesson as its learner would read it, put together as a release puts it together. Pure. */
import type { DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { Pictures } from '../../lib/markdown/model.ts';
import { byPlace } from '../../lib/editor/lesson-blocks.ts';

export interface Preview {
  text: string;
  /** the language it is in: the first of the course where a text in the asked one is missing */
  language: Language;
  /** texts that the asked language does not have */
  missing: number;
  pictures: Pictures;
}

export function previewOf(
  blocks: readonly DraftBlock[],
  asked: Language,
  source: Language,
  addressOf: (mediaId: string) => string,
  /** those that came with the text, by the path it names */
  named: Pictures = {},
): Preview {
  const missing = blocks.filter((block) => isMissing(block, asked, source)).length;
  // as it is released: a lesson is in a language once all of its texts are
  const language = missing > 0 ? source : asked;
  const pictures: Pictures = { ...named };
  const parts = [...blocks].sort(byPlace).flatMap((block) => {
    const segment = block.texts[language];
    if (block.kind === 'text') return segment?.text.trim() ? [segment.text] : [];
    if (!block.ref) return [];
    if (block.kind === 'file')
      return [`[${plain(segment?.text || block.texts[source]?.text || '…')}](file:${block.ref})`];
    const own = segment ?? block.texts[source];
    // sizes come with the release; until then the picture brings its own
    pictures[block.ref] = { src: addressOf(block.ref), width: 0, height: 0 };
    const caption = own?.text ? ` "${own.text.replace(/["\\]/g, '\\$&')}"` : '';
    const alt = own?.alt?.trim() || block.texts[source]?.alt || '';
    return [`![${plain(alt)}](${block.ref}${caption})`];
  });
  return { text: parts.join('\n\n'), language, missing, pictures };
}

const isMissing = ({ kind, texts }: DraftBlock, asked: Language, source: Language): boolean =>
  kind === 'text' && Boolean(texts[source]?.text.trim()) && !texts[asked]?.text.trim();

const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
