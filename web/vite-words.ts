/**
 * The words of a language in two parts: `uk.json?words=core`, which everybody needs at once, and `uk.json?words=office`,
 * which comes with the pages of those who administer, audit or look up their own record.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** First parts of the keys whose words only these pages show. */
export const officeRooms = [
  'authoring',
  'editor',
  'review',
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
];

const isOffice = (key: string) => officeRooms.includes(key.slice(0, key.indexOf('.')));

export function wordsInParts(): Plugin {
  return {
    name: 'words-in-parts',
    enforce: 'pre',
    load(id) {
      const [file = '', part] = id.split('?words=');
      if (part !== 'core' && part !== 'office') return undefined;
      const words = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
      const own = Object.fromEntries(words.filter(([key]) => isOffice(key) === (part === 'office')));
      // parsed from a string: browsers read that faster than an object
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(own))})`, moduleType: 'js' };
    },
  };
}

/** Both parts of a language would be called the same: a release keeps files by their names (`partOf` in offline/requests). */
export const chunkName = ({ facadeModuleId }: { facadeModuleId?: string | null }): string =>
  facadeModuleId?.endsWith('?words=office') ? 'assets/[name]-office-[hash].js' : 'assets/[name]-[hash].js';
