/** What a file that came back would change: judged before anything is written. Pure. */
import { isPlain, segmentMax, type BlockChange, type DraftBlock, type Segment } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { ReadDocument, ReadUnit } from './read.ts';
import { altEnd } from './units.ts';

/**
 * new: there was no translation · changed: there was another · theirs: it has been changed here too since the file was made ·
 * same · left: not translated in the file · unknown: no such text here · refused: too long, or characters no text may have
 */
export type Verdict = 'new' | 'changed' | 'theirs' | 'same' | 'left' | 'unknown' | 'refused';

export interface Comparison {
  fileId: string;
  blockId: string;
  verdict: Verdict;
  /** the source says something else by now: the translation will count as out of date */
  sourceChanged: boolean;
  source: string;
  /** what the source says in the file, where it says something else here */
  made: string | null;
  before: string;
  after: string;
  /** what is sent once it is taken; null where there is nothing to send */
  change: Extract<BlockChange, { op: 'write' }> | null;
}

/** `blocksOf`: the blocks of a lesson, or of the titles, as they stand now; undefined where the course has none of that id. */
export function compareXliff(
  { files }: ReadDocument,
  { from, to }: { from: Language; to: Language },
  blocksOf: (fileId: string) => readonly DraftBlock[] | undefined,
): Comparison[] {
  return files.flatMap(({ id: fileId, units }) => {
    const blocks = new Map((blocksOf(fileId) ?? []).map((block) => [block.id, block]));
    const byBlock = new Map<string, ReadUnit[]>();
    for (const unit of units) byBlock.set(blockIdOf(unit), [...(byBlock.get(blockIdOf(unit)) ?? []), unit]);
    return [...byBlock].map(([blockId, some]) => compared({ fileId, blockId, from, to }, some, blocks.get(blockId)));
  });
}

const blockIdOf = ({ id }: ReadUnit): string => (id.endsWith(altEnd) ? id.slice(0, -altEnd.length) : id);

interface Place {
  fileId: string;
  blockId: string;
  from: Language;
  to: Language;
}

function compared(place: Place, units: readonly ReadUnit[], block: DraftBlock | undefined): Comparison {
  const { fileId, blockId, from, to } = place;
  const [source, standing] = [block?.texts[from], block?.texts[to]];
  const said = (alt: boolean) => units.find(({ id }) => id.endsWith(altEnd) === alt);
  const nothing: Comparison = {
    ...{ fileId, blockId, verdict: 'unknown', sourceChanged: false, change: null, made: null },
    ...{
      source: whole(said(true)?.source, said(false)?.source),
      before: '',
      after: whole(said(true)?.target, said(false)?.target),
    },
  };
  if (!block || !source) return nothing;
  const text = said(false)?.target ?? standing?.text ?? '';
  const alt = block.kind === 'picture' ? (said(true)?.target ?? standing?.alt ?? '') : null;
  const found = {
    ...nothing,
    source: whole(source.alt, source.text),
    before: whole(standing?.alt, standing?.text),
    after: whole(alt, text),
  };
  if (units.every(({ target }) => target === null)) return { ...found, verdict: 'left' };
  if (!fits(text) || !fits(alt ?? '', 500)) return { ...found, verdict: 'refused' };
  if (text.trim() === (standing?.text ?? '').trim() && (alt ?? '').trim() === (standing?.alt ?? '').trim())
    return { ...found, verdict: 'same' };
  const sourceRevision = revisionOf(units, source);
  return {
    ...found,
    verdict: verdictOf(units, standing),
    sourceChanged: sourceRevision < source.revision,
    made: sourceRevision < source.revision ? (said(false)?.source ?? null) : null,
    change: { op: 'write', blockId, language: to, base: standing?.revision ?? 0, text, alt, sourceRevision },
  };
}

const whole = (alt: string | null | undefined, text: string | null | undefined): string =>
  [alt, text].filter((each) => each?.trim()).join('\n\n');
const fits = (text: string, max = segmentMax): boolean => text.length <= max && isPlain(text);

function verdictOf(units: readonly ReadUnit[], standing: Segment | undefined): Verdict {
  if (!standing?.text.trim() && !standing?.alt?.trim()) return 'new';
  const known = units[0]?.targetRevision ?? null;
  return known !== null && known !== standing.revision ? 'theirs' : 'changed';
}

/** The source’s revision it was made from: what the file says, or what its copy of the source tells. */
function revisionOf(units: readonly ReadUnit[], source: Segment): number {
  const isSame = units.every(
    ({ id, source: words }) => words.trim() === (id.endsWith(altEnd) ? (source.alt ?? '') : source.text).trim(),
  );
  if (isSame) return source.revision;
  const known = units[0]?.sourceRevision ?? null;
  return Math.min(known ?? source.revision - 1, source.revision - 1);
}
