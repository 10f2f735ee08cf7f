import { describe, expect, it } from 'vitest';
import type { Answer } from '#contracts/question-kinds.ts';
import { answersOf, unsent } from './answer-states.ts';
import { acked, after, building, entryOf, sentNow, toSend, type Kept, type KeptEntry } from './journal.ts';
import { refused, renamed } from './refusals.ts';

const tab = 'tabA';
const at = (ms: number) => ({ wallMs: 1_000_000 + ms, mono: ms });
const option = (name: string): Answer => ({ kind: 'single', option: name });
const essay = (text: string): Answer => ({ kind: 'essay', text });

/** Writes into a journal, one change after the other, a second apart. */
function journal(changes: [question: string, answer: Answer | null][], device = tab): Kept {
  const entries: KeptEntry[] = [];
  changes.forEach(([questionId, answer], index) => {
    const now = at(index * 1_000);
    const last = entries.at(-1);
    const entry = entryOf(last, { attemptId: 'att', device, questionId, answer, atMs: now.wallMs, now });
    if (last?.n === entry.n) entries.pop();
    entries.push(entry);
  });
  return { entries, batches: [] };
}
const built = (kept: Kept, ms = 10_000) => after(kept, building(kept, tab, at(ms)));
const ack = (kept: Kept, ms = 11_000) =>
  toSend(kept).reduce((all, batch) => after(all, acked(all, batch, 1_000_000 + ms)), kept);

describe('the journal of a tab', () => {
  it('numbers its changes; writing on at an answer that was not sent is the same change', () => {
    const { entries } = journal([
      ['q1', option('a')],
      ['q2', essay('п')],
      ['q2', essay('пр')],
      ['q1', option('b')],
    ]);
    expect(entries.map(({ n, questionId }) => [n, questionId])).toEqual([
      [1, 'q1'],
      [2, 'q2'],
      [3, 'q1'],
    ]);
    expect(entries[1]?.answer).toEqual(essay('пр'));
  });

  it('builds a batch once: sent again later it says the same, only older', () => {
    const kept = built(
      journal([
        ['q1', option('a')],
        ['q2', null],
      ]),
    );
    const [batch] = toSend(kept);
    expect(batch?.entries).toEqual([
      { n: 1, questionId: 'q1', answer: option('a'), ageMs: 10_000 },
      { n: 2, questionId: 'q2', answer: null, ageMs: 9_000 },
    ]);
    expect(toSend(built(kept, 60_000))).toEqual([batch]);
    expect(sentNow(batch!, tab, at(70_000)).map(({ n, ageMs }) => [n, ageMs])).toEqual([
      [1, 70_000],
      [2, 69_000],
    ]);
  });

  it('what another tab left behind travels under its own name, with an age by the wall clock', () => {
    const left = journal([['q1', option('a')]], 'gone');
    const [batch] = toSend(built({ ...left, entries: left.entries.map((entry) => ({ ...entry, mono: 99_999_999 })) }));
    expect(batch).toMatchObject({ device: 'gone', seq: 1, entries: [{ ageMs: 10_000 }] });
  });

  it('numbers go on after what the academy has, though its answers are no longer kept here', () => {
    let kept = ack(built(journal([['q1', option('a')]])));
    const entry = entryOf(kept.entries.at(-1), {
      ...{ attemptId: 'att', device: tab, questionId: 'q1', answer: option('b') },
      ...{ atMs: 1_012_000, now: at(12_000) },
    });
    kept = ack(built({ ...kept, entries: [...kept.entries, entry] }, 13_000));
    expect(kept.batches.map(({ seq, entries }) => [seq, entries.length])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(unsent(kept).waiting).toEqual([]);
  });

  it('as many answers as fit go into one batch', () => {
    const long = Array.from({ length: 6 }, (_, index): [string, Answer] => [`q${index}`, essay('я'.repeat(45_000))]);
    expect(toSend(built(journal(long))).map(({ seq, entries }) => [seq, entries.length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
  });
});

describe('answers the academy does not take', () => {
  it('one that is too long stays on the device until it is shortened', () => {
    const kept = built(
      journal([
        ['q1', essay('a'.repeat(60_001))],
        ['q2', option('a')],
      ]),
    );
    expect(toSend(kept).flatMap(({ entries }) => entries.map(({ questionId }) => questionId))).toEqual(['q2']);
    expect(unsent(kept).held.map(({ questionId }) => questionId)).toEqual(['q1']);
    const shorter = journal([
      ['q1', essay('a'.repeat(60_001))],
      ['q2', option('a')],
      ['q1', essay('коротко')],
    ]);
    expect(unsent(shorter).held).toEqual([]);
  });

  it('a refused batch is tried in halves until one answer stays behind and the others are through', () => {
    let kept = built(journal(['a', 'bad', 'c', 'd'].map((name) => [name, option(name)])));
    const arrived: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      kept = built(kept, 20_000);
      const [batch] = toSend(kept);
      if (!batch) break;
      const isBad = batch.entries.some(({ questionId }) => questionId === 'bad');
      if (!isBad) arrived.push(...batch.entries.map(({ questionId }) => questionId));
      kept = after(kept, isBad ? refused(kept, batch, 'refused') : acked(kept, batch, 1_021_000));
    }
    expect(arrived.sort()).toEqual(['a', 'c', 'd']);
    expect(unsent(kept)).toMatchObject({ waiting: [], held: [{ questionId: 'bad', held: 'refused' }] });
    const seqs = kept.batches.map(({ seq }) => seq).sort();
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  it('a number that another batch bears is left to it, and the entries travel under a new name', () => {
    const kept = built(journal([['q1', option('a')]]));
    const [batch] = toSend(kept);
    const again = after(kept, renamed(kept, batch!, 'other'));
    expect(toSend(again)).toEqual([{ ...batch, device: 'other' }]);
    expect(unsent(again).waiting).toHaveLength(1);
    expect(unsent(ack(again)).waiting).toEqual([]);
  });
});

describe('what is answered', () => {
  const told = (questionId: string, answer: Answer, ms: number) => ({
    questionId,
    answer,
    at: new Date(1_000_000 + ms).toISOString(),
    device: 'x',
  });

  it('says where each answer is', () => {
    const some = ack(built(journal([['q1', option('a')]])));
    const more = { ...some, entries: [...some.entries, ...journal([['q2', option('b')]], 'tabB').entries] };
    const answers = answersOf([], more);
    expect(answers.get('q1')).toMatchObject({ place: 'academy', savedMs: 1_011_000 });
    expect(answers.get('q2')).toMatchObject({ place: 'device' });
  });

  it('a later answer of another device is shown, an earlier one is not', () => {
    const kept = journal([['q1', option('mine')]]);
    expect(answersOf([told('q1', option('theirs'), 60_000)], kept).get('q1')?.answer).toEqual(option('theirs'));
    expect(answersOf([told('q1', option('theirs'), -60_000)], kept).get('q1')?.answer).toEqual(option('mine'));
  });

  it('a change made while the one before was on its way is the one that is shown', () => {
    const first = built(journal([['q1', option('a')]]), 500);
    const change = { attemptId: 'att', device: tab, questionId: 'q1', answer: option('b') };
    const entry = entryOf(first.entries[0], { ...change, atMs: 1_000_600, now: at(600) });
    const kept = ack({ ...first, entries: [...first.entries, entry] }, 900);
    expect(answersOf([], kept).get('q1')).toMatchObject({ answer: option('b'), place: 'device' });
  });
});
