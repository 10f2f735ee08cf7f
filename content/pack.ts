/**
 * Writes the `files` of a bundle's manifest: every file it names, and every picture, with size and SHA-256.
 * `npm run pack -- content/courses/human-rights` after a change; the content test fails where this was forgotten.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Bundle, BundleFile, BundleFileType } from '#contracts/bundle.ts';

const types: Record<string, BundleFileType> = {
  '.md': 'text/markdown',
  '.vtt': 'text/vtt',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** The manifest of the bundle in a folder, with `files` made anew from what lies there. */
export function packed(folder: string): Bundle {
  const manifest = JSON.parse(readFileSync(join(folder, 'course.json'), 'utf8')) as Bundle;
  return { ...manifest, files: pathsOf(manifest, folder).map((path) => fileEntry(folder, path)) };
}

function pathsOf(manifest: Bundle, folder: string): string[] {
  const texts = manifest.modules.flatMap((module) => module.lessons.flatMap((lesson) => Object.values(lesson.text)));
  const media = manifest.lectures.flatMap((lecture) => [lecture.file, ...Object.values(lecture.captions)]);
  const pictures = existsSync(join(folder, 'pictures'))
    ? readdirSync(join(folder, 'pictures')).map((name) => `pictures/${name}`)
    : [];
  return [...new Set([...texts, ...media, ...pictures])].sort();
}

function fileEntry(folder: string, path: string): BundleFile {
  const bytes = readFileSync(join(folder, path));
  const type = types[extname(path)];
  if (!type) throw new Error(`${path}: no such file type in a bundle`);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, type };
}

if (import.meta.main) {
  for (const folder of process.argv.slice(2)) {
    const manifest = packed(folder);
    writeFileSync(join(folder, 'course.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    console.log(`${folder}: ${manifest.files.length} files`);
  }
}
