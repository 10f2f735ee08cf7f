/** What has to be sent so that what is saved becomes what the document says. Pure. */
import { segmentMax, type BlockChange, type DraftBlock } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { isNothing, sameText, savedBlock, type DocBlock } from './lesson-blocks.ts';
import { placesToGive } from './places.ts';

export interface Saved {
  /** as the academy acknowledged them last */
  blocks: ReadonlyMap<string, DraftBlock>;
  /** blocks this page removed, with the revision they have since: they can be brought back */
  removed: ReadonlyMap<string, number>;
}

export interface PlanInput extends Saved {
  document: readonly DocBlock[];
  language: Language;
  /** the course’s first language: its text decides which blocks there are */
  source: Language;
  /** in conflict, or refused: nothing is sent for them until somebody decides */
  held: ReadonlySet<string>;
}

export function planChanges(input: PlanInput): BlockChange[] {
  const document = input.document.filter((block) => input.blocks.has(block.id) || !isNothing(block));
  const places = placesToGive(document.map(({ id }) => ({ id, place: input.blocks.get(id)?.place ?? null })));
  const open = document.filter(({ id }) => !input.held.has(id));
  return [
    ...open.flatMap((block) => arrivals(block, places, input)),
    ...open.flatMap((block) => writing(block, input)),
    ...open.flatMap((block) => moving(block, places, input)),
    ...departures(document, input),
  ];
}

/** New blocks, and those that an undo brought back. */
function arrivals(
  { id, kind, ref }: DocBlock,
  places: Map<string, string>,
  { blocks, removed }: PlanInput,
): BlockChange[] {
  if (blocks.has(id)) return [];
  const base = removed.get(id);
  if (base !== undefined) return [{ op: 'restore', blockId: id, base }];
  return [{ op: 'add', blockId: id, kind, ref, place: places.get(id) ?? 'a0' }];
}

function writing(block: DocBlock, { blocks, removed, language, source }: PlanInput): BlockChange[] {
  const saved = blocks.get(block.id);
  // what comes back has its text; should it differ, the next round writes it
  if (!saved && removed.has(block.id)) return [];
  if (saved ? sameText(block, savedBlock(saved, language)) : block.text === '' && !block.alt) return [];
  if (block.text.length > segmentMax) return [];
  return [
    {
      op: 'write',
      blockId: block.id,
      language,
      base: saved?.texts[language]?.revision ?? 0,
      text: block.text,
      alt: block.kind === 'picture' ? (block.alt ?? '') : null,
      sourceRevision: language === source ? null : (saved?.texts[source]?.revision ?? null),
    },
  ];
}

/** A block’s revision counts one change at a time: another picture first, then its place. */
function moving({ id, ref }: DocBlock, places: Map<string, string>, { blocks }: PlanInput): BlockChange[] {
  const saved = blocks.get(id);
  if (!saved) return [];
  if (saved.ref !== ref) return [{ op: 'ref', blockId: id, base: saved.revision, ref }];
  const place = places.get(id);
  return place ? [{ op: 'place', blockId: id, base: saved.revision, place }] : [];
}

/**
 * What the document has no more. A translation cannot take away what other languages say: there only its own words go.
 */
function departures(document: readonly DocBlock[], { blocks, held, language, source }: PlanInput): BlockChange[] {
  const here = new Set(document.map(({ id }) => id));
  return [...blocks.values()].flatMap((saved): BlockChange[] => {
    if (here.has(saved.id) || held.has(saved.id)) return [];
    if (language === source || !hasOtherText(saved, language))
      return [{ op: 'remove', blockId: saved.id, base: saved.revision }];
    const segment = saved.texts[language];
    if (!segment?.text) return [];
    return [
      {
        op: 'write',
        blockId: saved.id,
        language,
        base: segment.revision,
        text: '',
        alt: segment.alt,
        sourceRevision: null,
      },
    ];
  });
}

const hasOtherText = ({ texts }: DraftBlock, language: Language): boolean =>
  Object.entries(texts).some(([each, segment]) => each !== language && segment.text !== '');

/** Blocks that are too long to be saved: the author has to part them. */
export const tooLong = (document: readonly DocBlock[]): DocBlock[] =>
  document.filter(({ text }) => text.length > segmentMax);
