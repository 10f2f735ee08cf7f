/** The inbox: what happened that concerns somebody; how and when they are told by mail. Everybody's own, nobody else's. */
import { Cursor, Moment, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ReturnTo } from './identity.ts';
import { unreadNotices } from './unread-notices.ts';
import { declinable, mailChoices, noticeKindNames, noticeTopics } from './notice-kinds.ts';
import { z } from './z.ts';

/** notices marked as read in one call */
export const readMax = 50;

export const InboxNotice = z.object({
  id: id('notice'),
  kind: z.enum(noticeKindNames),
  at: Moment,
  read: z.boolean(),
  /** what it is about: a test, a course, an academy; null where that is gone, and of messages */
  title: z.nullable(localised(400)),
  /** page of ours where one sees more */
  link: ReturnTo,
  /** of a message: its title and who wrote it (null: gone) */
  message: z.nullable(
    z.object({
      id: id('message'),
      title: z.string(),
      from: z.nullable(z.object({ givenName: z.string(), familyName: z.string() })),
    }),
  ),
});
export type InboxNotice = z.infer<typeof InboxNotice>;

/** A full hour of the day by the person's time zone. */
const Hour = z.int().check(z.minimum(0), z.maximum(23));
const choices = Object.fromEntries(noticeTopics.map((topic) => [topic, z.enum(mailChoices)])) as Record<
  (typeof noticeTopics)[number],
  z.ZodMiniEnum<{ [Choice in (typeof mailChoices)[number]]: Choice }>
>;

/** `quietFrom` = `quietUntil`: mail comes at any hour. */
const chosen = { mail: z.strictObject(choices), digestHour: Hour, quietFrom: Hour, quietUntil: Hour };
export const NoticePreferences = z.object({ ...chosen, revision: z.int() });
export type NoticePreferences = z.infer<typeof NoticePreferences>;

/** 256 bits, in a link of a letter only. */
const Token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const Declined = z.object({ what: z.enum(declinable), declined: z.boolean() });

export const notifications = {
  ...unreadNotices,
  inbox: endpoint({
    method: 'GET',
    path: '/api/notifications/inbox',
    summary: 'One’s own notices, latest first: all, or those that are unread.',
    permission: 'signedIn',
    query: z.strictObject({ show: z.optional(z.enum(['all', 'unread'])), cursor: z.optional(Cursor) }),
    output: page(InboxNotice),
    errors: ['cursorInvalid'],
  }),
  markRead: endpoint({
    method: 'POST',
    path: '/api/notifications/inbox/read',
    summary: 'Marks notices of one’s own as read; unknown ones are passed over.',
    permission: 'signedIn',
    body: z.strictObject({ ids: z.array(id('notice')).check(z.minLength(1), z.maxLength(readMax)) }),
  }),
  markAllRead: endpoint({
    method: 'POST',
    path: '/api/notifications/inbox/read-all',
    summary: 'Marks everything as read up to the notice that stood on top; what came later stays unread.',
    permission: 'signedIn',
    body: z.strictObject({ upTo: id('notice') }),
  }),
  preferences: endpoint({
    method: 'GET',
    path: '/api/notifications/preferences',
    summary: 'About what, and when, one gets mail.',
    permission: 'signedIn',
    output: NoticePreferences,
  }),
  setPreferences: endpoint({
    method: 'PUT',
    path: '/api/notifications/preferences',
    summary: 'Chooses about what, and when, one gets mail. `conflict`: it was changed elsewhere meanwhile.',
    permission: 'signedIn',
    body: z.strictObject({ ...chosen, revision: z.int() }),
    output: NoticePreferences,
    errors: ['conflict'],
  }),
  lookAtUnsubscribe: endpoint({
    method: 'POST',
    path: '/api/notifications/unsubscribe/look',
    summary: 'What would the link of a letter decline, and is it declined already? Changes nothing.',
    permission: 'public',
    body: z.strictObject({ token: Token }),
    output: Declined,
    errors: ['linkInvalid'],
    strictLimit: 60,
  }),
  unsubscribe: endpoint({
    method: 'POST',
    path: '/api/notifications/unsubscribe',
    summary: 'No more mail of the kind of this link; the inbox stays as it is.',
    permission: 'public',
    body: z.strictObject({ token: Token }),
    output: Declined,
    errors: ['linkInvalid'],
    strictLimit: 60,
  }),
  openUnsubscribe: endpoint({
    method: 'GET',
    path: '/api/notifications/unsubscribe/{token}',
    summary: 'The address in the head of a letter, opened by a person: leads to the page that asks. Changes nothing.',
    permission: 'public',
    params: z.strictObject({ token: Token }),
    raw: true,
  }),
  unsubscribeByMailProgram: endpoint({
    method: 'POST',
    path: '/api/notifications/unsubscribe/{token}',
    summary: 'The same address, asked by a mail program’s own button (RFC 8058, one click).',
    permission: 'public',
    params: z.strictObject({ token: Token }),
    errors: ['linkInvalid'],
    strictLimit: 300,
    fromAnywhere: true,
  }),
};
