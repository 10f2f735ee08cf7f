/** Rules of a question: how it is written, submitted, answered, put away. Time, ids and hashes are given. Pure. */
import { AppError } from '#contracts/errors.ts';
import { questionBytesMax, type QuestionContent } from '#contracts/question-kinds.ts';
import { tagsMax, type QuestionMeta } from '#contracts/questions.ts';
import { askedIn } from '#contracts/scoring/check-content.ts';
import { excerptOf, searchedOf } from './content.ts';
import type { StoredQuestion } from './questions.store.ts';
import { probeOf } from './similarity.ts';

/** Who does it, and when. */
export interface By {
  personId: string;
  at: string;
}
/** A content with its hash. */
export interface Written {
  content: QuestionContent;
  hash: string;
}

export const isTooLarge = (content: QuestionContent): boolean =>
  new TextEncoder().encode(JSON.stringify(content)).length > questionBytesMax;

/** What a card says of the content. */
function cardOf({ content, hash }: Written) {
  const searched = searchedOf(content);
  return {
    ...{ kind: content.body.kind, ask: excerptOf(content), languages: askedIn(content), hash },
    probe: probeOf(content),
    ...(searched === undefined ? {} : { searched }),
  };
}

const metaOf = ({ folderId, use, difficulty, tags, competences, norms }: QuestionMeta) => ({
  ...{ use, difficulty, tags, competences, norms },
  ...(folderId === null ? {} : { folderId }),
});

export type NewQuestion = Pick<StoredQuestion, 'id' | 'organisationId' | 'origin'> & Written & { meta: QuestionMeta };

export function newQuestion({ meta, content, hash, ...made }: NewQuestion, { personId, at }: By): StoredQuestion {
  return {
    ...{ ...made, ...metaOf(meta), ...cardOf({ content, hash }), state: 'draft', archived: false },
    ...{ madeOf: hash, createdBy: personId, writers: [personId], revision: 1, changedAt: at, changedBy: personId },
  };
}

/** Is it the request that made this question, sent once more? */
export const isMadeSo = (present: StoredQuestion, made: Pick<StoredQuestion, 'organisationId'>, by: By, hash: string) =>
  present.organisationId === made.organisationId && present.createdBy === by.personId && present.madeOf === hash;

const withWriter = (writers: readonly string[], personId: string): string[] => [...new Set([...writers, personId])];

/** The question with another content and standing elsewhere; the very same where nothing differs. */
export function changed(present: StoredQuestion, meta: QuestionMeta, written: Written, by: By): StoredQuestion {
  if (present.archived) throw new AppError('notAllowed');
  if (present.state === 'inReview') throw new AppError('reviewOpen');
  if (isTooLarge(written.content)) throw new AppError('tooLarge');
  const isRewritten = written.hash !== present.hash;
  if (!isRewritten && isSameMeta(present, meta)) return present;
  const { folderId: _, searched: __, ...rest } = present;
  return {
    ...{ ...rest, ...metaOf(meta), ...cardOf(written) },
    ...(isRewritten ? { writers: withWriter(present.writers, by.personId) } : {}),
    ...{ revision: present.revision + 1, changedAt: by.at, changedBy: by.personId },
  };
}

export function isSameMeta(present: StoredQuestion, { folderId, use, difficulty, ...lists }: QuestionMeta): boolean {
  const isSameList = (name: keyof typeof lists) => present[name].join('\n') === lists[name].join('\n');
  return (
    (present.folderId ?? null) === folderId &&
    present.use === use &&
    present.difficulty === difficulty &&
    (['tags', 'competences', 'norms'] as const).every(isSameList)
  );
}

/** What can be changed about several questions at once. */
export interface SeveralChange {
  folderId?: string | null | undefined;
  addTags?: readonly string[] | undefined;
  removeTags?: readonly string[] | undefined;
  difficulty?: number | undefined;
  use?: StoredQuestion['use'] | undefined;
  archived?: boolean | undefined;
}

