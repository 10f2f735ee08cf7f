/**
 * The words of a language in parts: `uk.json?words=core`, which everybody needs at once; `uk.json?words=office`, which
 * comes with the pages of those who administer, audit or look up their own record; `uk.json?words=study`, which comes with
 * what a reader takes into the hand beside the text: search, notes, reports of errors, print.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** First parts of the keys whose words only these pages show. */
export const officeRooms = [
  'authoring',
  'editor',
  'review',
  'sharing',
  'translation',
  'norms',
  'media',
  'audit',
  'certificate',
  'import',
  'jobs',
  'operations',
  'organisations',
  'people',
  'personState',
  'record',
  'versions',
  'moving',
];

const parts = ['core', 'office', 'study'];

function partOf(key: string): string {
  const room = key.slice(0, key.indexOf('.'));
  return officeRooms.includes(room) ? 'office' : room === 'study' ? 'study' : 'core';
}

export function wordsInParts(): Plugin {
  return {
    name: 'words-in-parts',
    enforce: 'pre',
    load(id) {
      const [file = '', part] = id.split('?words=');
      if (part === undefined || !parts.includes(part)) return undefined;
      const words = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
      const own = Object.fromEntries(words.filter(([key]) => partOf(key) === part));
      // parsed from a string: browsers read that faster than an object
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(own))})`, moduleType: 'js' };
    },
  };
}

/** The parts of a language would all be called the same: a release keeps files by their names (`partOf` in offline/requests). */
export function chunkName({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const part = facadeModuleId?.split('?words=')[1];
  return part && part !== 'core' ? `assets/[name]-${part}-[hash].js` : 'assets/[name]-[hash].js';
}
