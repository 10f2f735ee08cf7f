/**
 * Mails what waits for somebody and is due, in one letter. Notices are taken out of what waits in one transaction before the
 * letter goes: of several deliveries one gets them. Where SES is too busy they are put back; where it is not known
 * whether a letter went, it is not sent again – the inbox has what stands in it.
 */
import { AppError } from '#contracts/errors.ts';
import { noticeKinds, type Declinable } from '#contracts/notice-kinds.ts';
import { personNow } from '../identity/identity.reads.ts';
import { derivedToken } from '../platform/derived-token.ts';
import { environment } from '../platform/environment.ts';
import { sha256 } from '../platform/ids.ts';
import { errorFields, log } from '../platform/log.ts';
import { sendMail } from '../platform/mail.ts';
import type { Person } from '../platform/session.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import { putDue } from './due.store.ts';
import * as inbox from './inbox.store.ts';
import { noticeLetter } from './letters.ts';
import { choiceFor, sorted, type Preferences } from './mailing.ts';
import { linkOf, type Notice } from './notice.ts';
import { preferencesOf, putLink } from './preferences.store.ts';
import { namesFor, nameIn } from './names.ops.ts';

/** of a transaction’s hundred */
const perLetter = 90;

/** Letters go to those who have been here: an invitation is another letter. */
const mayGetMail = (person: Person | undefined): person is Person =>
  person !== undefined && !person.disabled && person.mergedInto === undefined && person.activeAt !== undefined;

export async function mailTo(personId: string, now: number): Promise<void> {
  const [person, preferences, waiting] = await Promise.all([
    personNow(personId),
    preferencesOf(personId),
    inbox.waitingOf(personId, perLetter),
  ]);
  if (!waiting.length) return;
  if (!mayGetMail(person)) return void (await taken(waiting));
  const due = sorted(waiting, preferences, person.timeZone, now);
  if (due.never.length) await taken(due.never as inbox.StoredWaiting[]);
  if (due.next !== undefined) await putDue(personId, due.next);
  const these = due.now as inbox.StoredWaiting[];
  const isOurs = these.length > 0 && (await taken(these));
  if (isOurs) await send(person, preferences, these, now);
  // another delivery took some of them, or there are more than one letter holds: somebody looks again
  if ((these.length && !isOurs) || waiting.length === perLetter) await putDue(personId, now);
}

/** Takes them, all or none: false where another delivery was quicker. */
const taken = (waiting: readonly inbox.StoredWaiting[]): Promise<boolean> =>
  unlessRefused(transact(...waiting.map(inbox.waitingTaken)));

async function send(person: Person, preferences: Preferences, waiting: inbox.StoredWaiting[], now: number) {
  const notices = await inbox.noticesById(
    person.id,
    waiting.map(({ id }) => id),
  );
  if (!notices.length) return;
  const letter = await letterFor(person, inOrder(notices), whatDeclines(notices, preferences), now);
  try {
    await sendMail({ to: person.login, ...letter });
  } catch (error) {
    if (error instanceof AppError && error.code === 'tooManyRequests') {
      await transact(...waiting.map(inbox.waitingPut));
      throw error;
    }
    log('error', { message: 'letter not sent', personId: person.id, ...errorFields(error) });
  }
}

const inOrder = (notices: readonly Notice[]): Notice[] => notices.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** One topic, or everything that comes once a day. */
function whatDeclines(notices: readonly Notice[], preferences: Preferences): Declinable {
  const topics = new Set(notices.map(({ kind }) => noticeKinds[kind]));
  const [topic] = topics;
  const daily = notices.some(({ kind }) => choiceFor(kind, preferences) === 'daily');
  return topics.size === 1 || !daily ? topic! : 'digest';
}

async function letterFor(person: Person, notices: readonly Notice[], what: Declinable, now: number) {
  const origin = environment('PUBLIC_ORIGIN');
  const [names, token] = await Promise.all([namesFor(notices), derivedToken('unsubscribe', `${person.id} ${what}`)]);
  await putLink(sha256(token), person.id, what, now);
  const letter = noticeLetter({
    language: person.locale,
    notices: notices.map((notice) => {
      const { title, message } = names(notice);
      return {
        kind: notice.kind,
        title: message?.title ?? (title ? nameIn(title, person.locale) : undefined),
        from: message?.from ? `${message.from.givenName} ${message.from.familyName}` : undefined,
        link: `${origin}${linkOf(notice)}`,
      };
    }),
    inbox: `${origin}/inbox`,
    preferences: `${origin}/profile/notices`,
    decline: `${origin}/unsubscribe#${token}`,
  });
  const heads = {
    'List-Unsubscribe': `<${origin}/api/notifications/unsubscribe/${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  return { ...letter, heads };
}
