/** Links: to the web, inside the lesson, to files, to quizzes, and to articles of the norms. */
import { Mark, mergeAttributes } from '@tiptap/core';
import { safeLink } from '../../markdown/links.ts';

/** Addresses a text may carry; what is not shown to learners as a link is not made one here. */
export const isAddress = (href: string): boolean =>
  /^(norm:art_|quiz:qiz_|file:mda_)[0-9A-HJKMNP-TV-Z]{26}$/.test(href) || safeLink(href) !== null;

export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  priority: 1000,
  addAttributes: () => ({
    href: {
      default: '',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-href') ?? element.getAttribute('href') ?? '',
      renderHTML: ({ href }: Record<string, unknown>) => ({ 'data-href': String(href) }),
    },
  }),
  parseHTML: () => [
    { tag: 'a[data-href]', getAttrs: (element) => isAddress(element.getAttribute('data-href') ?? '') && null },
    { tag: 'a[href]', getAttrs: (element) => isAddress(element.getAttribute('href') ?? '') && null },
  ],
  // no real address: a click in the editor places the caret, it leads nowhere
  renderHTML: ({ HTMLAttributes }) => {
    const href = String(HTMLAttributes['data-href'] ?? '');
    return [
      'a',
      mergeAttributes(HTMLAttributes, { class: href.startsWith('norm:') ? 'norm' : 'link', title: href }),
      0,
    ];
  },
});
