/** What our blocks carry besides what Tiptap knows: their id, tight lists, tasks. */
import { Extension } from '@tiptap/core';

export const topLevel = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'callout',
  'codeBlock',
  'horizontalRule',
  'table',
  'picture',
  'file',
  'unknown',
];

const checked = {
  default: null as boolean | null,
  parseHTML: (element: HTMLElement) => {
    const value = element.getAttribute('data-checked');
    return value === null ? null : value === 'true';
  },
  renderHTML: ({ checked: value }: Record<string, unknown>) =>
    typeof value === 'boolean' ? { 'data-checked': String(value) } : {},
};

const blockId = {
  default: null as string | null,
  keepOnSplit: true,
  parseHTML: (element: HTMLElement) => element.getAttribute('data-block'),
  renderHTML: ({ blockId: id }: Record<string, unknown>) => (id ? { 'data-block': String(id) } : {}),
};

const hidden = (value: unknown) => ({ default: value, rendered: false });

export const BlockAttributes = Extension.create({
  name: 'blockAttributes',
  addGlobalAttributes: () => [
    { types: topLevel, attributes: { blockId, follows: hidden(false) } },
    { types: ['bulletList', 'orderedList'], attributes: { tight: hidden(true) } },
    { types: ['listItem'], attributes: { checked } },
  ],
});
