import { describe, expect, it } from 'vitest';
import type { StoredFolder } from './bank.store.ts';
import { folderSo } from './folder.ts';
import { isReached, withBelow } from './folder-tree.ts';

const folder = (id: string, of: Partial<StoredFolder> = {}): StoredFolder => ({
  ...{ organisationId: 'own', id, name: id, revision: 1, sharedWith: 'nobody', organisationIds: [], questions: 0 },
  ...of,
});
const tree = [folder('top'), folder('mid', { parentId: 'top' }), folder('low', { parentId: 'mid' }), folder('other')];
const input = { revision: 1, parentId: null, name: 'mid', sharedWith: 'nobody' as const, organisationIds: [] };
const place = { organisationId: 'own', id: 'mid' };

describe('folders', () => {
  it('hold what is below them', () => {
    expect([...withBelow(tree, 'top')]).toEqual(['top', 'mid', 'low']);
    expect([...withBelow(tree, 'gone')]).toEqual(['gone']);
  });

  it('are shared with all that is in them, with those named and never with their own academy', () => {
    const shared = tree.map((each) =>
      each.id === 'top' ? { ...each, sharedWith: 'listed' as const, organisationIds: ['one'] } : each,
    );
    expect(isReached(shared, 'low', ['one'])).toBe(true);
    expect(isReached(shared, 'low', ['two', 'own'])).toBe(false);
    expect(isReached(shared, 'other', ['one'])).toBe(false);
    expect(isReached([folder('all', { sharedWith: 'all' })], 'all', ['own'])).toBe(false);
  });

  it('forget who was listed once they are shared otherwise', () => {
    const listed = folderSo(tree, place, { ...input, sharedWith: 'listed', organisationIds: ['b', 'a', 'b'] });
    expect(listed).toMatchObject({ organisationIds: ['a', 'b'], revision: 2 });
    expect(folderSo(tree, place, { ...input, sharedWith: 'all', organisationIds: ['a'] }).organisationIds).toEqual([]);
  });

  it.each([
    ['below itself', { parentId: 'low' }, 'folderCircle'],
    ['below what is not there', { parentId: 'gone' }, 'invalid'],
    ['from an old revision', { revision: 0 }, 'idTaken'],
    ['from a later one', { revision: 2 }, 'conflict'],
  ])('are not put %s', (_, change, code) => {
    expect(() => folderSo(tree, place, { ...input, ...change })).toThrow(code);
  });

  it('are no more than may be', () => {
    const many = Array.from({ length: 500 }, (_, at) => folder(`f${at}`));
    expect(() => folderSo(many, { organisationId: 'own', id: 'new' }, { ...input, revision: 0 })).toThrow(
      'tooManyFolders',
    );
  });
});
