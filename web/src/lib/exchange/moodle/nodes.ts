/** Reading elements of Moodle XML. Pure. */
import { elementsIn, wordsIn, type XmlElement } from '../../translation/xliff/xml.ts';
import type { TextFormat } from '../markdown-text.ts';

export const child = (of: XmlElement | undefined, name: string): XmlElement | undefined =>
  of && elementsIn(of, name)[0];
/** Words of an element within, trimmed; '' where there is none. */
export const wordsOf = (of: XmlElement | undefined, ...path: string[]): string => {
  const found = path.reduce<XmlElement | undefined>((at, name) => child(at, name), of);
  return found ? wordsIn(found).trim() : '';
};

const formats: Record<string, TextFormat> = {
  html: 'html',
  moodle_auto_format: 'auto',
  plain_text: 'plain',
  markdown: 'markdown',
};
export const formatOf = (of: XmlElement | undefined, otherwise: TextFormat): TextFormat =>
  formats[of?.attributes.get('format') ?? ''] ?? otherwise;

export const isTrue = (text: string): boolean => /^(?:1|true)$/i.test(text.trim());
export const numberOf = (text: string | undefined): number => {
  const value = Number((text ?? '').trim().replace(',', '.'));
  return Number.isFinite(value) ? value : 0;
};
