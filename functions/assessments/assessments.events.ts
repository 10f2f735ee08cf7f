/** Closes attempts whose time is over, every minute; takes along what becomes of people. Safe to run again. */
import { react } from '../platform/events.ts';
import { closeDue } from './due.ops.ts';
import { eraseAnswers, uniteAttempts } from './people.ops.ts';
import { regradeAll } from './regrade.ops.ts';

export const handler = react({
  async record(event) {
    if (event.type === 'identity.peopleMerged') return uniteAttempts(event);
    if (event.type === 'assessments.regradeRequested') return regradeAll(event);
    if (event.type === 'identity.personErased') return eraseAnswers(event.subjectId);
  },
  tick: closeDue,
});
