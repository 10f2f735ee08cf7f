/** Rules of changing a block: each change is judged by what stands there, and nothing written is ever lost. */
import type { BlockChange, ChangeOutcome } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { BlockPair, RemovedBlock, StoredBlock } from './blocks.store.ts';
import { formerSource, type FormerSource } from './former-source.ts';
import type { StoredHistory } from './history.store.ts';

/** Autosave writes every few seconds: of what one person writes in one go the history keeps a state every so often. */
const keptEveryMs = 5 * 60 * 1000;

type Outcome = ChangeOutcome['outcome'];
type Segment = NonNullable<StoredBlock['texts'][Language]>;
type Change<Op extends BlockChange['op']> = Extract<BlockChange, { op: Op }>;

/** An entry of the history; what did not become the block's is one entry, however often it is sent. */
export interface NewEntry extends Omit<StoredHistory, 'courseId' | 'lessonId' | 'id'> {
  /** of the text that stands instead, in milliseconds */
  instead?: number;
}

export interface Writing {
  courseId: string;
  lessonId: string;
  personId: string;
  /** milliseconds */
  now: number;
  /** seconds until which something removed now is kept */
  removedUntil: number;
  /** the course’s first language, from which the others are translated */
  first: Language;
  /** is everything that is overwritten kept, also what its writer wrote a moment ago? */
  keepsAll?: boolean;
  /** may this picture or file stand in such a block? */
  isUsable(ref: string, kind: StoredBlock['kind']): boolean;
  /** the place itself, or one beside it where another block stands there */
  free(place: string, blockId: string): string;
}

export interface Changed extends BlockPair {
  outcomes: Outcome[];
  history: NewEntry[];
  /** texts that were translated and are being overwritten */
  sources: FormerSource[];
}

/** Applies changes of one block, one after the other. */
export function applyChanges(pair: BlockPair, changes: readonly BlockChange[], writing: Writing): Changed {
  let state: BlockPair = pair;
  const [outcomes, history, sources]: [Outcome[], NewEntry[], FormerSource[]] = [[], [], []];
  for (const change of changes) {
    const step = applied(state, change, writing);
    outcomes.push(step.outcome);
    history.push(...(step.history ?? []));
    sources.push(...(step.sources ?? []));
    state = step.state ?? state;
  }
  // however many changes, it is one write
  return { ...withEdition(pair, state), outcomes, history, sources };
}

interface Step {
  outcome: Outcome;
  state?: BlockPair;
  history?: NewEntry[];
  sources?: FormerSource[];
}

function applied(state: BlockPair, change: BlockChange, writing: Writing): Step {
  switch (change.op) {
    case 'add':
      return added(state, change, writing);
    case 'write':
      return written(state, change, writing);
    case 'place':
      return placed(state, change, writing);
    case 'ref':
      return referred(state, change, writing);
    case 'remove':
      return removed(state, change, writing);
    case 'restore':
      return restored(state, writing);
  }
}

function added({ present, removed: away }: BlockPair, change: Change<'add'>, writing: Writing): Step {
  const { kind, ref, place } = change;
  if (present) return { outcome: present.kind === kind ? 'saved' : 'conflict' };
  // a change that comes late does not bring back what was taken away since
  if (away || (ref !== null && !writing.isUsable(ref, kind))) return { outcome: 'gone' };
  const created: StoredBlock = {
    ...{ courseId: writing.courseId, lessonId: writing.lessonId, id: change.blockId, kind },
    ...(ref === null ? {} : { ref }),
    ...{ place, revision: 0, edition: 0, texts: {}, by: '', at: '' },
  };
  return { outcome: 'saved', state: { present: at(created, place, writing), removed: undefined } };
}

/** The block with another place, kind or ref. */
const touched = (block: StoredBlock, { personId, now }: Writing): StoredBlock => ({
  ...block,
  revision: block.revision + 1,
  by: personId,
  at: new Date(now).toISOString(),
});

function at({ asked: _, ...block }: StoredBlock, place: string, writing: Writing): StoredBlock {
  const free = writing.free(place, block.id);
  return touched({ ...block, place: free, ...(free === place ? {} : { asked: place }) }, writing);
}

const changed = (state: BlockPair, present: StoredBlock): Step => ({ outcome: 'saved', state: { ...state, present } });

function placed(state: BlockPair, { base, place }: Change<'place'>, writing: Writing): Step {
  const { present } = state;
  if (!present) return { outcome: 'gone' };
  if (place === (present.asked ?? present.place)) return { outcome: 'saved' };
  return base === present.revision ? changed(state, at(present, place, writing)) : { outcome: 'conflict' };
}

function referred(state: BlockPair, { base, ref }: Change<'ref'>, writing: Writing): Step {
  const { present } = state;
  if (!present) return { outcome: 'gone' };
  if (ref === (present.ref ?? null)) return { outcome: 'saved' };
  if (base !== present.revision || (ref !== null && !writing.isUsable(ref, present.kind)))
    return { outcome: 'conflict' };
  const { ref: _, ...rest } = present;
  return changed(state, touched({ ...rest, ...(ref === null ? {} : { ref }) }, writing));
}

