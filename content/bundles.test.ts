import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Bundle } from '#contracts/bundle.ts';
import { languages } from '#contracts/common.ts';
import { z } from '#contracts/z.ts';
import { checkBundle, checkFile } from '../functions/courses/bundle-check.ts';
import { packed } from './pack.ts';

const courses = fileURLToPath(new URL('courses/', import.meta.url));

describe.each(readdirSync(courses))('bundle %s', (name) => {
  const folder = join(courses, name);
  const manifest = JSON.parse(readFileSync(join(folder, 'course.json'), 'utf8')) as Bundle;

  it('names its files with their true sizes and hashes (else: npm run pack)', () => {
    expect(manifest).toEqual(packed(folder));
  });

  it('is a bundle that the import takes', () => {
    checkBundle(z.parse(Bundle, manifest));
    for (const file of manifest.files) checkFile(file, readFileSync(join(folder, file.path)));
  });

  it('is complete in all four languages', () => {
    const texts = [
      manifest.title,
      manifest.summary,
      ...manifest.outcomes,
      ...manifest.modules.flatMap((module) => [
        module.title,
        ...module.lessons.flatMap((lesson) => [lesson.title, lesson.text]),
      ]),
    ];
    for (const text of texts) expect(Object.keys(text).sort()).toEqual([...languages].sort());
  });

  it('has the same structure in every language of a lesson', () => {
    for (const lesson of manifest.modules.flatMap((module) => module.lessons)) {
      const shapes = Object.values(lesson.text).map((path) => shapeOf(readFileSync(join(folder, path), 'utf8')));
      for (const shape of shapes) expect(shape, lesson.key).toEqual(shapes[0]);
    }
  });

  it('shows only pictures it brings along, each with an alternative text', () => {
    const files = new Set(manifest.files.map((file) => file.path));
    for (const path of [...files].filter((each) => each.endsWith('.md'))) {
      for (const [, alt, target] of readFileSync(join(folder, path), 'utf8').matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
        expect(files, path).toContain(target);
        expect(alt!.length, path).toBeGreaterThan(20);
      }
    }
  });
});

/** Headings, list items, table rows, call-outs, footnotes: what must be the same in every language. */
function shapeOf(markdown: string) {
  const count = (pattern: RegExp) => markdown.match(pattern)?.length ?? 0;
  return {
    headings: count(/^#{2,4} /gm),
    items: count(/^(?:[-*]|\d+\.) /gm),
    rows: count(/^\|/gm),
    callouts: count(/^> \[!/gm),
    pictures: count(/!\[/g),
    footnotes: [...markdown.matchAll(/^\[\^([^\]]+)\]:/gm)].map((match) => match[1]).sort(),
  };
}
