/**
 * The words of a language in parts: `uk.json?words=core`, which everybody needs at once; `uk.json?words=office`, which
 * comes with the pages of those who administer, audit or look up their own record; `uk.json?words=study`, which comes with
 * what a reader takes into the hand beside the text: search, notes, reports of errors, print; `uk.json?words=attempt`, which
 * comes with tests and the forms of their questions; `uk.json?words=player`, which comes with the player of lectures and what
 * stands in it; `uk.json?words=asking`, which comes with a lecture that asks;
 * `uk.json?words=account`, which comes with invitation and profile.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** First parts of the keys whose words only these pages show. */
export const officeRooms = [
  'authoring',
  'captions',
  'editor',
  'review',
  'questions',
  'quizzes',
  'runs',
  'marking',
  'sharing',
  'translation',
  'norms',
  'media',
  'audit',
  'certificate',
  'import',
  'export',
  'jobs',
  'insight',
  'learners',
  'operations',
  'organisations',
  'people',
  'personState',
  'record',
  'versions',
  'moving',
];

/** First parts of the keys whose words stand beside a text, and on the pages before and after a test. */
const studyRooms = ['study', 'tests'];

/** First parts of the keys whose words tests and the forms of questions show. */
const attemptRooms = ['attempt', 'answer'];

/** First parts of the keys whose words stand in the player of lectures and around it. */
const playerRooms = ['player'];

/** First parts of the keys whose words a lecture shows that asks something. */
const askingRooms = ['asking'];

/** First parts of the keys whose words are about an account: how one comes by it, and keeps it one's own. */
const accountRooms = ['invitation', 'security'];

const parts = ['core', 'office', 'study', 'attempt', 'player', 'asking', 'account'];

function partOf(key: string): string {
  const room = key.slice(0, key.indexOf('.'));
  if (officeRooms.includes(room)) return 'office';
  if (attemptRooms.includes(room)) return 'attempt';
  if (playerRooms.includes(room)) return 'player';
  if (askingRooms.includes(room)) return 'asking';
  if (accountRooms.includes(room)) return 'account';
  return studyRooms.includes(room) ? 'study' : 'core';
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
