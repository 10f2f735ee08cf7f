/** Rules of a draft: what it is called, in which state it is, what a change makes of it. */
import type { BodyOf } from '#contracts/endpoint.ts';
import type { authoring } from '#contracts/authoring.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { withMadeFrom } from './made-from.ts';

type Change = BodyOf<typeof authoring.changeDraft>;

export interface Draft {
  head: StoredDraft;
  text: StoredAbout;
}

interface Release {
  organisationId: string;
  version: number;
  releasedAt: string;
  /** taken from the catalogue */
  retired?: unknown;
}

/**
 * State and version as they are once everything is heard of that has happened: between a release or retirement and the
 * reaction to it the draft would still say what was before.
 */
export function stateOf(
  { state, version, organisationId }: Pick<StoredDraft, 'state' | 'version' | 'organisationId'>,
  released: Release | undefined,
): { state: StoredDraft['state']; version: number | null } {
  if (released?.organisationId !== organisationId) return { state, version: version ?? null };
  const isNewer = released.version > (version ?? 0);
  const isOut = isNewer || state === 'released' || state === 'retired';
  const out = released.retired === undefined ? 'released' : 'retired';
  return { state: isOut ? out : state, version: Math.max(released.version, version ?? 0) };
}

/**
 * Has something been changed that is not in the newest release? That is what was submitted, and what was written while it
 * was reviewed is newer. Before the first release nothing has.
 */
export function hasChanges(
  { version = 0, organisationId, changedAt, submittedAt, releasedUpTo }: Timed,
  released: Release | undefined,
): boolean {
  const known = released?.organisationId === organisationId ? released : undefined;
  // the draft has not heard of it yet
  if (known && known.version > version) return changedAt > (submittedAt ?? known.releasedAt);
  return version > 0 && changedAt > (releasedUpTo ?? known?.releasedAt ?? '');
}
type Timed = Pick<StoredDraft, 'version' | 'organisationId' | 'changedAt' | 'submittedAt' | 'releasedUpTo'>;

/** Is a change that is made now the first since the draft was submitted or released? */
export const isFirstSince = ({ changedAt, submittedAt = '', releasedUpTo = '' }: Timed): boolean =>
  changedAt <= submittedAt || changedAt <= releasedUpTo;

/** A draft that begins. */
export const newDraft = (body: BodyOf<typeof authoring.createDraft>, at: string): Draft => ({
  head: {
    ...{ id: body.id, organisationId: body.organisationId, title: body.title, languages: body.languages },
    // what an academy shares it shares on purpose
    ...{ audience: 'own', state: 'draft', archived: false },
    ...{ revision: 0, outlineRevision: 0, teamRevision: 0, createdAt: at, changedAt: at },
  },
  text: withMadeFrom({ id: body.id, outcomes: [], topics: [], competences: [] }, body),
});

/** The draft after a change; the very same where it says so already. */
export function changedDraft({ head, text }: Draft, change: Change, at: string): Draft {
  const { title = head.title, languages = head.languages, audience = head.audience } = change;
  const { archived = head.archived, outcomes = text.outcomes, topics = text.topics } = change;
  const { competences = text.competences, summary = text.summary } = change;
  const words = { id: head.id, outcomes, topics, competences, ...(summary ? { summary } : {}) };
  const past = { before: { ...text, title: head.title }, said: change.madeFrom };
  const after: Draft = {
    head: { ...head, title, languages, audience, archived },
    text: withMadeFrom(words, { title, languages }, past),
  };
  if (same(after, { head, text })) return { head, text };
  if (change.revision !== head.revision) throw new AppError('conflict');
  // put away or brought back it says what it said
  const isPutAway = same({ ...after, head: { ...after.head, archived: head.archived } }, { head, text });
  const changedAt = isPutAway ? head.changedAt : at;
  return { ...after, head: { ...after.head, revision: head.revision + 1, changedAt } };
}

const same = (one: Draft, other: Draft): boolean => canonical(one) === canonical(other);
/** JSON whose fields stand in one order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** Is it the request that began this draft, sent once more? */
export const beganSo = (head: StoredDraft, body: BodyOf<typeof authoring.createDraft>): boolean =>
  head.organisationId === body.organisationId &&
  canonical([head.title, head.languages]) === canonical([body.title, body.languages]);

/** The language of origin stays: everything is translated from it. */
export function requireOrigin(before: readonly Language[], after: readonly Language[] | undefined): void {
  if (after && after[0] !== before[0]) throw new AppError('invalid', { field: 'body.languages', reason: 'first' });
}

/** Latest changed first. */
export const byChange = <T extends { changedAt: string; id: string }>(given: readonly T[]): T[] =>
  [...given].sort((a, b) =>
    a.changedAt === b.changedAt ? (a.id < b.id ? 1 : -1) : a.changedAt < b.changedAt ? 1 : -1,
  );
