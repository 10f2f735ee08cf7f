import { describe, expect, it } from 'vitest';
import { concerned, distinctSpans, recallOf } from './recall.ts';

const said = (reason: string) => ({ at: '2026-11-22T10:00:00.000Z', reason });
const recalls = (of: Record<string, Record<string, ReturnType<typeof said>>>) => new Map(Object.entries(of));

describe('whom a recall warns', () => {
  it('learners of the version itself, not of another', () => {
    const known = recalls({ a: { 2: said('old article') } });
    expect(recallOf({ id: 'a', version: 2 }, known)).toMatchObject({
      version: 2,
      reason: 'old article',
      ofOrigin: false,
    });
    expect(recallOf({ id: 'a', version: 3 }, known)).toBeNull();
  });

  it('learners of a copy that has a part of it', () => {
    const known = recalls({ up: { 1: said('wrong deadline') } });
    const copy = { id: 'b', version: 4, origin: { courseId: 'up', spans: [{ from: 1, to: 1 }] } };
    expect(recallOf(copy, known)).toMatchObject({ version: 1, reason: 'wrong deadline', ofOrigin: true });
  });

  it('nobody where each part stands in another version too, in the same words', () => {
    const known = recalls({ up: { 1: said('wrong deadline') } });
    const spans = [
      { from: 1, to: 2 },
      { from: 2, to: 2 },
    ];
    expect(recallOf({ id: 'b', version: 4, origin: { courseId: 'up', spans } }, known)).toBeNull();
  });

  it('learners of a copy once all versions are recalled in which a part stands', () => {
    const known = recalls({ up: { 1: said('one'), 2: said('two') } });
    const copy = { id: 'b', version: 1, origin: { courseId: 'up', spans: [{ from: 1, to: 2 }] } };
    expect(recallOf(copy, known)).toMatchObject({ version: 1, reason: 'one' });
  });

  it('first of the course itself where both are recalled', () => {
    const known = recalls({ b: { 1: said('ours') }, up: { 1: said('theirs') } });
    const copy = { id: 'b', version: 1, origin: { courseId: 'up', spans: [{ from: 1, to: 1 }] } };
    expect(recallOf(copy, known)).toMatchObject({ reason: 'ours', ofOrigin: false });
  });

  it('nobody of a copy of which nothing of the original is left', () => {
    const known = recalls({ up: { 1: said('wrong deadline') } });
    expect(recallOf({ id: 'b', version: 1, origin: { courseId: 'up', spans: [] } }, known)).toBeNull();
  });
});

it('asks for each course once', () => {
  const origin = { courseId: 'up', spans: [] };
  expect(
    concerned([
      { id: 'a', version: 1, origin },
      { id: 'b', version: 1, origin },
      { id: 'up', version: 2 },
    ]),
  ).toEqual(['a', 'up', 'b']);
});

it('keeps each span once', () => {
  const spans = [
    { from: 2, to: 2 },
    { from: 1, to: 2 },
    { from: 2, to: 2 },
  ];
  expect(distinctSpans(spans)).toEqual([
    { from: 1, to: 2 },
    { from: 2, to: 2 },
  ]);
});
