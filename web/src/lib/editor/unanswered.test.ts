import type { BlockChange, DraftBlock } from '#contracts/blocks.ts';
import { describe, expect, it } from 'vitest';
import { merge } from './merge.ts';
import { settle } from './settle.ts';
import { Unanswered } from './unanswered.ts';

const block = (text: string, revision: number, personId = 'per_me'): DraftBlock => ({
  ...{ id: 'a', kind: 'text', ref: null, place: 'a0', revision: 1 },
  texts: {
    uk: {
      ...{ text, alt: null, revision, sourceRevision: null, at: '2026-11-22T08:52:00.000Z' },
      by: { id: personId, givenName: 'Оля', familyName: 'Коваль' },
    },
  },
});
const write = (text: string, base: number): BlockChange => ({
  ...{ op: 'write', blockId: 'a', language: 'uk', base, text, alt: null, sourceRevision: null },
});
const known = new Map([['a', block('було', 1)]]);
const me = { language: 'uk', personId: 'per_me' } as const;
const document = [{ id: 'a', kind: 'text', ref: null, alt: null, text: 'моє, далі' }] as const;

/** “моє” was sent, and nobody knows whether it arrived; then “моє, далі” is sent from the same revision. */
function answeredBy(stands: DraftBlock) {
  const unanswered = new Unanswered();
  unanswered.sent([write('моє', 1)]);
  const blocks = unanswered.recognised(known, [stands], me);
  const outcomes = [{ blockId: 'a', outcome: 'conflict', block: stands }] as const;
  const changes = [write('моє, далі', 1)];
  return settle({ blocks, removed: new Map(), changes, outcomes, document, language: 'uk' });
}

describe('a saving whose answer was lost', () => {
  it('is no conflict with oneself: the next change stands on it', () => {
    const { blocks, conflicts, edits } = answeredBy(block('моє', 2));
    expect([conflicts, edits]).toEqual([[], []]);
    expect(blocks.get('a')?.texts.uk).toMatchObject({ text: 'моє', revision: 2 });
  });

  it('is one where somebody else, or another page of one’s own, wrote something else', () => {
    expect(answeredBy(block('моє', 2, 'per_other')).conflicts).toHaveLength(1);
    expect(answeredBy(block('інше', 2)).conflicts).toHaveLength(1);
  });

  it('is none when a look finds it, either', () => {
    const unanswered = new Unanswered();
    unanswered.sent([write('моє', 1)]);
    const server = [block('моє', 2)];
    const found = merge({
      ...{ known: unanswered.recognised(known, server, me), server, document, language: 'uk', held: new Set() },
    });
    expect([found.conflicts, found.edits, found.news]).toEqual([[], [], []]);
  });

  it('counts until it is answered', () => {
    const unanswered = new Unanswered();
    unanswered.sent([write('моє', 1)]);
    unanswered.answered([write('моє', 1)]);
    expect(unanswered.recognised(known, [block('моє', 2)], me)).toEqual(known);
  });
});
