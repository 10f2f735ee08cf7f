/** The texts of a course as units of an XLIFF file, and back. Pure. */
import type { DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { byPlace, savedBlock } from '../../editor/lesson-blocks.ts';
import { stateOf } from '../segments.ts';

export interface XliffUnit {
  /** of the block; with `.alt` what a picture shows */
  id: string;
  /** where it stands, for the translator */
  note: string;
  source: string;
  target: string | null;
  state: 'initial' | 'translated';
  /** the source has changed since it was translated */
  isStale: boolean;
  sourceRevision: number;
  /** of the translation; 0: there was none */
  targetRevision: number;
}
/** A lesson, or the titles of a course. */
export interface XliffFile {
  id: string;
  units: XliffUnit[];
}
export interface XliffDocument {
  courseId: string;
  from: Language;
  to: Language;
  files: XliffFile[];
}

export const altEnd = '.alt';

/** What there is to translate in these blocks; `noteOf` says where a block stands. */
export function unitsOf(
  blocks: readonly DraftBlock[],
  { from, to }: Pick<XliffDocument, 'from' | 'to'>,
  noteOf: (block: DraftBlock, index: number, part: 'text' | 'alt') => string,
): XliffUnit[] {
  return [...blocks].sort(byPlace).flatMap((block, index) => {
    const [source, target] = [block.texts[from], block.texts[to]];
    if (!source) return [];
    const state = stateOf(block, savedBlock(block, to), from, to);
    const unit = (part: 'text' | 'alt'): XliffUnit[] => {
      const words = source[part];
      if (!words?.trim()) return [];
      const said = target?.[part]?.trim() ? target[part] : null;
      return [
        {
          id: part === 'alt' ? block.id + altEnd : block.id,
          note: noteOf(block, index, part),
          source: words,
          target: said,
          state: said !== null && state !== 'stale' ? 'translated' : 'initial',
          isStale: said !== null && state === 'stale',
          sourceRevision: source.revision,
          targetRevision: target?.revision ?? 0,
        },
      ];
    };
    return [...unit('alt'), ...unit('text')];
  });
}
