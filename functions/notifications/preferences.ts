/** What a choice or a declined letter makes of somebody's preferences. Pure. */
import { AppError } from '#contracts/errors.ts';
import { noticeTopics, type Declinable } from '#contracts/notice-kinds.ts';
import type { Preferences } from './mailing.ts';

/** A choice sent with the revision it was made from; the same as it is now changes nothing. */
export function chosen(before: Preferences, sent: Preferences): Preferences {
  const { revision, ...choice } = sent;
  const { revision: current, ...now } = before;
  if (same(choice, now)) return before;
  if (revision !== current) throw new AppError('conflict');
  return { ...choice, revision: current + 1 };
}

const same = (a: Omit<Preferences, 'revision'>, b: Omit<Preferences, 'revision'>): boolean =>
  noticeTopics.every((topic) => a.mail[topic] === b.mail[topic]) &&
  a.digestHour === b.digestHour &&
  a.quietFrom === b.quietFrom &&
  a.quietUntil === b.quietUntil;

export const isDeclined = ({ mail }: Preferences, what: Declinable): boolean =>
  what === 'digest' ? !Object.values(mail).includes('daily') : mail[what] === 'never';

export function declined(before: Preferences, what: Declinable): Preferences {
  if (isDeclined(before, what)) return before;
  const mail = { ...before.mail };
  for (const topic of noticeTopics)
    if (topic === what || (what === 'digest' && mail[topic] === 'daily')) mail[topic] = 'never';
  return { ...before, mail, revision: before.revision + 1 };
}
