/** Reads XLIFF 2.x as other programs return it: with other prefixes, parted segments, states of their own. Pure. */
import { languages, type Language } from '#contracts/common.ts';
import { ownCategory } from './write.ts';
import { elementsIn, NotXml, readXml, wordsIn, type XmlElement } from './xml.ts';

export interface ReadUnit {
  id: string;
  source: string;
  /** null: not translated */
  target: string | null;
  /** as they were when it was written out; null where the program threw them away */
  sourceRevision: number | null;
  targetRevision: number | null;
}
export interface ReadFile {
  id: string;
  units: ReadUnit[];
}
export interface ReadDocument {
  /** null: the file does not say */
  courseId: string | null;
  from: Language;
  to: Language | null;
  files: ReadFile[];
}

/** notXliff: XML, but something else · oldVersion: XLIFF 1 · language: one we do not have */
export type Wrong = NotXml['reason'] | 'notXliff' | 'oldVersion' | 'language' | 'empty';

export class WrongXliff extends Error {
  readonly reason: Wrong;

  constructor(reason: Wrong) {
    super(reason);
    this.reason = reason;
  }
}

export const unitsMax = 20_000;

export function readXliff(source: string): ReadDocument {
  const root = rootOf(source);
  if (root.name !== 'xliff') throw new WrongXliff('notXliff');
  if (!root.attributes.get('version')?.startsWith('2.')) throw new WrongXliff('oldVersion');
  const from = languageOf(root.attributes.get('srcLang'));
  const to = languageOf(root.attributes.get('trgLang'));
  if (!from || (root.attributes.has('trgLang') && !to)) throw new WrongXliff('language');
  const files = elementsIn(root, 'file').map(fileOf);
  const count = files.reduce((sum, { units }) => sum + units.length, 0);
  if (count === 0) throw new WrongXliff('empty');
  if (count > unitsMax) throw new WrongXliff('tooMuch');
  return { courseId: courseIn(root), from, to: to ?? null, files };
}

function rootOf(source: string): XmlElement {
  try {
    return readXml(source);
  } catch (error) {
    throw error instanceof NotXml ? new WrongXliff(error.reason) : error;
  }
}

/** `kk-KZ` is Kazakh too. */
const languageOf = (tag: string | undefined): Language | undefined =>
  languages.find((language) => tag?.toLowerCase().split(/[-_]/)[0] === language);

const courseIn = (root: XmlElement): string | null =>
  elementsIn(root, 'file').flatMap(
    ({ attributes }) => /^kurs:(crs_\w+)\//.exec(attributes.get('original') ?? '')?.[1] ?? [],
  )[0] ?? null;

const fileOf = (file: XmlElement): ReadFile => ({
  id: file.attributes.get('id') ?? '',
  units: unitsIn(file),
});

const unitsIn = (parent: XmlElement): ReadUnit[] =>
  elementsIn(parent).flatMap((child) => {
    if (child.name === 'group') return unitsIn(child);
    return child.name === 'unit' ? [unitOf(child)] : [];
  });

function unitOf(unit: XmlElement): ReadUnit {
  const data = new Map(
    elementsIn(unit, 'originalData').flatMap((all) =>
      elementsIn(all, 'data').map((each) => [each.attributes.get('id') ?? '', contentOf(each, new Map())] as const),
    ),
  );
  const parts = elementsIn(unit).filter(({ name }) => name === 'segment' || name === 'ignorable');
  const source = parts.map((part) => sideOf(part, 'source', data) ?? '').join('');
  return {
    id: unit.attributes.get('id') ?? '',
    source,
    target: targetOf(parts, source, data),
    sourceRevision: revisionIn(unit, 'sourceRevision'),
    targetRevision: revisionIn(unit, 'targetRevision'),
  };
}

type Data = ReadonlyMap<string, string>;

/** All parts have to be translated; what stands between sentences stays as it is. */
function targetOf(parts: readonly XmlElement[], source: string, data: Data): string | null {
  const sides = parts.map((part, index) => ({
    order: Number(elementsIn(part, 'target')[0]?.attributes.get('order') ?? index + 1),
    words: sideOf(part, 'target', data) ?? (part.name === 'ignorable' ? sideOf(part, 'source', data) : null),
  }));
  if (sides.some(({ words }) => words === null)) return null;
  const target = sides
    .sort((a, b) => a.order - b.order)
    .map(({ words }) => words)
    .join('');
  // some programs fill in the source and call it not begun
  const isFilled = parts.some(({ attributes }) => attributes.get('state') === 'initial') && target === source;
  return target.trim() && !isFilled ? target : null;
}

function sideOf(part: XmlElement, side: 'source' | 'target', data: Data): string | null {
  const [found] = elementsIn(part, side);
  return found ? contentOf(found, data) : null;
}

/** Words with the signs back in their places; a sign without its data is gone. */
function contentOf({ children }: XmlElement, data: Data): string {
  return children.map((child) => (typeof child === 'string' ? child : inlineOf(child, data))).join('');
}

function inlineOf(inline: XmlElement, data: Data): string {
  const sign = (name: string) => data.get(inline.attributes.get(name) ?? '') ?? '';
  switch (inline.name) {
    case 'ph':
    case 'sc':
    case 'ec':
      return sign('dataRef');
    case 'pc':
      return sign('dataRefStart') + contentOf(inline, data) + sign('dataRefEnd');
    case 'cp':
      return characterOf(inline.attributes.get('hex') ?? '');
    // a marked passage: the words count
    default:
      return contentOf(inline, data);
  }
}

function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function revisionIn(unit: XmlElement, type: string): number | null {
  const groups = elementsIn(unit, 'metadata').flatMap((metadata) => elementsIn(metadata, 'metaGroup'));
  const own = groups.filter(({ attributes }) => attributes.get('category') === ownCategory);
  const [found] = own
    .flatMap((group) => elementsIn(group, 'meta'))
    .filter((meta) => meta.attributes.get('type') === type);
  const value = found ? Number(wordsIn(found)) : Number.NaN;
  return Number.isInteger(value) && value >= 0 ? value : null;
}
