/** What becomes of notices when two records of one human become one, or a person is erased. Again, both find nothing to do. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import * as inbox from './inbox.store.ts';
import { blankMessage, sentPage } from './messages.store.ts';
import { removePreferences } from './preferences.store.ts';

const sentAtOnce = 100;

/** The kept person sees what the duplicate was told; nothing of it is mailed a second time. */
export async function uniteInboxes({ subjectId, objectId: from }: RecordEvent): Promise<void> {
  const person = await keptPerson(subjectId);
  if (!person || from === undefined || person.id === from) return;
  for await (const notices of inbox.noticePages(from)) {
    const unread = await inbox.unreadAmong(
      from,
      notices.map(({ id }) => id),
    );
    for (const notice of notices) await inbox.copyNotice({ ...notice, personId: person.id }, unread.has(notice.id));
  }
}

/** With the person goes the inbox, what they chose, and the words of what they wrote to others. */
export async function eraseInbox(personId: string): Promise<void> {
  for await (const notices of inbox.noticePages(personId))
    for (const notice of notices) await inbox.removeNotice(notice);
  await removePreferences(personId);
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await sentPage(personId, from, sentAtOnce);
    for (const each of items) await blankMessage(each);
    from = lastKey;
  } while (from);
}
