/** Stands for the browser’s HTML parser in unit tests; the journeys use the real one. */
import { XMLParser } from 'fast-xml-parser';
import type { PasteNode } from './tree.ts';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  htmlEntities: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  unpairedTags: ['br', 'hr', 'img', 'meta', 'link', 'col'],
});
type Parsed = Record<string, unknown>;

export function testTree(html: string): PasteNode {
  const from = (each: Parsed): PasteNode[] => {
    const [tag = ''] = Object.keys(each).filter((key) => key !== ':@');
    if (tag === '#text') return [{ tag, attrs: {}, children: [], text: String(each[tag]) }];
    const children = (each[tag] as Parsed[]).flatMap(from);
    return [{ tag: tag.toLowerCase(), attrs: (each[':@'] ?? {}) as Record<string, string>, children, text: '' }];
  };
  const [body] = (parser.parse(`<body>${html}</body>`) as Parsed[]).flatMap(from);
  if (!body) throw new Error('nothing parsed');
  return body;
}
