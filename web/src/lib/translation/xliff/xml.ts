/**
 * Just enough XML to read what another program wrote. No document type and no entities of one’s own: nothing can be fetched
 * or blown up. Written out because what it refuses has to be the same in every browser, and is tested without one. Pure.
 */
export interface XmlElement {
  /** without its prefix */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: (XmlElement | string)[];
  /** where in the source it begins */
  at: number;
}

export class NotXml extends Error {
  readonly reason: 'broken' | 'doctype' | 'tooMuch';
  /** where in the source; 0 where that is not known */
  readonly at: number;

  constructor(reason: NotXml['reason'], at = 0) {
    super(reason);
    this.reason = reason;
    this.at = at;
  }
}

const depthMax = 40;
export const elementsMax = 400_000;

const piece =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(!)|<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/uy;
const attribute = /([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The root element; throws `NotXml`. */
export function readXml(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [], at: 0 };
  const open = [root];
  let count = 0;
  const text = source.replace(/^\ufeff/, '');
  for (piece.lastIndex = 0; piece.lastIndex < text.length;) {
    const at = piece.lastIndex;
    const match = piece.exec(text);
    if (!match) throw new NotXml('broken', at);
    const [, data, declaration, closing, name, attributes = '', empty, words] = match;
    const top = open.at(-1)!;
    if (declaration) throw new NotXml('doctype', at);
    if (words !== undefined) add(top, decoded(words));
    else if (data !== undefined) add(top, data);
    else if (name && closing) {
      if (open.length < 2 || top.name !== localName(name)) throw new NotXml('broken', at);
      open.pop();
    } else if (name) {
      if ((count += 1) > elementsMax || open.length > depthMax) throw new NotXml('tooMuch', at);
      const element = { name: localName(name), attributes: attributesIn(attributes), children: [], at };
      top.children.push(element);
      if (!empty) open.push(element);
    }
  }
  return only(root, open.length, text.length);
}

function only({ children }: XmlElement, depth: number, end: number): XmlElement {
  const [element, ...more] = children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (depth !== 1 || more.length > 0 || !element || typeof element === 'string') throw new NotXml('broken', end);
  return element;
}

function add(parent: XmlElement, words: string): void {
  const last = parent.children.length - 1;
  const before = parent.children[last];
  if (typeof before === 'string') parent.children[last] = before + words;
  else parent.children.push(words);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesIn(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(attribute)) {
    if (found.has(name)) throw new NotXml('broken');
    found.set(name, decoded(double ?? single ?? ''));
  }
  return found;
}

function decoded(words: string): string {
  if (!words.includes('&')) return words.replace(/\r\n?/g, '\n');
  return words
    .replace(/\r\n?/g, '\n')
    .replace(
      /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));|&/g,
      (all, hex?: string, digits?: string, name?: string) => {
        const known = name === undefined ? undefined : named[name];
        if (known) return known;
        const code = hex ? Number.parseInt(hex, 16) : digits ? Number(digits) : Number.NaN;
        // an entity of one’s own needs a document type, and there is none
        if (all === '&' || !(code > 0 && code <= 0x10ffff)) throw new NotXml('broken');
        return String.fromCodePoint(code);
      },
    );
}

export const elementsIn = ({ children }: XmlElement, name?: string): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string' && (!name || child.name === name));

/** The words of an element and of all in it. */
export const wordsIn = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : wordsIn(child))).join('');

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
