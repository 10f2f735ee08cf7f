/** Puts the editor together for one lesson in one language. */
import { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { newBlockId } from '../../lib/editor/lesson-session.svelte.ts';
import { nodesFrom } from '../../lib/editor/segment.ts';
import { linesOf } from '../../lib/editor/doc.ts';
import { BesideBlocks, type Beside } from '../../lib/editor/tiptap/beside.ts';
import { FileBlock, Picture, RawInline, lessonExtensions } from '../../lib/editor/tiptap/extensions.ts';
import { HintTexts } from '../../lib/editor/tiptap/hints.ts';
import { Keys } from '../../lib/editor/tiptap/keys.ts';
import { Paste } from '../../lib/editor/tiptap/paste-plugin.ts';
import { Slash, type SlashMenu } from '../../lib/editor/tiptap/slash.ts';
import { documentOf } from '../../lib/editor/tiptap/surface.ts';
import { svelteView } from '../../lib/editor/tiptap/svelte-view.svelte.ts';
import { t } from '../../lib/i18n.svelte.ts';
import FileView from './FileView.svelte';
import { newNoteLabel, type EditorHost } from './host.svelte.ts';
import PictureView from './PictureView.svelte';
import TextPicture from './TextPicture.svelte';
import { toggleDone, toggleTasks } from './tools.ts';

export function makeEditor(element: HTMLElement, host: EditorHost, menu: SlashMenu, beside: Beside): Editor {
  const { session } = host;
  const own = [
    Picture.extend({ addNodeView: () => svelteView(PictureView, 'figure', { host }) }),
    FileBlock.extend({ addNodeView: () => svelteView(FileView, 'div', { host }) }),
    RawInline.extend({ addNodeView: () => svelteView(TextPicture, 'span', { host }) }),
    Slash.configure({ menu }),
    BesideBlocks.configure({ beside }),
    HintTexts.configure({ hints: hintsOf(host) }),
    Paste.configure({
      pasting: {
        newLabel: newNoteLabel,
        refuse: (why) => (host.refusal = why),
        picture: (file) => host.ask({ what: 'picture', file }),
      },
    }),
    Keys.configure({ keys: keysOf(host) }),
  ];
  const editor = new Editor({
    element,
    extensions: lessonExtensions(newBlockId, own),
    content: session.content(),
    editable: host.mayChange,
    // our CSP: styles come with the page
    injectCSS: false,
    editorProps: {
      attributes: {
        class: 'read edit',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('editor.text'),
        lang: session.of.language,
        spellcheck: 'true',
      },
      handleClickOn: (_view, _position, node, at, _event, direct) => direct && openNote(host, node.type.name, at),
      handleKeyDown: (view, event) => {
        const { selection } = view.state;
        return (
          event.key === 'Enter' &&
          selection instanceof NodeSelection &&
          openNote(host, selection.node.type.name, selection.from)
        );
      },
    },
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged) session.touched();
      host.tick += 1;
    },
  });
  session.begin(documentOf(editor, { ...session.of, newId: newBlockId }));
  return editor;
}

function openNote(host: EditorHost, name: string, at: number): boolean {
  if (name !== 'footnote' || !host.mayChange) return false;
  host.ask({ what: 'note', at });
  return true;
}

const keysOf = (host: EditorHost) => ({
  link: () => host.ask({ what: 'link' }),
  note: () => host.ask({ what: 'note' }),
  help: () => host.ask({ what: 'shortcuts' }),
  save: () => void host.session.flush(),
  toggleDone,
  toggleTasks,
});

function hintsOf({ session }: EditorHost) {
  const known = new Map<string, readonly string[]>();
  return {
    empty: () => t('editor.emptyHint'),
    title: () => t('editor.calloutTitle'),
    source: (id: string) => {
      const { language, source } = session.of;
      const block = session.block(id);
      const other =
        block && !block.texts[language]?.text && (block.texts[source]?.text ?? Object.values(block.texts)[0]?.text);
      if (!other) return null;
      const texts = known.get(other) ?? nodesFrom(other).flatMap(linesOf);
      known.set(other, texts);
      return texts;
    },
  };
}
