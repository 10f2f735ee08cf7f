/** A question as it is written: card, what it counts for, where it is found, who had a part – in one transaction. */
import { canonicalJson } from '#contracts/archive.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { sha256 } from '../platform/ids.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import type { Write } from '../platform/table.ts';
import { bandWrites } from './bands.store.ts';
import { countWrites } from './bank.store.ts';
import { difference } from './counting.ts';
import type { By, Written } from './question.ts';
import * as store from './questions.store.ts';
import { bandsOf } from './similarity.ts';
import { tracePut } from './traces.store.ts';

export const written = (content: QuestionContent): Written => ({ content, hash: sha256(canonicalJson(content)) });

/** The writes of a question as it is now; the first fails its condition where somebody else was quicker. */
export function questionWrites(
  before: store.StoredQuestion | undefined,
  after: store.StoredQuestion,
  { content, by }: { content?: QuestionContent; by?: By } = {},
): Write[] {
  const isRewritten = before?.hash !== after.hash;
  const isNewWriter = by && after.writers.includes(by.personId) && !before?.writers.includes(by.personId);
  const bands = before?.probe === after.probe ? undefined : [before ? bandsOf(before.probe) : [], bandsOf(after.probe)];
  return [
    store.cardPut(after, before),
    ...(content && isRewritten ? [store.draftPut(after.id, content)] : []),
    ...(bands ? bandWrites(after, bands[0]!, bands[1]!) : []),
    ...(isNewWriter ? [tracePut(after.id, by)] : []),
    ...countWrites(after.organisationId, difference(before, after)),
  ];
}

type Fact = 'submitted' | 'withdrawn' | 'approved' | 'returned' | 'archived' | 'useChanged' | 'copied';

/** The fact that something became of a question. */
export const questionFact = (
  type: Fact,
  { id, organisationId }: Pick<store.StoredQuestion, 'id' | 'organisationId'>,
  { personId, at }: By,
  data?: NewRecord['data'],
): Write =>
  recordPut(
    {
      ...{ kind: 'fact', type: `questions.${type}`, subjectId: id, actorId: personId, objectId: organisationId },
      ...(data ? { data } : {}),
    },
    Date.parse(at),
  );

/** Facts of what a change says beyond the words: put away, or used for something else. */
export function standingFacts(before: store.StoredQuestion, after: store.StoredQuestion, by: By): Write[] {
  return [
    ...(before.archived === after.archived ? [] : [questionFact('archived', after, by, { archived: after.archived })]),
    ...(before.use === after.use ? [] : [questionFact('useChanged', after, by, { use: after.use })]),
  ];
}
