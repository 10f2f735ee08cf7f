import type { DraftBlock } from '#contracts/blocks.ts';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { splitBlock, joinBackward } from '@tiptap/pm/commands';
import { wrapInList, liftListItem } from '@tiptap/pm/schema-list';
import { undo, history } from '@tiptap/pm/history';
import { Plugin } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { nodesOfBlock, nodesOfText, savedBlock } from '../lesson-blocks.ts';
import { nodesFrom } from '../segment.ts';
import { applyEdits } from './apply-edits.ts';
import { withIds } from './block-ids-plugin.ts';
import { FileBlock, Picture, RawInline, schemaExtensions } from './extensions.ts';
import { duplicateBlock, moveBlock, removeBlock } from './move-block.ts';
import { blocksOf } from './read-document.ts';

const schema = getSchema([...schemaExtensions, Picture, FileBlock, RawInline]);
const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const saved = (id: string, uk: string): DraftBlock => ({
  id,
  kind: 'text',
  ref: null,
  place: 'a0',
  revision: 1,
  texts: { uk: { text: uk, alt: null, revision: 1, sourceRevision: null, by, at: '2026-11-22T08:52:00.000Z' } },
});

function editing(...blocks: DraftBlock[]) {
  let count = 0;
  const newId = () => `new${++count}`;
  const ids = new Plugin({ appendTransaction: (_, before, after) => withIds(before, after, newId) });
  const content = blocks.flatMap((block) => nodesOfBlock(block, 'uk', 'uk'));
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  doc.check();
  let state = EditorState.create({ doc, plugins: [ids, history()] });
  const dispatch = (transaction: typeof state.tr) => (state = state.apply(transaction));
  return {
    get state() {
      return state;
    },
    dispatch,
    newId,
    /** puts the caret at the beginning of the nth occurrence of the words */
    caret(words: string, offset = 0) {
      let at = 0;
      state.doc.descendants((node, position) => {
        if (node.isText && node.text?.includes(words)) at = position + node.text.indexOf(words) + offset;
      });
      dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)));
    },
    texts: () => blocksOf(state.doc).map(({ id, text }) => `${id}: ${text}`),
  };
}

const texts = import.meta.glob<string>('../../../../../content/courses/human-rights/lessons/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('the document', () => {
  it.each(Object.keys(texts))('holds %s as it is saved', (path) => {
    const block = saved('a', texts[path] ?? '');
    const doc = schema.nodeFromJSON({ type: 'doc', content: nodesOfBlock(block, 'uk', 'uk') });
    doc.check();
    expect(blocksOf(doc)).toEqual([savedBlock(block, 'uk')]);
  });

  it('holds pictures and files', () => {
    const picture = { id: 'p', kind: 'picture', ref: 'mda_1', text: 'Підпис', alt: 'Опис' } as const;
    const file = { id: 'f', kind: 'file', ref: 'mda_2', text: 'Бланк', alt: null } as const;
    const doc = schema.nodeFromJSON({
      type: 'doc',
      content: [...nodesOfText('p', picture), ...nodesOfText('f', file)],
    });
    expect(blocksOf(doc)).toEqual([picture, file]);
  });

  it('shows a block without translation in the shape of its source', () => {
    const table = saved('t', '| A | Б |\n| --- | --- |\n| 1 | 2 |');
    const doc = schema.nodeFromJSON({ type: 'doc', content: nodesOfBlock(table, 'en', 'uk') });
    doc.check();
    expect(doc.child(0).type.name).toBe('table');
    expect(doc.textContent).toBe('');
    expect(blocksOf(doc)[0]?.text).toBe('');
  });
});

describe('blocks while one writes', () => {
  it('splitting makes a new block below', () => {
    const work = editing(saved('a', 'Один два'), saved('b', 'Три'));
    work.caret('два');
    splitBlock(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: Один', 'new1: два', 'b: Три']);
  });

  it('an empty line above leaves the words in their block', () => {
    const work = editing(saved('a', 'Один'));
    work.caret('Один');
    splitBlock(work.state, work.dispatch);
    expect(work.texts()).toEqual(['new1: ', 'a: Один']);
  });

  it('merging leaves the upper block', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два'));
    work.caret('Два');
    joinBackward(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: ОдинДва']);
  });

  it('a paragraph that becomes a list and back stays the same block', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два'), saved('c', 'Три'));
    work.caret('Два');
    wrapInList(schema.nodes['bulletList']!)(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: Один', 'b: - Два', 'c: Три']);
    liftListItem(schema.nodes['listItem']!)(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: Один', 'b: Два', 'c: Три']);
  });

  it('moves, copies and removes whole blocks', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два\n\nі ще'), saved('c', 'Три'));
    work.caret('і ще');
    moveBlock(-1)(work.state, work.dispatch);
    expect(work.texts()).toEqual(['b: Два\n\nі ще', 'a: Один', 'c: Три']);
    expect(work.state.selection.$from.parent.textContent).toBe('і ще');
    expect(moveBlock(-1)(work.state)).toBe(false);
    duplicateBlock('b')(work.state, work.dispatch);
    expect(work.texts()[1]).toMatch(/^new1: Два/);
    removeBlock('a')(work.state, work.dispatch);
    expect(work.texts().some((text) => text.startsWith('a:'))).toBe(false);
  });

  it('undo brings a removed block back under its id', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два'));
    removeBlock('b')(work.state, work.dispatch);
    undo(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: Один', 'b: Два']);
  });
});

describe('what comes from elsewhere', () => {
  const edit = (work: ReturnType<typeof editing>, ...edits: Parameters<typeof applyEdits>[1]) =>
    work.dispatch(applyEdits(work.state, edits, { language: 'uk', source: 'uk', newId: work.newId }));

  it('changes other blocks and leaves the caret where it is', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два слова'));
    work.caret('слова', 2);
    edit(
      work,
      { op: 'set', block: saved('a', 'Один, але довший\n\nі з другим абзацом') },
      { op: 'insert', after: 'a', block: saved('n', 'Нове') },
    );
    expect(work.texts()).toEqual(['a: Один, але довший\n\nі з другим абзацом', 'n: Нове', 'b: Два слова']);
    expect(work.state.selection.$from.parentOffset).toBe('Два сл'.length);
  });

  it('is not undone by undo', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два'));
    work.caret('Два');
    work.dispatch(work.state.tr.insertText('моє '));
    edit(work, { op: 'set', block: saved('a', 'Їхнє') });
    undo(work.state, work.dispatch);
    expect(work.texts()).toEqual(['a: Їхнє', 'b: Два']);
  });

  it('orders blocks as asked, and removes', () => {
    const work = editing(saved('a', 'Один'), saved('b', 'Два'), saved('c', 'Три'), saved('d', 'Чотири'));
    edit(work, { op: 'order', ids: ['d', 'b', 'a', 'c'] });
    expect(work.texts().map((text) => text[0])).toEqual(['d', 'b', 'a', 'c']);
    edit(work, { op: 'order', ids: ['a', 'b', 'c', 'd'] });
    expect(work.texts().map((text) => text[0])).toEqual(['a', 'b', 'c', 'd']);
    edit(work, { op: 'remove', id: 'b' }, { op: 'rekey', id: 'c' });
    expect(work.texts()).toEqual(['a: Один', 'new1: Три', 'd: Чотири']);
  });

  it('nothing left is an empty line', () => {
    const work = editing(saved('a', 'Один'));
    edit(work, { op: 'remove', id: 'a' });
    expect(work.texts()).toEqual(['new1: ']);
    expect(nodesFrom('')).toHaveLength(1);
  });
});
