/** Messages that instructors and administrators write: to one person, a cohort, some of it, those late with an assignment. They stand in the inbox, and come as mail by preference. */
import { Cursor, Moment, id, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ReturnTo } from './identity.ts';
import { z } from './z.ts';

export const messageTitleMax = 120;
export const messageMax = 5000;

/** people named one by one */
export const namedMax = 100;

/** For whom it is; the server works out who that is. */
export const Audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: id('person') }),
  /** who learns there when it is sent */
  z.strictObject({ kind: z.literal('cohort'), cohortId: id('cohort') }),
  /** of them, those whose time for an assignment is over and who have handed in nothing */
  z.strictObject({ kind: z.literal('late'), cohortId: id('cohort'), assignmentId: id('assignment') }),
  /** of them, these */
  z.strictObject({
    kind: z.literal('people'),
    cohortId: id('cohort'),
    personIds: z.array(id('person')).check(z.minLength(1), z.maxLength(namedMax)),
  }),
]);
export type Audience = z.infer<typeof Audience>;

const Name = z.object({ id: id('person'), givenName: z.string(), familyName: z.string() });

export const Message = z.object({
  id: id('message'),
  title: z.string(),
  text: z.string(),
  at: Moment,
  /** comes as mail in quiet hours too */
  urgent: z.boolean(),
  /** null: gone */
  from: z.nullable(Name),
  /** of one's own: whom it was written to; null for who received it */
  audience: z.nullable(Audience),
  /** page of ours with what it reminds of */
  link: z.nullable(ReturnTo),
});
export type Message = z.infer<typeof Message>;

/** Somebody a message went to. */
export const Reached = z.object({ ...Name.shape, readAt: z.nullable(Moment) });
export type Reached = z.infer<typeof Reached>;

const params = z.strictObject({ messageId: id('message') });
const text = z.string().check(
  z.maxLength(messageMax),
  z.refine((words: string) => words.trim().length > 0, 'blank'),
);

export const messages = {
  lookAtAudience: endpoint({
    method: 'POST',
    path: '/api/notifications/audience',
    summary: 'How many people would a message reach now? Sends nothing.',
    permission: 'seeLearners',
    body: z.strictObject({ audience: Audience }),
    output: z.object({ people: z.int() }),
  }),
  sendMessage: endpoint({
    method: 'PUT',
    path: '/api/notifications/messages/{messageId}',
    summary:
      'Writes to people one teaches or answers for; the same message twice is sent once. `nobodyReached`: nobody would get it.',
    permission: 'seeLearners',
    params,
    body: z.strictObject({ audience: Audience, title: line(messageTitleMax), text, urgent: z.boolean() }),
    output: Message,
    errors: ['idTaken', 'nobodyReached'],
    strictLimit: 60,
  }),
  sentMessages: endpoint({
    method: 'GET',
    path: '/api/notifications/messages',
    summary: 'What one has written, latest first.',
    permission: 'seeLearners',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Message),
    errors: ['cursorInvalid'],
  }),
  message: endpoint({
    method: 'GET',
    path: '/api/notifications/messages/{messageId}',
    summary: 'A message, for who wrote or received it.',
    permission: 'signedIn',
    params,
    output: Message,
  }),
  reached: endpoint({
    method: 'GET',
    path: '/api/notifications/messages/{messageId}/reached',
    summary: 'Whom a message of one’s own went to, and who has read it.',
    permission: 'signedIn',
    params,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Reached),
    errors: ['cursorInvalid'],
  }),
};
