/**
 * Packages with machine code, which esbuild cannot bundle: they are laid beside the bundle of the one function that uses
 * them, with the binaries of the processor this function has in the cloud. On this machine a function finds the binaries
 * that fit in the checkout's own node_modules.
 */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What esbuild leaves alone. */
export const nativePackages = ['sharp'];
/** Bundle that needs them. */
export const nativeBundle = 'media-events';
/** Amazon Linux on x86_64: `npm ci` on an ordinary build machine has installed just these. */
const platform = 'linux-x64';

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Copies the packages, what they depend on, and the binaries for the cloud where they are installed. */
export function layNativePackages(outDir: string): void {
  const to = join(outDir, nativeBundle, 'node_modules');
  for (const [name, folder] of needed()) cpSync(folder, join(to, name), { recursive: true, dereference: true });
}

/** What a deployment from this machine would lack, with the command that brings it; undefined where nothing is missing. */
export function missingForCloud(): string | undefined {
  const sharp = folderOf('sharp', root);
  const binaries = Object.entries((sharp && manifestOf(sharp).optionalDependencies) ?? {}).filter(forCloud);
  if (sharp && binaries.length && binaries.every(([name]) => folderOf(name, sharp))) return undefined;
  const packages = binaries.map(([name, version]) => `${name}@${version}`).join(' ');
  return (
    `${nativeBundle} runs on ${platform} in the cloud, and its binaries are not installed here. Run once:\n` +
    `  npm install --no-save --force ${packages}`
  );
}

const forCloud = ([name]: [string, string]): boolean => name.endsWith(`-${platform}`);

function needed(): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (!folder || found.has(name)) return;
    found.set(name, folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    const binaries = Object.entries(optionalDependencies).filter(forCloud);
    for (const next of [...Object.keys(dependencies), ...binaries.map(([binary]) => binary)]) visit(next, folder);
  };
  for (const name of nativePackages) visit(name, root);
  return found;
}

/** Where Node would find a package from a folder. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(at) === at) return undefined;
  }
}
