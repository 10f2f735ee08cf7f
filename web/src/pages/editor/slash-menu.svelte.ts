/** The list that `/` opens: what fits what was typed, and which of it is marked. */
import type { SlashMatch, SlashMenu } from '../../lib/editor/tiptap/slash.ts';
import { t } from '../../lib/i18n.svelte.ts';
import type { EditorHost } from './host.svelte.ts';
import { slashTools, type Tool } from './tools.ts';

export class SlashChoice implements SlashMenu {
  match = $state.raw<SlashMatch | null>(null);
  marked = $state(0);
  readonly host: EditorHost;

  constructor(host: EditorHost) {
    this.host = host;
  }

  get items(): Tool[] {
    const query = this.match?.query.toLowerCase() ?? '';
    const { editor } = this.host;
    return slashTools.filter(
      (tool) => fits(t(tool.label), tool.id, query) && (!editor || (tool.enabled?.(editor) ?? true)),
    );
  }

  show(match: SlashMatch | null): void {
    if (match?.query !== this.match?.query) this.marked = 0;
    this.match = match;
  }

  key(event: KeyboardEvent): boolean {
    const { items } = this;
    if (!this.match || items.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.marked = (this.marked + step + items.length) % items.length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.choose(items[this.marked]);
    else return false;
    return true;
  }

  choose(tool: Tool | undefined): void {
    const { editor } = this.host;
    const { match } = this;
    if (!tool || !editor || !match) return;
    this.match = null;
    editor.chain().focus().deleteRange({ from: match.from, to: match.to }).run();
    tool.run(this.host, editor);
  }
}

const fits = (label: string, id: string, query: string): boolean =>
  label
    .toLowerCase()
    .split(/[\s,:]+/)
    .some((word) => word.startsWith(query)) || id.toLowerCase().startsWith(query);
