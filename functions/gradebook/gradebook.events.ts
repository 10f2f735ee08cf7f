/** Takes marks of tests and assignments over, writes exports, follows what becomes of people. Safe to run again. */
import { AppError } from '#contracts/errors.ts';
import { react } from '../platform/events.ts';
import { jobFailed } from '../platform/jobs.ts';
import { writeExport } from './export.ops.ts';
import { eraseReasons, uniteMarks } from './people.ops.ts';
import { takeAll, takeAssignment, takeTest } from './taking.ops.ts';

export const handler = react({
  async record(event) {
    const { type, subjectId, objectId, data, now } = event;
    if (type === 'identity.peopleMerged') return uniteMarks(event);
    if (type === 'identity.personErased') return eraseReasons(subjectId);
    if (type === 'gradebook.marksNeeded') return takeAll(subjectId, now);
    if (type === 'gradebook.exportRequested') return writeExport(subjectId, now);
    if (type.startsWith('assignments.')) return takeAssignment(String(data['cohortId']), subjectId, now);
    if (objectId !== undefined) await takeTest(subjectId, objectId, now);
  },

  async givenUp({ type, subjectId, now }) {
    if (type === 'gradebook.exportRequested') await jobFailed(subjectId, new AppError('internal'), now);
  },
});
