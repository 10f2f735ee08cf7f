/** How a text refers to an article: `[ст. 23](norm:art_…)`. Pure. */
import type { ArticleRow } from '#contracts/norms.ts';

const scheme = 'norm:';
const articleId = /^art_[0-9A-HJKMNP-TV-Z]{26}$/;

/** The article's id if the address of a link is one of ours; null for everything else, whatever it looks like. */
export function normIdOf(href: string): string | null {
  if (!href.startsWith(scheme)) return null;
  const id = href.slice(scheme.length);
  return articleId.test(id) ? id : null;
}

/** The address of a link to an article. */
export const normHref = (id: string): string => `${scheme}${id}`;

/** The link as Markdown, named by the article's reference. */
export const normLink = ({ id, reference }: Pick<ArticleRow, 'id' | 'reference'>): string =>
  `[${reference.replaceAll(/[\\[\]]/g, '\\$&')}](${normHref(id)})`;
