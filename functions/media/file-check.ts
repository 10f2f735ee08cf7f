/** Is a file what it was announced as, and nothing else besides? Judged by its bytes. Pure. */
import { AppError } from '#contracts/errors.ts';
import type { fileTypes } from '#contracts/media.ts';
import { zipEntries } from './zip-entries.ts';

export type FileType = (typeof fileTypes)[number];

/** Part that makes an Office package a document of its kind. */
const officeParts: Partial<Record<FileType, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word/document.xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xl/workbook.xml',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'ppt/presentation.xml',
  'application/vnd.oasis.opendocument.text': 'content.xml',
  'application/vnd.oasis.opendocument.spreadsheet': 'content.xml',
  'application/vnd.oasis.opendocument.presentation': 'content.xml',
};

const refused = (reason: string) => new AppError('mediaTypeRefused', { reason });
const damaged = (reason: string) => new AppError('mediaDamaged', { reason });

/** `sniffed`: what the first bytes say it is; nobody’s signature is asked of plain text. */
export function checkFile(announced: FileType, sniffed: string | undefined, bytes: Uint8Array): void {
  if (announced === 'text/plain' || announced === 'text/csv') return checkText(bytes);
  if (sniffed !== announced) throw refused(sniffed === undefined ? 'unknown' : 'other');
  if (announced === 'application/pdf') checkPdf(bytes);
  const part = officeParts[announced];
  if (part !== undefined) checkOffice(bytes, part);
}

const chunkBytes = 64 * 1024;
/** what is no text, or belongs to a page: the first characters of markup, of other formats written in letters */
const notPlain = /^\uFEFF?\s*(?:<[!?a-z]|%PDF-|%!PS|\{\\rtf|#!)/i;

/** Valid UTF-8 without control characters, and no page in disguise. */
function checkText(bytes: Uint8Array): void {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length || at === 0; at += chunkBytes) {
    const text = decoded(decoder, bytes.subarray(at, at + chunkBytes), at + chunkBytes >= bytes.length);
    if (at === 0 && notPlain.test(text)) throw refused('markup');

    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) throw refused('control');
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, last: boolean): string {
  try {
    return decoder.decode(bytes, { stream: !last });
  } catch {
    throw refused('utf8');
  }
}

/** A PDF ends with its mark; what comes long after it would be another file. */
function checkPdf(bytes: Uint8Array): void {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-1024));
  if (!tail.includes('%%EOF')) throw damaged('end');
}

/** Its list of parts, down to the last byte of the file: no macros, no archives within, no other format before or behind. */
function checkOffice(bytes: Uint8Array, part: string): void {
  const names = zipEntries(bytes);
  if (!names.includes(part)) throw refused('part');
  if (names.some((name) => /vbaProject|\.(?:zip|jar|exe|dll|js|vbs|html?|svg)$|^Basic\//i.test(name)))
    throw refused('active');
}
