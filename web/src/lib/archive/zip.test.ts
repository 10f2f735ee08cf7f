import { describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import { entryContent, WrongZip, zipEntries } from './zip.ts';

const text = (words: string) => new TextEncoder().encode(words);
const file = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const made = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, text(name)])), { level: 0 });

/** Changes a field of the directory's record at an index. */
function spoilt(zip: Uint8Array, index: number, spoil: (record: DataView) => void): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  let at = view.getUint32(copy.length - 22 + 16, true);
  for (let passed = 0; passed < index; passed += 1)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  spoil(new DataView(copy.buffer, at));
  return copy;
}
const reasonOf = async (zip: Uint8Array) =>
  zipEntries(file(zip)).then(
    () => 'taken',
    (error: unknown) => (error instanceof WrongZip ? error.reason : String(error)),
  );

describe('an archive', () => {
  it('is read entry by entry, stored or packed', async () => {
    for (const level of [0, 9] as const) {
      const zip = file(zipSync({ 'a/b.txt': text('перше '.repeat(20)), 'c.txt': text('друге') }, { level }));
      const entries = await zipEntries(zip);
      expect([...entries.keys()]).toEqual(['a/b.txt', 'c.txt']);
      expect(await (await entryContent(zip, entries.get('a/b.txt')!)).text()).toBe('перше '.repeat(20));
    }
  });

  it('that is none, or is cut off, is refused', async () => {
    expect(await reasonOf(text('no zip at all, however long it may be'))).toBe('noZip');
    expect(await reasonOf(made('a').slice(0, -5))).toBe('noZip');
    const behind = new Uint8Array([...text('MZ something else'), ...made('a')]);
    expect(await reasonOf(behind)).toBe('damaged');
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', 'a\\b', 'C:a', './a', 'a\u0000b'])(
    'with the path %j is refused',
    async (name) => {
      expect(await reasonOf(made(name))).toBe('path');
    },
  );

  it('with a name twice, in whatever letters, is refused', async () => {
    expect(await reasonOf(made('Blobs/a', 'blobs/A'))).toBe('twice');
  });

  it('with a link, a password or an archive in it is refused', async () => {
    expect(await reasonOf(spoilt(made('a', 'b'), 1, (record) => record.setUint32(38, 0xa1ff0000, true)))).toBe('link');
    expect(await reasonOf(spoilt(made('a'), 0, (record) => record.setUint16(8, 1, true)))).toBe('locked');
    for (const name of ['a.zip', 'b/c.tar', 'd.JAR']) expect(await reasonOf(made(name))).toBe('nested');
  });

  it('that would come out a hundred times larger is refused before it does', async () => {
    const bomb = zipSync({ a: new Uint8Array(10_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await reasonOf(bomb)).toBe('ratio');
  });

  it('that lies about a size is stopped while it comes out', async () => {
    const zip = file(
      spoilt(zipSync({ a: text('x'.repeat(50_000)) }, { level: 9 }), 0, (record) => record.setUint32(24, 100, true)),
    );
    const [entry] = [...(await zipEntries(zip)).values()];
    await expect(entryContent(zip, entry!)).rejects.toThrow('ratio');
  });

  it('whose entries share their bytes is refused', async () => {
    const zip = made('aaaa', 'bbbb');
    expect(await reasonOf(spoilt(zip, 1, (record) => record.setUint32(42, 2, true)))).toBe('ratio');
  });

  it('of more than 5,000 entries is refused at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`blobs/${index}`, new Uint8Array()]));
    expect(await reasonOf(zipSync(many, { level: 0 }))).toBe('entries');
  });
});
