import { describe, expect, it } from 'vitest';
import { inTree, isCircle } from './tree.ts';

const node = (code: string, parentId: string | null = null) => ({ id: code, code, parentId });

describe('the framework', () => {
  it('comes parents before children, neighbours as people count', () => {
    const nodes = [node('a.10', 'a'), node('b'), node('a.2.1', 'a.2'), node('a.2', 'a'), node('a')];
    expect(inTree(nodes).map(({ code }) => code)).toEqual(['a', 'a.2', 'a.2.1', 'a.10', 'b']);
  });

  it('loses nobody whose parent is not there', () => {
    const nodes = [node('lost', 'gone'), node('a'), node('one', 'two'), node('two', 'one')];
    expect(inTree(nodes).map(({ code }) => code)).toEqual(['a', 'lost', 'one', 'two']);
  });

  it('may be as deep as a file is long', () => {
    const deep = Array.from({ length: 20_000 }, (_, index) => node(`n-${index}`, index ? `n-${index - 1}` : null));
    expect(inTree(deep.toReversed()).map(({ id }) => id)).toEqual(deep.map(({ id }) => id));
  });

  it('has no circles', () => {
    const nodes = [node('a'), node('b', 'a'), node('c', 'b')];
    expect(isCircle(nodes, 'a', 'c')).toBe(true);
    expect(isCircle(nodes, 'a', 'a')).toBe(true);
    expect(isCircle(nodes, 'c', 'a')).toBe(false);
    expect(isCircle(nodes, 'new', 'c')).toBe(false);
    expect(isCircle(nodes, 'b', null)).toBe(false);
  });
});