/**
 * The question so changed; the very same where it is so already. Undefined where that cannot be: it would bear too many tags, or
 * be put away while a reviewer looks at it.
 */
export function changedSo(present: StoredQuestion, change: SeveralChange, by: By): StoredQuestion | undefined {
  const { difficulty = present.difficulty, use = present.use, archived = present.archived } = change;
  const kept = present.tags.filter((tag) => !change.removeTags?.includes(tag));
  const tags = [...new Set([...kept, ...(change.addTags ?? [])])];
  if (tags.length > tagsMax || (archived && present.state === 'inReview')) return undefined;
  const folderId = change.folderId === undefined ? (present.folderId ?? null) : change.folderId;
  const meta = { ...present, folderId, use, difficulty, tags };
  if (isSameMeta(present, meta) && archived === present.archived) return present;
  const { folderId: _, ...rest } = present;
  return {
    ...{ ...rest, ...metaOf(meta), archived },
    ...{ revision: present.revision + 1, changedAt: by.at, changedBy: by.personId },
  };
}

/** Has the draft changed since its newest version? */
export const isChanged = ({ version, hash, versionHash }: StoredQuestion): boolean =>
  version !== undefined && hash !== versionHash;

/** The question as it waits for a reviewer. Who submits answers for it as one who wrote it. */
export function submitted(present: StoredQuestion, { personId, at }: By): StoredQuestion {
  const { note: _, decided: __, ...rest } = present;
  return {
    ...{ ...rest, state: 'inReview', submittedAt: at, submittedBy: personId },
    ...{ writers: withWriter(present.writers, personId), revision: present.revision + 1 },
  };
}

const restingState = ({ version }: StoredQuestion) =>
  version === undefined ? ('draft' as const) : ('approved' as const);

/** Was it taken back already? Then nobody has answered it, and what was submitted still stands there. */
export const isWithdrawn = (present: StoredQuestion): boolean =>
  present.state !== 'inReview' && present.decided === undefined && present.submittedAt !== undefined;

export function withdrawn(present: StoredQuestion): StoredQuestion {
  if (present.state !== 'inReview') throw new AppError('reviewEnded');
  return { ...present, state: restingState(present), revision: present.revision + 1 };
}

/** Somebody who has written what waits; also under the name of a duplicate that was merged into them. */
export const hasWritten = (
  { writers }: Pick<StoredQuestion, 'writers'>,
  { id, mergedFrom = [] }: { id: string; mergedFrom?: readonly string[] | undefined },
): boolean => [id, ...mergedFrom].some((each) => writers.includes(each));

export interface Decision {
  decision: 'approve' | 'return';
  hash: string;
  note: string | null;
}

/** Was this very answer given already, by the same person? */
export const isDecided = ({ decided: last }: StoredQuestion, { decision, hash }: Decision, by: By): boolean =>
  last?.decision === decision && last.hash === hash && last.by === by.personId;

/** The question with its answer: approved, what waited is its next version. */
export function decided(present: StoredQuestion, { decision, hash, note }: Decision, by: By): StoredQuestion {
  if (present.state !== 'inReview') throw new AppError('reviewEnded');
  if (hash !== present.hash) throw new AppError('conflict');
  if (decision === 'return' && !note?.trim()) throw new AppError('noteMissing');
  const after = {
    ...{ ...present, revision: present.revision + 1, decided: { decision, hash, by: by.personId, at: by.at } },
    ...(note?.trim() ? { note } : {}),
  };
  if (decision === 'return') return { ...after, state: 'returned' };
  const version = (present.version ?? 0) + 1;
  const { languages, writers: _, ...rest } = after;
  return {
    ...rest,
    languages,
    state: 'approved',
    version,
    versionHash: hash,
    versionLanguages: languages,
    writers: [],
  };
}
