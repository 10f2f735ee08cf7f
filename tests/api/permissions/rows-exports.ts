/** Rows of archives: who writes a course and who answers for drafts hands it out; bringing in is as with bundles. */
import type { courseExports } from '#contracts/course-exports.ts';
import { smallArchive } from '../../support/archive.ts';
import { newId } from '../../support/stack.ts';
import { forAll, forOwner, forOwnOrganisation, type RowsOf } from './row.ts';
import { forReaders } from './rows-authoring.ts';
import type { World } from './world.ts';

const unsigned = () => ({ manifest: smallArchive().manifest, signature: null });

export function exportRows({ own, review: { courseId } }: World): RowsOf<typeof courseExports> {
  return {
    exportCourse: { input: () => ({ params: { courseId }, body: { jobId: newId('job') } }), ...forReaders },
    checkArchive: { input: () => ({ body: unsigned() }), ...forAll },
    // a key that nobody has
    signingKey: { input: () => ({ params: { keyId: 'a'.repeat(64) } }), ...forOwner },
    newSigningKey: {
      input: () => ({ params: { organisationId: own.academyId }, body: { replaces: null } }),
      ...forOwnOrganisation,
    },
  };
}
