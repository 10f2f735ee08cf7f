/** The text as learners will get it: its blocks as one Markdown text, pictures by the id of their media. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Frozen } from '../../lib/diff/blocks.ts';

/** Words within `[…]` or a title: no bracket, quote or line break ends it before its time. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[&\\[\]"`*_<!]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a translation lacks falls back to the first language, as the released lesson does for pictures and files. */
export function learnerText(
  blocks: readonly Frozen[],
  language: Language,
  source: Language,
  fileHref: (mediaId: string) => string,
): string {
  const pieces = blocks.map((block) => {
    const own = block.texts[language];
    if (block.kind === 'text') return own?.text.trim() ?? '';
    const { text = '', alt = null } = own ?? block.texts[source] ?? {};
    if (!block.ref) return '';
    if (block.kind === 'file') return text.trim() ? `[${plain(text)}](${fileHref(block.ref)})` : '';
    const description = alt?.trim() || block.texts[source]?.alt || '';
    return `![${plain(description)}](${block.ref}${text.trim() ? ` "${plain(text)}"` : ''})`;
  });
  return pieces.filter(Boolean).join('\n\n');
}

export const picturesIn = (blocks: readonly Frozen[]): string[] => [
  ...new Set(blocks.flatMap(({ kind, ref }) => (kind === 'picture' && ref ? [ref] : []))),
];
