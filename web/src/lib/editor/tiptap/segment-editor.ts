/** A small editor for one text: the same schema as a lesson’s, so that a translation keeps tables, lists, links and notes. */
import { Editor } from '@tiptap/core';
import StarterKit, { type StarterKitOptions } from '@tiptap/starter-kit';
import type { Language } from '#contracts/common.ts';
import { linesOf, type DocNode } from '../doc.ts';
import type { Refusal } from '../paste/limits.ts';
import { nodesFrom, textFrom } from '../segment.ts';
import { markdownOf } from '../to-markdown.ts';
import { schemaExtensions } from './extensions.ts';
import { HintTexts } from './hints.ts';
import { Paste } from './paste-plugin.ts';

export interface SegmentField {
  /** Markdown to begin with; the nodes of an empty form where there is none yet */
  content: readonly DocNode[];
  /** shown in grey as long as nothing is written */
  source: string;
  lang: Language;
  label: string;
  describedBy: string;
  /** the words of an empty call-out’s title */
  title: string;
  newLabel(): string;
  typed(text: string): void;
  openNote(at: number): void;
  refuse(why: Refusal | undefined): void;
}

/** A line of its own behind a heading or table would take the words that belong into it. */
const withoutTrailing = schemaExtensions.map((each) =>
  each.name === 'starterKit'
    ? StarterKit.configure({ ...(each.options as StarterKitOptions), trailingNode: false })
    : each,
);

const nodesIn = (editor: Editor): DocNode[] => (editor.getJSON().content ?? []) as DocNode[];

export function makeSegmentEditor(element: HTMLElement, field: SegmentField): Editor {
  const startsEmpty = markdownOf(field.content) === '';
  const lines = startsEmpty ? hintsOf(field.source) : null;
  return new Editor({
    element,
    extensions: [
      ...withoutTrailing,
      HintTexts.configure({
        hints: { empty: () => '', title: () => field.title, source: () => lines },
      }),
      Paste.configure({ pasting: { newLabel: field.newLabel, refuse: field.refuse, picture: () => undefined } }),
    ],
    content: { type: 'doc', content: [...field.content] },
    // our CSP: styles come with the page
    injectCSS: false,
    editorProps: {
      attributes: {
        class: 'read edit',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': field.label,
        'aria-describedby': field.describedBy,
        lang: field.lang,
        spellcheck: 'true',
      },
      handleClickOn: (_view, _position, node, at, _event, direct) => {
        if (!direct || node.type.name !== 'footnote') return false;
        field.openNote(at);
        return true;
      },
    },
    onUpdate: ({ editor }) => field.typed(textFrom(nodesIn(editor))),
  });
}

/** Where a line of a list or a cell stands, says its beginning; a single text stands beside its source anyway. */
function hintsOf(source: string): string[] | null {
  const lines = nodesFrom(source).flatMap(linesOf);
  return lines.length > 1 ? lines.map((line) => (line.length > hintMax ? `${line.slice(0, hintMax)}…` : line)) : null;
}
const hintMax = 28;

/** Another text in the place of what stands; it goes into the undo history. */
export const putText = (editor: Editor, text: string): boolean =>
  editor.commands.setContent({ type: 'doc', content: nodesFrom(text) }, { emitUpdate: true });
