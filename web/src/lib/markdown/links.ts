/** Which addresses a text may lead to. The browser’s own URL parser decides, so that no spelling gets around it. */
export interface SafeLink {
  href: string;
  /** leads away from Kurs */
  external: boolean;
}

const home = 'https://kurs.invalid';
/** no colon in the first segment: nothing that another parser might take for a scheme */
const relativePath = /^[^:/?#]*(?:[/?#]|$)/;
const protocols = ['http:', 'https:', 'mailto:'];

/** The address if it is http(s), mailto or relative; null for everything else (`javascript:`, `data:` …). */
export function safeLink(href: string): SafeLink | null {
  const url = parse(href);
  if (!url || !protocols.includes(url.protocol)) return null;
  if (url.protocol === 'mailto:') return { href: url.href, external: false };
  if (url.origin !== home) return url.username || url.password ? null : { href: url.href, external: true };
  if (href.startsWith('#')) return { href: `#${anchorId(decode(href.slice(1)))}`, external: false };
  return relativePath.test(href) ? { href: href.trim(), external: false } : null;
}

/** Ids made from words of a text stand apart from the page’s own. */
export function anchorId(slug: string): string {
  return `s-${slug}`;
}

function parse(href: string): URL | null {
  try {
    return new URL(href, `${home}/`);
  } catch {
    return null;
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
