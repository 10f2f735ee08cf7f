/** Everything the editor of a lesson is made of. */
import type { AnyExtension } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { BlockAttributes } from './attributes.ts';
import { BlockIds } from './block-ids-plugin.ts';
import { Link } from './link.ts';
import { Callout, CalloutTitle, FileBlock, Footnote, Picture, RawInline, Unknown, tableNodes } from './nodes.ts';

/** The schema’s part: what a document can hold. Needs no browser. */
export const schemaExtensions: AnyExtension[] = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: false,
    underline: false,
    dropcursor: { class: 'drop-line', color: false, width: 3 },
  }),
  BlockAttributes,
  Link,
  Callout,
  CalloutTitle,
  Unknown,
  Footnote,
  ...tableNodes,
];

export const lessonExtensions = (newId: () => string, own: AnyExtension[]): AnyExtension[] => [
  ...schemaExtensions,
  BlockIds.configure({ newId }),
  ...own,
];

export { FileBlock, Picture, RawInline };
