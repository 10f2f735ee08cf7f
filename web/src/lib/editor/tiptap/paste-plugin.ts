/** What is pasted or dropped: our own nodes as they are, everything else cleaned; pictures through their dialog. */
import { Extension, type Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { DocNode } from '../doc.ts';
import { cleaned } from '../paste/clean.ts';
import { refused, refusedUnread, type Refusal } from '../paste/limits.ts';
import { treeOf } from '../paste/tree.ts';
import { isAddress } from './link.ts';

export interface Pasting {
  newLabel(): string;
  refuse(why: Refusal | undefined): void;
  picture(file: File): void;
}

export const Paste = Extension.create<{ pasting: Pasting | null }>({
  name: 'lessonPaste',
  priority: 1000,
  addOptions: () => ({ pasting: null }),
  addProseMirrorPlugins() {
    const { pasting } = this.options;
    const { editor } = this;
    if (!pasting) return [];
    return [
      new Plugin({
        props: {
          // before the library parses it by itself: what is too much is not even read
          handleDOMEvents: {
            paste: (view, event) => {
              const taken = view.editable && event.clipboardData && paste(editor, event.clipboardData, pasting);
              if (taken) event.preventDefault();
              return taken ?? false;
            },
          },
          handleDrop: (view, event, _slice, moved) => {
            const picture = moved ? undefined : pictureIn(event.dataTransfer);
            if (!picture) return false;
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (at) editor.commands.setTextSelection(at.pos);
            pasting.picture(picture);
            return true;
          },
        },
      }),
    ];
  },
});

function paste(editor: Editor, data: DataTransfer, pasting: Pasting): boolean {
  const [html, plain] = [data.getData('text/html'), data.getData('text/plain')];
  const picture = pictureIn(data);
  // Word puts a picture of the text beside the text
  if (picture && !plain.trim()) {
    pasting.picture(picture);
    return true;
  }
  const unread = refusedUnread(html, plain);
  if (unread) return refuse(pasting, unread);
  if (editor.isActive('codeBlock') || editor.isActive('unknown')) return false;
  if (!html || html.includes('data-pm-slice')) return pastePlain(editor, html, plain, pasting);
  const nodes = cleaned(treeOf(html), { newLabel: pasting.newLabel, isAddress });
  const why = refused(nodes, editor.state.doc.childCount);
  if (why) return refuse(pasting, why);
  pasting.refuse(undefined);
  put(editor, nodes);
  return true;
}

/** Lines as paragraphs is what the editor does by itself; it is only not to be too many. */
function pastePlain(editor: Editor, html: string, plain: string, pasting: Pasting): boolean {
  if (html) return false;
  const lines = plain.split(/\r\n?|\n/).filter((line) => line.trim());
  const nodes = lines.map((text): DocNode => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  const why = refused(nodes, editor.state.doc.childCount);
  return why ? refuse(pasting, why) : false;
}

function refuse(pasting: Pasting, why: Refusal): true {
  pasting.refuse(why);
  return true;
}

/** One paragraph flows into the line; more stand as blocks. In a cell only words have room. */
function put(editor: Editor, nodes: readonly DocNode[]): void {
  const { state, view, schema } = editor;
  const fragment = Fragment.from(nodes.map((each) => schema.nodeFromJSON(each)));
  const open = (node: DocNode | undefined) => (node?.type === 'paragraph' ? 1 : 0);
  const inCell = editor.isActive('table') || editor.isActive('calloutTitle');
  if (inCell) {
    view.dispatch(state.tr.insertText(fragment.textBetween(0, fragment.size, ' ')).scrollIntoView());
    return;
  }
  view.dispatch(state.tr.replaceSelection(new Slice(fragment, open(nodes[0]), open(nodes.at(-1)))).scrollIntoView());
}

function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find(({ type }) => /^image\/(?:png|jpeg|webp|avif)$/.test(type));
}
