/** Everything that can be done with the text: for the toolbar, the slash menu and the list of shortcuts alike. */
import type { Editor } from '@tiptap/core';
import type { MessageKey } from '../../lib/i18n.svelte.ts';
import type { IconName } from '../../lib/ui/icons.ts';
import type { EditorHost } from './host.svelte.ts';
import { calloutKinds, type CalloutKind } from '../../lib/markdown/model.ts';

export interface Tool {
  id: string;
  label: MessageKey;
  icon: IconName;
  /** as Tiptap writes it, for the list of shortcuts */
  keys?: string;
  run(host: EditorHost, editor: Editor): unknown;
  /** is it so at the caret? */
  active?(editor: Editor): boolean;
  enabled?(editor: Editor): boolean;
}

const calloutIcons: Record<CalloutKind, IconName> = {
  note: 'info',
  tip: 'done',
  important: 'stop',
  warning: 'alert',
  caution: 'stop',
};

export const markTools: readonly Tool[] = [
  {
    id: 'bold',
    label: 'editor.bold',
    icon: 'bold',
    keys: 'Mod-b',
    run: (_, editor) => editor.chain().focus().toggleBold().run(),
    active: (editor) => editor.isActive('bold'),
  },
  {
    id: 'italic',
    label: 'editor.italic',
    icon: 'italic',
    keys: 'Mod-i',
    run: (_, editor) => editor.chain().focus().toggleItalic().run(),
    active: (editor) => editor.isActive('italic'),
  },
  {
    id: 'strike',
    label: 'editor.strike',
    icon: 'strike',
    keys: 'Mod-Shift-s',
    run: (_, editor) => editor.chain().focus().toggleStrike().run(),
    active: (editor) => editor.isActive('strike'),
  },
  {
    id: 'code',
    label: 'editor.code',
    icon: 'code',
    keys: 'Mod-e',
    run: (_, editor) => editor.chain().focus().toggleCode().run(),
    active: (editor) => editor.isActive('code'),
  },
  {
    id: 'link',
    label: 'editor.link',
    icon: 'link',
    keys: 'Mod-k',
    run: (host) => host.ask({ what: 'link' }),
    active: (editor) => editor.isActive('link'),
  },
];

export const listTools: readonly Tool[] = [
  {
    id: 'bullets',
    label: 'editor.bullets',
    icon: 'contents',
    keys: 'Mod-Shift-8',
    run: (_, editor) => editor.chain().focus().toggleBulletList().run(),
    active: (editor) => editor.isActive('bulletList'),
  },
  {
    id: 'numbers',
    label: 'editor.numbers',
    icon: 'olist',
    keys: 'Mod-Shift-7',
    run: (_, editor) => editor.chain().focus().toggleOrderedList().run(),
    active: (editor) => editor.isActive('orderedList'),
  },
  {
    id: 'tasks',
    label: 'editor.tasks',
    icon: 'tasks',
    keys: 'Mod-Shift-9',
    run: (_, editor) => toggleTasks(editor),
    active: isTask,
  },
  {
    id: 'quote',
    label: 'editor.quote',
    icon: 'quote',
    keys: 'Mod-Shift-b',
    run: (_, editor) => editor.chain().focus().toggleBlockquote().run(),
    active: (editor) => editor.isActive('blockquote'),
  },
];

