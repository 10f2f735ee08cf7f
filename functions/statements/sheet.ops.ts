/**
 * The statement as PDF: A4, a page for each language, tagged, with its text to be selected. The same statement makes the same
 * bytes: every moment in it is the statement’s own.
 */
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { Language } from '#contracts/common.ts';
import { sheetText, type SheetText } from './sheet-words.ts';
import type { StoredStatement } from './statement.ts';

export interface Fonts {
  regular: Uint8Array;
  bold: Uint8Array;
}
export interface SheetParts {
  fonts: Fonts;
  logo: Uint8Array | undefined;
  /** of the public check */
  address: string;
}
type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** Of the look: accent, ink, ink-2, line. */
const colour = { accent: '#0a6075', ink: '#141c20', soft: '#43525a', line: '#c3ced3' };
/** Points of A4. */
const page = { height: 841.89, left: 92, right: 547, rail: 60, foot: 796 };
const width = page.right - page.left;

/** Bytes of the file; undefined once there is no name to print. */
export async function sheetOf(statement: StoredStatement, parts: SheetParts): Promise<Uint8Array | undefined> {
  const { printed, code, issuedAt } = statement;
  const { languages } = printed;
  const texts = languages.flatMap((language) => {
    const text = sheetText(printed, language, { address: parts.address, code });
    return text ? [{ language, text }] : [];
  });
  const [first] = texts;
  if (!first) return undefined;
  const made = new Date(issuedAt);
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, pdfVersion: '1.7', tagged: true, displayTitle: true },
    // none of the program’s own: they are not bundled, and have no Cyrillic
    font: '',
    lang: first.language,
    info: {
      Title: `${first.text.title} ${first.text.number}`,
      Author: first.text.academy,
      Creator: 'Kurs',
      Producer: 'Kurs',
      CreationDate: made,
      ModDate: made,
    },
  });
  const bytes = collected(doc);
  doc.registerFont('regular', parts.fonts.regular as Buffer);
  doc.registerFont('bold', parts.fonts.bold as Buffer);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const { language, text } of texts) drawPage(doc, root, { language, text, parts });
  root.end();
  doc.end();
  return bytes;
}

function collected(doc: Doc): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  doc.on('end', () => resolve(Buffer.concat(chunks)));
  doc.on('error', reject);
  return promise;
}

interface OnePage {
  language: Language;
  text: SheetText;
  parts: SheetParts;
}

function drawPage(doc: Doc, root: Element, { language, text, parts }: OnePage): void {
  doc.addPage();
  const section = doc.struct('Sect', { lang: language });
  root.add(section);
  const write = writer(doc, section);
  heading(doc, section, { text, logo: parts.logo, write });
  const stops: number[] = [];
  const person = labelled(write, text.person, { y: 222, size: 23, stops });
  const course = labelled(write, text.course, { y: person + 22, size: 17, stops });
  const facts = factRows(write, text, { y: course + 24, stops });
  const place = Math.max(facts + 30, 590);
  checkBlock(doc, section, { text, write, y: place, stops });
  rail(doc, stops);
  write('P', text.page, { y: page.foot, size: 8.5, tone: 'soft' });
  section.end();
}

interface Style {
  y: number;
  x?: number;
  wide?: number;
  size: number;
  font?: keyof Fonts;
  tone?: 'accent' | 'ink' | 'soft';
}
type Write = (tag: string, text: string, style: Style) => number;

/** Writes a text as an element of the page’s structure; answers where it ends. */
function writer(doc: Doc, section: Element): Write {
  return (tag, text, { y, x = page.left, wide = width, size, font = 'regular', tone = 'ink' }) => {
    const options = { width: wide, lineGap: size * 0.08 };
    doc.font(font).fontSize(size);
    const height = doc.heightOfString(text, options);
    const draw = () => void doc.fillColor(colour[tone]).font(font).fontSize(size).text(text, x, y, options);
    section.add(doc.struct(tag, {}, draw));
    return y + height;
  };
}

/** Large where it fits into two lines, smaller where a name or a title is long. */
const sizeFor = (text: string, size: number): number =>
  text.length > 90 ? size * 0.7 : text.length > 48 ? size * 0.82 : size;

