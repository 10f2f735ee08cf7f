/** Tells people what happened that concerns them; every ten minutes, mails what is due. Safe to run again. */
import { react } from '../platform/events.ts';
import { fanOut } from './fan-out.ops.ts';
import { mailDue } from './mailing.ops.ts';
import { eraseInbox, uniteInboxes } from './people.ops.ts';

export const handler = react({
  async record(event, remainingMs) {
    if (event.type === 'identity.peopleMerged') return uniteInboxes(event);
    if (event.type === 'identity.personErased') return eraseInbox(event.subjectId);
    await fanOut(event, remainingMs);
  },
  tick: mailDue,
});