export const insertTools: readonly Tool[] = [
  { id: 'norm', label: 'editor.norm', icon: 'norm', run: (host) => host.ask({ what: 'norm' }), active: isNorm },
  { id: 'quiz', label: 'editor.quiz', icon: 'check', run: (host) => host.ask({ what: 'quiz' }) },
  {
    id: 'footnote',
    label: 'editor.note',
    icon: 'footnote',
    keys: 'Mod-Alt-f',
    run: (host) => host.ask({ what: 'note' }),
  },
  { id: 'picture', label: 'editor.picture', icon: 'image', run: (host) => host.ask({ what: 'picture' }) },
  { id: 'file', label: 'editor.file', icon: 'clip', run: (host) => host.ask({ what: 'file' }) },
  // it belongs to the lesson and stands above its text
  { id: 'film', label: 'editor.film', icon: 'video', run: (host) => host.ask({ what: 'film' }) },
  {
    id: 'table',
    label: 'editor.table',
    icon: 'table',
    run: (_, editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    enabled: (editor) => !editor.isActive('table'),
  },
  {
    id: 'codeBlock',
    label: 'editor.codeBlock',
    icon: 'code',
    keys: 'Mod-Alt-c',
    run: (_, editor) => editor.chain().focus().toggleCodeBlock().run(),
    active: (editor) => editor.isActive('codeBlock'),
  },
  {
    id: 'rule',
    label: 'editor.rule',
    icon: 'rule',
    run: (_, editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];

export const calloutTools: readonly Tool[] = calloutKinds.map((kind) => ({
  id: kind,
  label: `editor.callout.${kind}` as MessageKey,
  icon: calloutIcons[kind],
  run: (_, editor) => toggleCallout(editor, kind),
  active: (editor) => editor.isActive('callout', { kind }),
}));

export const headingTools: readonly Tool[] = ([2, 3, 4] as const).map((level) => ({
  id: `heading${level}`,
  label: `editor.heading${level}` as MessageKey,
  icon: 'heading',
  keys: `Mod-Alt-${level}`,
  run: (_, editor) => editor.chain().focus().toggleHeading({ level }).run(),
  active: (editor) => editor.isActive('heading', { level }),
}));

export const historyTools: readonly Tool[] = [
  {
    id: 'undo',
    label: 'editor.undo',
    icon: 'undo',
    keys: 'Mod-z',
    run: (_, editor) => editor.chain().focus().undo().run(),
    enabled: (editor) => editor.can().undo(),
  },
  {
    id: 'redo',
    label: 'editor.redo',
    icon: 'redo',
    keys: 'Mod-Shift-z',
    run: (_, editor) => editor.chain().focus().redo().run(),
    enabled: (editor) => editor.can().redo(),
  },
];

/** What the slash offers, the most used first. */
export const slashTools: readonly Tool[] = [...headingTools.slice(0, 2), ...listTools, ...insertTools, ...calloutTools];

export const tableTools: readonly { label: MessageKey; run(editor: Editor): unknown; risk?: boolean }[] = [
  { label: 'editor.rowBelow', run: (editor) => editor.chain().focus().addRowAfter().run() },
  { label: 'editor.rowAbove', run: (editor) => editor.chain().focus().addRowBefore().run() },
  { label: 'editor.columnAfter', run: (editor) => editor.chain().focus().addColumnAfter().run() },
  { label: 'editor.columnBefore', run: (editor) => editor.chain().focus().addColumnBefore().run() },
  { label: 'editor.removeRow', run: (editor) => editor.chain().focus().deleteRow().run() },
  { label: 'editor.removeColumn', run: (editor) => editor.chain().focus().deleteColumn().run() },
  { label: 'editor.removeTable', run: (editor) => editor.chain().focus().deleteTable().run(), risk: true },
];

function isTask(editor: Editor): boolean {
  return typeof editor.getAttributes('listItem')['checked'] === 'boolean';
}

function isNorm(editor: Editor): boolean {
  return String(editor.getAttributes('link')['href'] ?? '').startsWith('norm:');
}

export function toggleTasks(editor: Editor): boolean {
  const checked = isTask(editor) ? null : false;
  const chain = editor.chain().focus();
  return (editor.isActive('listItem') ? chain : chain.toggleBulletList())
    .updateAttributes('listItem', { checked })
    .run();
}

/** Done or not yet, for the task at the caret. */
export function toggleDone(editor: Editor): boolean {
  const checked: unknown = editor.getAttributes('listItem')['checked'];
  return typeof checked === 'boolean' && editor.commands.updateAttributes('listItem', { checked: !checked });
}

function toggleCallout(editor: Editor, kind: CalloutKind): boolean {
  if (editor.isActive('callout')) return editor.chain().focus().updateAttributes('callout', { kind }).run();
  const content = { type: 'callout', attrs: { kind }, content: [{ type: 'calloutTitle' }, { type: 'paragraph' }] };
  const worked = editor.chain().focus().insertContent(content).run();
  return worked && editor.commands.setTextSelection(titleBefore(editor));
}

/** The title of the call-out in which the caret is, or of the nearest one above. */
function titleBefore({ state }: Editor): number {
  let at = state.selection.from;
  state.doc.nodesBetween(0, Math.min(state.selection.to + 1, state.doc.content.size), (node, position) => {
    if (node.type.name === 'calloutTitle') at = position + 1;
  });
  return at;
}

/** What stands in the bar; everything else is behind “more”, and in the slash menu. */
export const barTools: readonly (readonly Tool[])[] = [
  pick(markTools, 'bold', 'italic', 'link'),
  pick(listTools, 'bullets', 'numbers'),
  [...pick(insertTools, 'norm', 'footnote', 'picture', 'table'), ...calloutTools.slice(0, 1)],
  historyTools,
];
export const moreTools: readonly Tool[] = [
  ...pick(listTools, 'tasks', 'quote'),
  ...pick(insertTools, 'film', 'file', 'codeBlock', 'rule'),
  ...pick(markTools, 'strike', 'code'),
];

function pick(tools: readonly Tool[], ...ids: string[]): Tool[] {
  return tools.filter(({ id }) => ids.includes(id));
}
