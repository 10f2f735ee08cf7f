/** A GIFT file cut into its questions: an empty line parts them, comments and categories are told apart. Pure. */
import type { Settings } from '../settings.ts';
import { settingsFrom } from '../settings.ts';

export interface Block {
  /** of its first line */
  line: number;
  text: string;
  category: readonly string[];
  tags: readonly string[];
  settings: Settings;
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let category: readonly string[] = [];
  let open: { line: number; lines: string[] } | undefined;
  let tags: string[] = [];
  let settings: Settings = {};
  const close = () => {
    if (open?.lines.some((line) => line.trim())) {
      blocks.push({ line: open.line, text: open.lines.join('\n').trim(), category, tags, settings });
      [tags, settings] = [[], {}];
    }
    open = undefined;
  };
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line.startsWith('//')) {
      tags.push(...[...line.matchAll(/\[tag:([^\]]*)\]/g)].map(([, tag]) => tag!.trim()));
      if (line.startsWith('// kurs: ')) settings = settingsFrom(line.slice('// kurs: '.length));
    } else if (line === '') close();
    else if (!open && /^\$CATEGORY:/i.test(line)) {
      category = categoryOf(line.slice(line.indexOf(':') + 1));
    } else {
      open ??= { line: at + 1, lines: [] };
      open.lines.push(raw);
    }
  }
  close();
  return blocks;
}

/** `$course$/top/Law/Detention` → Law, Detention: what Moodle puts on top says nothing here. `//` is a slash in a name. */
export function categoryOf(path: string): string[] {
  return path
    .trim()
    .replaceAll('//', '\uE030')
    .split('/')
    .map((name) => name.replaceAll('\uE030', '/').trim())
    .filter((name, at) => name && !(at < 2 && /^(?:\$\w+\$|top)$/i.test(name)));
}
