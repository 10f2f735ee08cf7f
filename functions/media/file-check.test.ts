import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkFile, type FileType } from './file-check.ts';

const docx: FileType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const package_ = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') };

function outcome(announced: FileType, bytes: Uint8Array | string, sniffed: string | null = announced): string {
  try {
    checkFile(announced, sniffed ?? undefined, typeof bytes === 'string' ? strToU8(bytes) : bytes);
    return 'taken';
  } catch (error) {
    const { code, details } = error as { code: string; details?: { reason?: string } };
    return `${code} ${details?.reason ?? ''}`.trim();
  }
}
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('plain text', () => {
  it('is UTF-8 in any language, also where its first letters look like another format', () => {
    for (const text of ['Привіт\r\n\tсвіте', 'қазақ 🙂', '\uFEFFa;b\n1;2', 'BM-21 «Град»', 'a < b > c', ''])
      expect(outcome('text/plain', text, null), text).toBe('taken');
  });
  it('has no control characters and no broken letters, wherever they stand', () => {
    expect(outcome('text/csv', 'a;b\0')).toBe('mediaTypeRefused control');
    expect(outcome('text/csv', `${'ї'.repeat(50_000)}\u001b[2J`)).toBe('mediaTypeRefused control');
    expect(outcome('text/plain', new Uint8Array([0x61, 0xff, 0x62]))).toBe('mediaTypeRefused utf8');
    expect(outcome('text/plain', strToU8('ї').subarray(0, 1))).toBe('mediaTypeRefused utf8');
  });
  it('cuts no letter in two where it is read in parts', () => {
    expect(outcome('text/plain', `a${'ї'.repeat(100_000)}`)).toBe('taken');
  });
  it('is no page, drawing or program in disguise', () => {
    const pages = [
      '<!DOCTYPE html><script>alert(1)</script>',
      '\uFEFF \n<svg onload=alert(1)>',
      '<?xml version="1.0"?><svg/>',
    ];
    for (const text of [...pages, '%PDF-1.7', '{\\rtf1', '#!/bin/sh'])
      expect(outcome('text/plain', text), text).toBe('mediaTypeRefused markup');
  });
});

describe('a PDF', () => {
  it('has its mark at both ends', () => {
    expect(outcome('application/pdf', '%PDF-1.7\n…\n%%EOF\n')).toBe('taken');
    expect(outcome('application/pdf', '%PDF-1.7\n…')).toBe('mediaDamaged end');
    expect(outcome('application/pdf', `%PDF-1.7\n%%EOF\n${'<script>'.repeat(500)}`)).toBe('mediaDamaged end');
  });
  it('is nothing else', () => {
    expect(outcome('application/pdf', 'GIF89a', 'image/gif')).toBe('mediaTypeRefused other');
    expect(outcome('application/pdf', '???', null)).toBe('mediaTypeRefused unknown');
  });
});

describe('an Office document', () => {
  it('is a package with its part', () => {
    expect(outcome(docx, zipSync(package_))).toBe('taken');
    expect(outcome(docx, zipSync({ 'a.txt': strToU8('a') }), 'application/zip')).toBe('mediaTypeRefused other');
    expect(outcome(docx, zipSync({ '[Content_Types].xml': strToU8('a') }))).toBe('mediaTypeRefused part');
  });
  it('brings no macros, no programs, no archives', () => {
    for (const name of ['word/vbaProject.bin', 'word/embeddings/a.exe', 'a.zip', 'x/index.html'])
      expect(outcome(docx, zipSync({ ...package_, [name]: strToU8('x') })), name).toBe('mediaTypeRefused active');
  });
  it('is a zip archive from its first byte to its last', () => {
    const good = zipSync(package_);
    expect(outcome(docx, joined(good, strToU8('<script>')))).toBe('mediaDamaged end');
    expect(outcome(docx, joined(strToU8('%PDF-1.7 '), good))).toBe('mediaDamaged directory');
    expect(outcome(docx, good.subarray(0, good.length - 30))).toBe('mediaDamaged end');
    expect(outcome(docx, new Uint8Array(3))).toBe('mediaDamaged end');
  });
  it('is no trap', () => {
    expect(outcome(docx, zipSync({ ...package_, '../../x': strToU8('x') }))).toBe('mediaTypeRefused path');
    const bomb = zipSync({ ...package_, 'word/big.xml': new Uint8Array(1_000_000) });
    expect(outcome(docx, bomb)).toBe('mediaTypeRefused ratio');
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`word/${at}.xml`, new Uint8Array()]));
    expect(outcome(docx, zipSync({ ...package_, ...many }, { level: 0 }))).toBe('mediaTypeRefused entries');
  });
});