const logoSize = 52;

function heading(
  doc: Doc,
  section: Element,
  { text, logo, write }: { text: SheetText; logo: Uint8Array | undefined; write: Write },
): void {
  if (logo) {
    const draw = () =>
      doc.image(logo as Buffer, page.left, 58, { fit: [logoSize, logoSize], align: 'center', valign: 'center' });
    section.add(doc.struct('Figure', { alt: text.logoAlt }, draw));
  }
  const x = logo ? page.left + logoSize + 16 : page.left;
  const y = logo ? 72 : 62;
  write('P', text.academy, { x, y, wide: page.right - x, size: text.academy.length > 80 ? 11 : 13, font: 'bold' });
  const under = write('H1', text.title, {
    y: 144,
    size: text.title.length > 30 ? 23 : 26,
    font: 'bold',
    tone: 'accent',
  });
  write('P', text.number, { y: under + 6, size: 12, tone: 'soft' });
}

function labelled(
  write: Write,
  { label, value }: { label: string; value: string },
  { y, size, stops }: { y: number; size: number; stops: number[] },
): number {
  stops.push(y + 7);
  const under = write('P', label, { y, size: 10, tone: 'soft' });
  return write('P', value, { y: under + 2, size: sizeFor(value, size), font: 'bold' });
}

/** Two facts a row. */
function factRows(write: Write, { facts, note }: SheetText, { y, stops }: { y: number; stops: number[] }): number {
  stops.push(y + 7);
  const half = (width - 24) / 2;
  let at = y;
  for (let row = 0; row < facts.length; row += 2) {
    const ends = facts.slice(row, row + 2).map(({ label, lines }, column) => {
      const x = page.left + column * (half + 24);
      const under = write('P', label, { x, y: at, wide: half, size: 10, tone: 'soft' });
      return lines.reduce(
        (from, line, index) => write('P', line, { x, y: from, wide: half, size: index ? 10.5 : 12 }),
        under + 2,
      );
    });
    at = Math.max(...ends) + 14;
  }
  return note ? write('P', note, { y: at, size: 9, tone: 'soft' }) : at - 14;
}

const codeSize = 112;

function checkBlock(
  doc: Doc,
  section: Element,
  { text: { check }, write, y, stops }: { text: SheetText; write: Write; y: number; stops: number[] },
): void {
  stops.push(y + 9);
  const x = page.left + codeSize + 22;
  const wide = page.right - x;
  const title = write('H2', check.title, { x, y, wide, size: 13, font: 'bold' });
  const how = write('P', check.how, { x, y: title + 3, wide, size: 10, tone: 'soft' });
  const address = write('P', check.address, { x, y: how + 2, wide, size: 10, tone: 'accent' });
  const label = write('P', `${check.codeLabel}: ${check.code}`, { x, y: address + 5, wide, size: 9 });
  write('P', check.valid, { x, y: label + 5, wide, size: 9, tone: 'soft' });
  const draw = () => squareCode(doc, check.address, { x: page.left, y });
  section.add(doc.struct('Figure', { alt: check.alt }, draw));
}

/** Modules as one shape, dark runs of a row together. */
function squareCode(doc: Doc, address: string, at: { x: number; y: number }): void {
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const module = codeSize / size;
  data.forEach((row, line) => {
    for (let from = 0; from < size; from += 1) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to += 1;
      doc.rect(at.x + from * module, at.y + line * module, (to - from) * module, module + 0.02);
      from = to;
    }
  });
  doc.fill(colour.ink);
}

/** The line with stops, beside the text: decoration, which a reading voice passes over. */
function rail(doc: Doc, stops: readonly number[]): void {
  doc.markContent('Artifact', { type: 'Layout' });
  const [first = 0, last = 0] = [stops[0], stops.at(-1)];
  doc.moveTo(page.rail, first).lineTo(page.rail, last).lineWidth(2).stroke(colour.line);
  stops.forEach((y) => doc.circle(page.rail, y, 5).lineWidth(2.5).fillAndStroke('#ffffff', colour.accent));
  doc.endMarkedContent();
}
