/** Issues lists of statements and those that come by themselves; writes exports; follows merged and erased people. Safe to run again. */
import { AppError } from '#contracts/errors.ts';
import { react } from '../platform/events.ts';
import { jobFailed } from '../platform/jobs.ts';
import { issueByItself } from './automatic.ops.ts';
import { writeExport } from './export.ops.ts';
import { runIssue } from './many.ops.ts';
import { eraseStatements, uniteStatements } from './people.ops.ts';

export const handler = react({
  async record(event, remainingMs) {
    switch (event.type) {
      case 'statements.issueRequested':
        return runIssue(event, remainingMs);
      case 'statements.exportRequested':
        return writeExport(event);
      case 'progress.courseCompleted':
        return issueByItself(event);
      case 'identity.peopleMerged':
        return uniteStatements(event);
      case 'identity.personErased':
        return eraseStatements(event.subjectId);
    }
  },

  async givenUp(event) {
    if (event.type.startsWith('statements.')) await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});
