/**
 * The words of a language in parts: `uk.json?words=core`, which everybody needs at once; `uk.json?words=office`, which
 * comes with the pages of those who administer, audit or look up their own record; `uk.json?words=study`, which comes with
 * what a reader takes into the hand beside the text: search, notes, reports of errors, print, timetables; `uk.json?words=attempt`, which
 * comes with tests and the forms of their questions; `uk.json?words=player`, which comes with the player of lectures and what
 * stands in it; `uk.json?words=asking`, which comes with a lecture that asks;
 * `uk.json?words=discussion`, which comes with the discussion of a cohort; `uk.json?words=account`, which comes with
 * invitation and profile; `uk.json?words=notices`, which comes with the inbox.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { ErrorCode } from '../functions/contracts/errors.ts';

/** First parts of the keys whose words only these pages show. */
export const officeRooms = [
  'authoring',
  'captions',
  'cohorts',
  'assigned',
  'stuck',
  'editor',
  'review',
  'questions',
  'quizzes',
  'runs',
  'planning',
  'marking',
  'assignments',
  'sharing',
  'translation',
  'norms',
  'media',
  'audit',
  'certificate',
  'import',
  'export',
  'gradebook',
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
  'statements',
  'unitLearning',
];

/** Errors that only those pages meet which bring the words of the office anyway. */
const officeErrors: readonly ErrorCode[] = [
  'importFileWrong',
  'jobEnded',
  'bundleFileMissing',
  'bundleFileWrong',
  'bundlePathInvalid',
  'bundleReferenceUnknown',
  'bundleTextInvalid',
  'bundlePictureInvalid',
  'bundleVideoInvalid',
  'bundleCaptionsInvalid',
  'bundleLanguageMissing',
  'bundleSignatureBroken',
  'importNotWaiting',
  'lastAdministrator',
  'organisationNotEmpty',
  'logoWrong',
  'loginTaken',
  'loginInUse',
  'alreadyActive',
  'tooManyMemberships',
  'mergeImpossible',
  'prerequisiteCircle',
  'dueBeforeStart',
  'tooManyAssigned',
  'lectureFailed',
  'normPeriodsOverlap',
  'competenceCircle',
  'outlineFull',
  'lessonFull',
  'moduleNotEmpty',
  'lessonMoved',
  'lastOwner',
  'personUnsuitable',
  'teamFull',
  'tooManyFilms',
  'transcriptionAbsent',
  'reviewOpen',
  'notReady',
  'nothingChanged',
  'reviewEnded',
  'ownWork',
  'noteMissing',
  'tooManyComments',
  'versionRecalled',
  'folderCircle',
  'folderNotEmpty',
  'tooManyFolders',
  'runBegun',
  'quizNotReleased',
  'questionUnsuitable',
  'marksMissing',
  'assignmentBegun',
  'tooManyAssignments',
  'tooManyAllowances',
  'tooManyInstructors',
  'ownStatement',
  'courseNotCompleted',
  'alreadyIssued',
  'statementRevoked',
  'dayFull',
  'sessionOutside',
  'sessionHeld',
  'sessionCancelled',
  'sessionAhead',
  'dayTooLongAgo',
  'weightsDiffer',
];

/** First parts of the keys whose words stand beside a text, and on the pages before and after a test. */
const studyRooms = ['study', 'tests', 'myCohorts', 'timetable', 'work', 'grades', 'agenda'];

/** First parts of the keys whose words tests and the forms of questions show. */
const attemptRooms = ['attempt', 'answer'];

/** First parts of the keys whose words stand in the player of lectures and around it. */
const playerRooms = ['player'];

/** First parts of the keys whose words a lecture shows that asks something. */
const askingRooms = ['asking'];

/** First parts of the keys whose words stand in the discussion of a cohort. */
const discussionRooms = ['discussion'];

/** First parts of the keys whose words are about an account: how one comes by it, and keeps it one's own. */
const accountRooms = ['invitation', 'security', 'check'];

/** First parts of the keys whose words are about what one is told. */
const noticeRooms = ['notices'];

const parts = ['core', 'office', 'study', 'attempt', 'player', 'asking', 'discussion', 'account', 'notices'];

const officeErrorKeys = new Set<string>(officeErrors.map((code) => `error.${code}`));

function partOf(key: string): string {
  const room = key.slice(0, key.indexOf('.'));
  if (officeRooms.includes(room) || officeErrorKeys.has(key)) return 'office';
  if (attemptRooms.includes(room)) return 'attempt';
  if (playerRooms.includes(room)) return 'player';
  if (askingRooms.includes(room)) return 'asking';
  if (discussionRooms.includes(room)) return 'discussion';
  if (accountRooms.includes(room)) return 'account';
  if (noticeRooms.includes(room)) return 'notices';
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
