import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveFormat, canonicalJson, type ArchiveManifest } from '#contracts/archive.ts';
import { openArchive, WrongArchive } from './course-archive.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : canonicalJson(value));
const hex = async (data: Uint8Array) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data)))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
const ulid = '01JCQ3ABCDEFGHJKMNPQRSTVWX';

async function course(): Promise<{ manifest: ArchiveManifest; blobs: Record<string, Uint8Array> }> {
  const [blocks, names] = [bytes([]), bytes({ [`les_${ulid}`]: [] })];
  const [blocksHash, namesHash] = [await hex(blocks), await hex(names)];
  const lesson = { id: `les_${ulid}`, title: { uk: 'Заняття' }, minutes: 5, blocks: blocksHash, films: {} };
  const blob = (sha256: string, data: Uint8Array) => ({ sha256, bytes: data.length, type: 'application/json' });
  const manifest: ArchiveManifest = {
    format: archiveFormat,
    exported: {
      ...{ courseId: `crs_${ulid}`, version: null, at: '2026-11-22T08:00:00.000Z' },
      organisation: { id: `org_${ulid}`, name: { uk: 'Академія' } },
    },
    ...{
      languages: ['uk'],
      title: { uk: 'Курс' },
      summary: { uk: 'Про що' },
      outcomes: [],
      topics: [],
      competences: [],
    },
    ...{ audience: 'own', films: [], media: [], pictures: {}, names: namesHash, norms: null },
    modules: [{ id: `mod_${ulid}`, title: { uk: 'Модуль' }, lessons: [lesson] }],
    blobs: [blob(blocksHash, blocks), blob(namesHash, names)],
  };
  return { manifest, blobs: { [`blobs/${blocksHash}`]: blocks, [`blobs/${namesHash}`]: names } };
}
const open = (entries: Record<string, Uint8Array>) => openArchive(new Blob([new Uint8Array(zipSync(entries))]));
const reasonOf = (entries: Record<string, Uint8Array>) =>
  open(entries).then(
    () => 'taken',
    (error: unknown) => (error instanceof WrongArchive ? error.reason : String(error)),
  );

describe('a course in an archive', () => {
  it('is opened with what it says of itself, piece by piece', async () => {
    const { manifest, blobs } = await course();
    const archive = await open({ 'manifest.json': bytes(manifest), ...blobs });
    expect(archive.manifest).toEqual(manifest);
    expect([archive.signature, archive.bytes]).toEqual([null, manifest.blobs[0]!.bytes + manifest.blobs[1]!.bytes]);
    expect(await (await archive.blob(manifest.blobs[0]!)).text()).toBe('[]');
  });

  it('is none without a manifest, or of another form', async () => {
    const { manifest, blobs } = await course();
    expect(await reasonOf(blobs)).toBe('noCourse');
    expect(await reasonOf({ 'manifest.json': bytes({ ...manifest, format: 'kurs-bundle/3' }) })).toBe('format');
    expect(await reasonOf({ 'manifest.json': bytes('no JSON') })).toBe('wrong');
    expect(await reasonOf({ 'manifest.json': bytes(JSON.stringify(manifest, null, 1)), ...blobs })).toBe('wrong');
  });

  it('is refused where it does not say what is shown of it', async () => {
    const { manifest, blobs } = await course();
    const others: Record<string, unknown>[] = [
      { languages: [] },
      { title: 'Курс' },
      { modules: [{ id: 'mod', title: { uk: 'М' }, lessons: [{}] }] },
      { blobs: [{ sha256: '../etc', bytes: 1, type: 'text/vtt' }] },
      { exported: null },
    ];
    for (const other of others)
      expect(await reasonOf({ 'manifest.json': bytes({ ...manifest, ...other }), ...blobs })).toBe('wrong');
    expect(await reasonOf({ 'manifest.json': bytes(manifest), 'signature.json': bytes({}), ...blobs })).toBe('wrong');
  });

  it('holds what it names and nothing else', async () => {
    const { manifest, blobs } = await course();
    const [first, ...rest] = Object.entries(blobs);
    const named = { 'manifest.json': bytes(manifest) };
    expect(await reasonOf({ ...named, ...Object.fromEntries(rest) })).toBe('missing');
    expect(await reasonOf({ ...named, ...blobs, 'run.exe': bytes('x') })).toBe('unknown');
    expect(await reasonOf({ ...named, ...blobs, [first![0]]: bytes('longer than it says') })).toBe('wrong');
  });

  it('gives out no piece that is another one', async () => {
    const { manifest, blobs } = await course();
    const [first] = Object.keys(blobs);
    const archive = await open({ 'manifest.json': bytes(manifest), ...blobs, [first!]: bytes('{}') });
    await expect(archive.blob(manifest.blobs[0]!)).rejects.toThrow('wrong');
  });
});