function written(state: BlockPair, change: Change<'write'>, writing: Writing): Step {
  const standing = (state.present ?? state.removed)?.texts[change.language];
  if (!state.present) return { outcome: 'gone', history: state.removed ? [refused(change, standing, writing)] : [] };
  if (standing && saysTheSame(standing, change)) return { outcome: 'saved' };
  if (change.base !== (standing?.revision ?? 0))
    return { outcome: 'conflict', history: [refused(change, standing, writing)] };
  const kept = standing && isKept(standing, change, writing) ? [former(change, standing)] : [];
  const texts = { ...state.present.texts, [change.language]: rewritten(standing, change, writing, kept.length > 0) };
  const sources = formerSource(state.present, change.language, writing.first);
  return { ...changed(state, { ...state.present, texts }), history: kept, sources };
}

const saysTheSame = ({ text, alt, sourceRevision }: Segment, change: Change<'write'>): boolean =>
  text === change.text && (alt ?? null) === change.alt && (sourceRevision ?? null) === change.sourceRevision;

function rewritten(
  standing: Segment | undefined,
  { text, alt, sourceRevision }: Change<'write'>,
  { personId, now }: Writing,
  isNew: boolean,
): Segment {
  const moment = new Date(now).toISOString();
  return {
    text,
    ...(alt === null ? {} : { alt }),
    revision: (standing?.revision ?? 0) + 1,
    ...(sourceRevision === null ? {} : { sourceRevision }),
    by: personId,
    at: moment,
    from: isNew || standing?.by !== personId ? moment : (standing.from ?? standing.at),
  };
}

/** Is the text that is overwritten worth keeping? Somebody else's always, one's own every few minutes. */
function isKept({ text, alt, by, from, at: wroteAt }: Segment, change: Change<'write'>, writing: Writing): boolean {
  const differs = text !== change.text || (alt ?? null) !== change.alt;
  if (!differs || (!text.trim() && !alt)) return false;
  return (
    Boolean(writing.keepsAll) || by !== writing.personId || writing.now - Date.parse(from ?? wroteAt) >= keptEveryMs
  );
}

const former = ({ blockId, language }: Pick<Change<'write'>, 'blockId' | 'language'>, segment: Segment): NewEntry => ({
  blockId,
  kind: 'write',
  language,
  ...{ text: segment.text, by: segment.by, at: segment.at },
  ...(segment.alt === undefined ? {} : { alt: segment.alt }),
});

/** What was sent and did not become the block's. */
const refused = (change: Change<'write'>, standing: Segment | undefined, writing: Writing): NewEntry => ({
  ...{ blockId: change.blockId, kind: 'conflict', language: change.language, text: change.text },
  ...(change.alt === null ? {} : { alt: change.alt }),
  ...{ by: writing.personId, at: new Date(writing.now).toISOString() },
  instead: Date.parse(standing?.at ?? '') || writing.now,
});

function removed(state: BlockPair, { base }: Change<'remove'>, writing: Writing): Step {
  const { present } = state;
  if (!present) return { outcome: state.removed ? 'saved' : 'gone' };
  if (base !== present.revision) return { outcome: 'conflict' };
  const moment = new Date(writing.now).toISOString();
  const by = { by: writing.personId, at: moment };
  const away: RemovedBlock = {
    ...present,
    ...{ removedAt: moment, removedBy: writing.personId, expiresAt: writing.removedUntil },
  };
  const texts = Object.entries(present.texts).filter(([, segment]) => segment?.text.trim());
  const entries = texts.map(([language, segment]): NewEntry => ({
    ...former({ blockId: present.id, language: language as Language }, segment!),
    ...{ kind: 'remove', ...by },
  }));
  const bare: NewEntry = { blockId: present.id, kind: 'remove', ...by };
  return {
    outcome: 'saved',
    state: { present: undefined, removed: away },
    history: entries.length ? entries : [bare],
  };
}

function restored({ present, removed: away }: BlockPair, writing: Writing): Step {
  if (present) return { outcome: 'saved' };
  if (!away || away.expiresAt * 1000 <= writing.now) return { outcome: 'gone' };
  const { removedAt: _at, removedBy: _by, expiresAt: _until, ...block } = away;
  return { outcome: 'saved', state: { present: at(block, block.place, writing), removed: undefined } };
}

/** What has changed is written under the next edition; what has not is the very item that was read. */
function withEdition(before: BlockPair, after: BlockPair): BlockPair {
  const edition = (before.present ?? before.removed)?.edition ?? 0;
  return {
    present:
      after.present && after.present !== before.present ? { ...after.present, edition: edition + 1 } : after.present,
    removed:
      after.removed && after.removed !== before.removed ? { ...after.removed, edition: edition + 1 } : after.removed,
  };
}
