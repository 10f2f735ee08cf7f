/** Tells people what happened that concerns them; every ten minutes, mails what is due. Safe to run again. */
import { react } from '../platform/events.ts';
import { fanOut } from './fan-out.ops.ts';
import { mailDue } from './mailing.ops.ts';
import { eraseInbox, uniteInboxes } from './people.ops.ts';
import { noteAssignment, noteCohort } from './reminding.ops.ts';

const isOfAssignment = (type: string) =>
  type === 'assignments.set' || type === 'assignments.changed' || type === 'assignments.restored';

export const handler = react({
  async record(event, remainingMs) {
    if (event.type === 'identity.peopleMerged') return uniteInboxes(event);
    if (event.type === 'identity.personErased') return eraseInbox(event.subjectId);
    if (isOfAssignment(event.type)) return noteAssignment(event);
    if (event.type === 'cohorts.dayRestored') await noteCohort(event);
    await fanOut(event, remainingMs);
  },
  tick: mailDue,
});
