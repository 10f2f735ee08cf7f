/** From what a person chose to the files an import takes: one table of our own, or the tables of a OneRoster bundle. */
import { importBytesMax, type ImportFile } from '#contracts/people-import.ts';

export interface ReadyFile extends ImportFile {
  data: Uint8Array<ArrayBuffer>;
}
/** Why nothing can be sent; words under `import.fault.<reason>`. */
export type ChoiceFault = 'empty' | 'tooLarge' | 'spreadsheet' | 'archive' | 'noUsers' | 'several';
export class WrongChoice extends Error {
  readonly reason: ChoiceFault;
  constructor(reason: ChoiceFault) {
    super(reason);
    this.reason = reason;
  }
}

const oneRoster: Record<string, ImportFile['kind']> = {
  'orgs.csv': 'orgs',
  'users.csv': 'users',
  'roles.csv': 'roles',
};
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** What kind of choice it is, by the names alone. */
export function kindOfChoice(names: readonly string[]): 'people' | 'oneRoster' | 'zip' {
  const plain = names.map(nameOf);
  if (plain.some((name) => name.endsWith('.xlsx') || name.endsWith('.xls') || name.endsWith('.ods')))
    throw new WrongChoice('spreadsheet');
  if (plain.length === 0) throw new WrongChoice('empty');
  if (plain.length === 1 && plain[0]?.endsWith('.zip')) return 'zip';
  if (plain.some((name) => name in oneRoster)) return 'oneRoster';
  if (plain.length > 1) throw new WrongChoice('several');
  return 'people';
}

/** Reads, unzips and hashes what was chosen. Throws `WrongChoice`. */
export async function readChoice(chosen: readonly File[]): Promise<ReadyFile[]> {
  const kind = kindOfChoice(chosen.map(({ name }) => name));
  if (kind === 'zip') return ready(await unzipped(await bytesOf(chosen[0]!)));
  const files = await Promise.all(chosen.map(async (file) => ({ name: file.name, data: await bytesOf(file) })));
  if (kind === 'people') return [await readyFile('people', files[0]!.data)];
  return ready(files);
}

interface Named {
  name: string;
  data: Uint8Array<ArrayBuffer>;
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > importBytesMax) throw new WrongChoice('tooLarge');
  if (file.size === 0) throw new WrongChoice('empty');
  return new Uint8Array(await file.arrayBuffer());
}

/** Only the three tables are taken out, and none that would not fit. */
async function unzipped(archive: Uint8Array<ArrayBuffer>): Promise<Named[]> {
  const { unzipSync } = await import('fflate');
  try {
    const found = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (!(nameOf(name) in oneRoster)) return false;
        if (originalSize > importBytesMax) throw new WrongChoice('tooLarge');
        return true;
      },
    });
    return Object.entries(found).map(([name, data]) => ({ name, data: new Uint8Array(data) }));
  } catch (error) {
    throw error instanceof WrongChoice ? error : new WrongChoice('archive');
  }
}

async function ready(files: readonly Named[]): Promise<ReadyFile[]> {
  const known = files.filter(({ name }) => nameOf(name) in oneRoster);
  const made = await Promise.all(known.map(({ name, data }) => readyFile(oneRoster[nameOf(name)]!, data)));
  if (!['users', 'roles'].every((kind) => made.some((file) => file.kind === kind))) throw new WrongChoice('noUsers');
  return made;
}

async function readyFile(kind: ImportFile['kind'], data: Uint8Array<ArrayBuffer>): Promise<ReadyFile> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { kind, sha256, bytes: data.byteLength, data };
}
