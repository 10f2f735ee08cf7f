/** Checks and keeps files that have come; takes along what becomes of people. Safe to run again. */
import { react } from '../platform/events.ts';
import { fileFailed, keepFile } from './file-check.ops.ts';
import { eraseWorks, uniteWorks } from './lifecycle.ops.ts';

export const handler = react({
  async record(event) {
    if (event.type === 'assignments.fileUploaded') return keepFile(event);
    if (event.type === 'identity.peopleMerged') return uniteWorks(event);
    if (event.type === 'identity.personErased') return eraseWorks(event.subjectId, event.now);
  },
  async givenUp(event) {
    if (event.type === 'assignments.fileUploaded') await fileFailed(event);
  },
});
