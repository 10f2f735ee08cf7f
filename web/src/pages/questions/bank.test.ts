import { describe, expect, test } from 'vitest';
import type { Folder, QuestionCard } from '#contracts/questions.ts';
import { isNarrowed, noFilters, queryOf } from './bank-filters.ts';
import { folderRows, placesFor } from './folders.ts';
import { inPortions, undoOf } from './several.ts';

const folder = (id: string, name: string, parentId: string | null = null): Folder => ({
  id,
  name,
  parentId,
  revision: 1,
  sharedWith: 'nobody',
  organisationIds: [],
});

describe('folders', () => {
  const folders = [
    folder('b', 'Право'),
    folder('c', 'Затримання', 'b'),
    folder('a', 'Етика'),
    folder('d', 'Обшук', 'c'),
  ];

  test('stand below their parents, by name', () => {
    expect(folderRows(folders).map(({ path, depth }) => [path, depth])).toEqual([
      ['Етика', 0],
      ['Право', 0],
      ['Право / Затримання', 1],
      ['Право / Затримання / Обшук', 2],
    ]);
  });
  test('whose parent is gone, or that turn in a circle, are not lost twice', () => {
    expect(folderRows([folder('x', 'Сирота', 'gone')])).toHaveLength(1);
    expect(folderRows([folder('x', 'А', 'y'), folder('y', 'Б', 'x')])).toHaveLength(0);
  });
  test('cannot be moved into themselves or below', () => {
    expect(placesFor(folders, 'b').map(({ folder: { id } }) => id)).toEqual(['a']);
    expect(placesFor(folders, undefined)).toHaveLength(4);
  });
});

describe('filters', () => {
  test('ask for what exists, and for nothing else', () => {
    const filters = {
      ...noFilters,
      q: ' обшук ',
      kind: 'single',
      state: 'nonsense',
      difficulty: '9',
      archived: 'true',
    };
    expect(queryOf(filters)).toEqual({ words: 'обшук', kind: 'single', archived: 'true' });
  });
  test('narrow a list, a folder does not', () => {
    expect(isNarrowed({ ...noFilters, folder: 'fld_1' })).toBe(false);
    expect(isNarrowed({ ...noFilters, tag: 'право' })).toBe(true);
  });
});

describe('several at once', () => {
  const card = (id: string, of: Partial<QuestionCard>) =>
    ({ id, folderId: null, tags: [], use: 'exam', difficulty: 3, archived: false, ...of }) as unknown as QuestionCard;

  test('go in portions of what a request takes', () => {
    expect(inPortions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inPortions([], 2)).toEqual([]);
  });
  test('are put back where each was', () => {
    const cards = [card('a', { folderId: 'x' }), card('b', { folderId: 'y' }), card('c', { folderId: 'x' })];
    expect(undoOf(cards, { folderId: 'z' })).toEqual([
      { ids: ['a', 'c'], change: { folderId: 'x' } },
      { ids: ['b'], change: { folderId: 'y' } },
    ]);
  });
  test('lose only the tags they got', () => {
    const cards = [card('a', { tags: ['право'] }), card('b', { tags: ['етика'] })];
    expect(undoOf(cards, { addTags: ['право'], removeTags: ['етика'] })).toEqual([
      { ids: ['b'], change: { removeTags: ['право'], addTags: ['етика'] } },
    ]);
  });
});
