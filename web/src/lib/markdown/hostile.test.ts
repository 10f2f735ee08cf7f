/** Hostile texts: no address but http(s), mailto or relative, no picture but the lesson's, no markup but as visible words. */
import { describe, expect, it } from 'vitest';
import { safeLink } from './links.ts';
import { textModel } from './text-model.ts';

const pictures = { 'a.png': { src: '/api/courses/crs_1/pictures/abc', width: 1, height: 1 } };

/** Every string under a key anywhere in the model. */
function valuesOf(node: unknown, key: string): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => valuesOf(each, key));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(value, key),
  );
}

const hostile = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](javascript&#58;alert(1))',
  '[x](&#x1;javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](norm:javascript:alert(1))',
  '[x](norm:art_01ARZ3NDEKTSV4RRFFQ69G5FAV" onclick="alert(1))',
  '[x](norm:../../api/identity/sign-out)',
  '[x](NORM:art_01ARZ3NDEKTSV4RRFFQ69G5FAV)',
  '[x](norm:art_01arz3ndektsv4rrffq69g5fav)',
  '[x](norm:crs_01ARZ3NDEKTSV4RRFFQ69G5FAV)',
  '<norm:art_01ARZ3NDEKTSV4RRFFQ69G5FAV>',
  '[x](blob:https://kurs.invalid/1)',
  '[x](file:///etc/passwd)',
  '[x](https://kurs.invalid@evil.example/)',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](__proto__)',
  '![x](constructor)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a href="javascript:alert(1)">x</a></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<b onmouseover=alert(1)>x</b>',
  '<style>*{display:none}</style>',
  '<math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '> [!NOTE]\n> <script>alert(1)</script>\n> [x](javascript:alert(1))',
  '| <img src=x onerror=alert(1)> |\n| --- |\n| [x](javascript:alert(1)) |',
  '- **[a *b*](javascript:alert(1))**',
  'x[^1]\n\n[^1]: [x](javascript:alert(1)) <img src=x onerror=alert(1)>',
  'x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: y',
  '# <svg onload=alert(1)>',
  '```\n</code><script>alert(1)</script>\n```',
];

describe('hostile texts', () => {
  it.each(hostile)('%s', (source) => {
    const model = textModel(source, pictures);
    for (const href of valuesOf(model, 'href')) expect(href).toMatch(/^(?:https?:\/\/|mailto:|#s-|[^:]*$)/);
    for (const href of valuesOf(model, 'href'))
      expect(new URL(href, 'https://x.invalid').protocol).toMatch(/^(?:https?|mailto):$/);
    for (const id of valuesOf(model, 'articleId')) expect(id).toMatch(/^art_[0-9A-Z]{26}$/);
    for (const src of valuesOf(model, 'src')) expect(src).toBe('/api/courses/crs_1/pictures/abc');
    for (const id of valuesOf(model, 'id')) expect(id).toMatch(/^(?:s-[\p{L}\p{N}-]+|note-\d+|ref-\d+-\d+)$/u);
  });

  it('shows HTML as the words it is written with', () => {
    expect(valuesOf(textModel('<img src=x onerror=alert(1)>'), 'text')).toEqual(['<img src=x onerror=alert(1)>']);
    expect(valuesOf(textModel('a <b>c</b>'), 'text')).toEqual(['a ', '<b>', 'c', '</b>']);
  });

  it('survives nesting that breaks a parser', () => {
    const deep = '>'.repeat(20_000) + ' x';
    expect(valuesOf(textModel(deep), 'text').join('').length).toBeGreaterThan(0);
  });
});

describe('safeLink', () => {
  it.each([
    [
      'https://zakon.rada.gov.ua/laws/show/580-19',
      { href: 'https://zakon.rada.gov.ua/laws/show/580-19', external: true },
    ],
    ['//evil.example/x', { href: 'https://evil.example/x', external: true }],
    ['/\\evil.example', { href: 'https://evil.example/', external: true }],
    ['mailto:a@b.ua', { href: 'mailto:a@b.ua', external: false }],
    ['#типові-помилки', { href: '#s-типові-помилки', external: false }],
    ['/courses', { href: '/courses', external: false }],
    ['02-legality.md', { href: '02-legality.md', external: false }],
    ['javascript:alert(1)', null],
    ['ftp://x.example', null],
    ['https://', null],
  ])('%s', (href, expected) => {
    expect(safeLink(href)).toEqual(expected);
  });
});
