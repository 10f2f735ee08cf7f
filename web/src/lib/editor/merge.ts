/**
 * What colleagues changed comes into the document: at once where nobody here touched it, as a question where both did.
 * Pure: it says what to do with the document; `edits.ts` does it.
 */
import type { DraftBlock, Segment } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { byPlace, sameText, savedBlock, type DocBlock } from './lesson-blocks.ts';

export type DocEdit =
  | { op: 'set'; block: DraftBlock }
  /** its words come below those that are there */
  | { op: 'append'; block: DraftBlock }
  | { op: 'insert'; after: string | null; block: DraftBlock }
  | { op: 'insertText'; after: string | null; block: DocBlock }
  | { op: 'setText'; block: DocBlock }
  | { op: 'remove'; id: string }
  /** its words are kept as a block of their own */
  | { op: 'rekey'; id: string }
  | { op: 'order'; ids: string[] };

/** Both changed the same text: `theirs` is what stands at the academy. */
export interface Conflict {
  blockId: string;
  language: Language;
  theirs: Segment;
}

export type Blocks = ReadonlyMap<string, DraftBlock>;

export interface Merged {
  /** what is saved, as far as the document takes part in it */
  blocks: Map<string, DraftBlock>;
  edits: DocEdit[];
  conflicts: Conflict[];
  /** who changed what, for the quiet note: blocks by person */
  news: { by: Segment['by']; blockId: string }[];
}

export interface MergeInput {
  known: Blocks;
  server: readonly DraftBlock[];
  document: readonly DocBlock[];
  language: Language;
  /** conflicts that wait for a decision already */
  held: ReadonlySet<string>;
}

export function merge(input: MergeInput): Merged {
  const merged: Merged = { blocks: new Map(), edits: [], conflicts: [], news: [] };
  const server = [...input.server].sort(byPlace);
  const document = new Map(input.document.map((block) => [block.id, block]));
  server.forEach((block, index) => {
    const known = input.known.get(block.id);
    const here = document.get(block.id);
    if (!known && !here) arrive(block, server[index - 1]?.id ?? null, input, merged);
    else if (known && here) meet(known, block, here, input, merged);
    else merged.blocks.set(block.id, block);
  });
  for (const known of input.known.values())
    if (!server.some(({ id }) => id === known.id)) depart(known, document, input, merged);
  reorder(server, input, merged);
  return merged;
}

function arrive(block: DraftBlock, after: string | null, { language }: MergeInput, merged: Merged): void {
  merged.blocks.set(block.id, block);
  merged.edits.push({ op: 'insert', after, block });
  tell(block.texts[language] ?? Object.values(block.texts)[0], block.id, merged);
}

/** A block on both sides: whose words stand? */
function meet(known: DraftBlock, theirs: DraftBlock, here: DocBlock, input: MergeInput, merged: Merged): void {
  const { language } = input;
  const before = savedBlock(known, language);
  const after = savedBlock(theirs, language);
  const segment = theirs.texts[language];
  const changed = (segment?.revision ?? 0) > (known.texts[language]?.revision ?? 0);
  const touched = !sameText(here, before) || input.held.has(here.id);
  if (changed && segment && touched && !sameText(here, after)) {
    merged.conflicts.push({ blockId: theirs.id, language, theirs: segment });
    // until somebody decides, what was known stays the ground that the next change stands on
    merged.blocks.set(theirs.id, { ...theirs, texts: { ...theirs.texts, ...own(known, language) } });
    return;
  }
  merged.blocks.set(theirs.id, theirs);
  const otherRef = theirs.ref !== known.ref && here.ref === known.ref;
  if (sameText(here, after) ? !otherRef : !changed && !otherRef) return;
  merged.edits.push({ op: 'set', block: theirs });
  if (changed) tell(segment, theirs.id, merged);
}

const own = ({ texts }: DraftBlock, language: Language) => ({ [language]: texts[language] }) as DraftBlock['texts'];

/** A colleague removed it: words that were not saved yet are not removed with it. */
function depart(
  known: DraftBlock,
  document: Map<string, DocBlock>,
  { language, held }: MergeInput,
  merged: Merged,
): void {
  const here = document.get(known.id);
  if (!here) return;
  const touched = held.has(known.id) || !sameText(here, savedBlock(known, language));
  merged.edits.push({ op: touched ? 'rekey' : 'remove', id: known.id });
}

function tell(segment: Segment | undefined, blockId: string, merged: Merged): void {
  if (segment) merged.news.push({ by: segment.by, blockId });
}

/** Colleagues’ moves are followed, unless blocks were moved here in the meantime. */
function reorder(server: readonly DraftBlock[], { known, document }: MergeInput, merged: Merged): void {
  const here = document.map(({ id }) => id).filter((id) => known.has(id));
  const was = [...known.values()].sort(byPlace).map(({ id }) => id);
  const shared = new Set(here.filter((id) => server.some((block) => block.id === id)));
  const common = (ids: readonly string[]) => ids.filter((id) => shared.has(id)).join();
  const movedHere = common(here) !== common(was);
  const ids = server.map(({ id }) => id);
  if (!movedHere && common(ids) !== common(here)) merged.edits.push({ op: 'order', ids });
}
