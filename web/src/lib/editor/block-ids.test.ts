import { describe, expect, it } from 'vitest';
import { assignIds, type NodeId } from './block-ids.ts';

const words = (id: string | null, follows = false): NodeId => ({ id, kind: 'text', follows, blank: false });
const blank = (id: string | null): NodeId => ({ id, kind: 'text', follows: false, blank: true });
const picture = (id: string | null): NodeId => ({ id, kind: 'picture', follows: false, blank: false });
const ids = (before: string[], nodes: NodeId[]) => {
  let count = 0;
  const formers = before.map((id) => ({ id, kind: 'text' as const }));
  return assignIds(formers, nodes, () => `new${++count}`).map(({ id, follows }) => (follows ? `${id}+` : id));
};

describe('ids of blocks', () => {
  it('a split leaves the id with the first half', () => {
    expect(ids(['a', 'b'], [words('a'), words('a'), words('b')])).toEqual(['a', 'new1', 'b']);
  });

  it('a new line above leaves the id with the words', () => {
    expect(ids(['a'], [blank('a'), words('a')])).toEqual(['new1', 'a']);
  });

  it('a new line below is a new block', () => {
    expect(ids(['a'], [words('a'), blank('a')])).toEqual(['a', 'new1']);
  });

  it('merging drops the second', () => {
    expect(ids(['a', 'b', 'c'], [words('a'), words('c')])).toEqual(['a', 'c']);
  });

  it('a paragraph that became a list item gives its id to the list', () => {
    expect(ids(['a', 'b'], [words('a'), words('b')])).toEqual(['a', 'b']);
  });

  it('what was taken out of a list inherits its id', () => {
    expect(ids(['a', 'list', 'c'], [words('a'), words(null), words('c')])).toEqual(['a', 'list', 'c']);
  });

  it('what is new between others is new', () => {
    expect(ids(['a', 'b'], [words('a'), words(null), words('b')])).toEqual(['a', 'new1', 'b']);
  });

  it('does not give an id that vanished elsewhere', () => {
    expect(ids(['x', 'a', 'b'], [words('a'), words(null), words('b')])).toEqual(['a', 'new1', 'b']);
  });

  it('a picture in the place of a line is another block: kinds never change', () => {
    expect(ids(['a', 'line', 'b'], [words('a'), picture(null), words('b')])).toEqual(['a', 'new1', 'b']);
  });

  it('moving keeps ids', () => {
    expect(ids(['a', 'b', 'c'], [words('c'), words('a'), words('b')])).toEqual(['c', 'a', 'b']);
  });

  it('a copy is new', () => {
    expect(ids(['a', 'b'], [words('a'), words('b'), words('a')])).toEqual(['a', 'b', 'new1']);
  });

  it('nodes of one block stay together until one goes away', () => {
    expect(ids(['a', 'b'], [words('a'), words('a', true), words('b')])).toEqual(['a', 'a+', 'b']);
    expect(ids(['a', 'b'], [words('a', true), words('b')])).toEqual(['a', 'b']);
    expect(ids(['a', 'b'], [words('a'), words('b'), words('a', true)])).toEqual(['a', 'b', 'new1']);
  });
});
