/** What can be done with a whole block, as a menu offers it. */
import type { Command } from '@tiptap/pm/state';
import { duplicateBlock, moveBlock, removeBlock } from '../../lib/editor/tiptap/move-block.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { announce } from '../../lib/page.svelte.ts';
import type { EditorHost } from './host.svelte.ts';

export function blockActions(host: EditorHost, blockId: string) {
  const does = (command: Command, done: string) => () => {
    const { editor } = host;
    if (!editor) return;
    if (command(editor.state, editor.view.dispatch)) announce(done);
    editor.commands.focus();
  };
  return [
    { label: t('editor.moveUp'), does: does(moveBlock(-1, blockId), t('editor.moved')) },
    { label: t('editor.moveDown'), does: does(moveBlock(1, blockId), t('editor.moved')) },
    { label: t('editor.duplicate'), does: does(duplicateBlock(blockId), t('editor.duplicated')) },
    { label: t('editor.history'), does: () => host.ask({ what: 'history', blockId }) },
    { label: t('editor.removeBlock'), does: does(removeBlock(blockId), t('editor.removed')), risk: true },
  ];
}
