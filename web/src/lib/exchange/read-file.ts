/** A chosen file of questions, whatever its format. Nothing is sent. */
import type { Language } from '#contracts/common.ts';
import { treeOf } from '../editor/paste/tree.ts';
import { readAiken } from './aiken.ts';
import { readBundle } from './bundle/bundle.ts';
import { readCsvQuestions } from './csv/read.ts';
import { decoded, fileBytesMax } from './decode.ts';
import { readGift } from './gift/read.ts';
import { itemsMax, WrongQuestions, type Format, type ReadFile } from './item.ts';
import { fitted } from './limits.ts';
import type { TreeOf } from './markdown-text.ts';
import { readMoodle } from './moodle/read.ts';
import { formatOf } from './recognise.ts';

/** Throws `WrongQuestions`. */
export async function textOf(file: Blob): Promise<string> {
  if (file.size > fileBytesMax) throw new WrongQuestions('tooLarge');
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) throw new WrongQuestions('unreadable');
  return decoded(new Uint8Array(bytes));
}

/** What a text says, in a language where it does not say itself which. Throws `WrongQuestions`. */
export function readQuestions(text: string, language: Language, tree: TreeOf = treeOf): ReadFile {
  const format = formatOf(text);
  if (!format) throw new WrongQuestions('empty');
  const read = reading(format, text, language, tree);
  if (read.items.length === 0) throw new WrongQuestions('noQuestions');
  if (read.items.length > itemsMax) throw new WrongQuestions('tooMuch');
  return { format, ...read, items: read.items.map(fitted) };
}

function reading(format: Format, text: string, language: Language, treeOf: TreeOf): Omit<ReadFile, 'format'> {
  const foreign = { pictures: [], organisationId: null, hasLanguages: false };
  const read = { language, treeOf };
  switch (format) {
    case 'moodle':
      return { ...foreign, ...readMoodle(text, read) };
    case 'gift':
      return { ...foreign, items: readGift(text, read) };
    case 'aiken':
      return { ...foreign, items: readAiken(text, read) };
    case 'csv':
      return { ...foreign, items: readCsvQuestions(text, read) };
    case 'bundle':
      return { ...readBundle(text), hasLanguages: true };
  }
}
