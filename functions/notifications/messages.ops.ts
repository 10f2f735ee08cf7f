/** Endpoints of messages: written to people one teaches or answers for, read by who wrote or received them. */
import { AppError } from '#contracts/errors.ts';
import type { Message, messages as contract } from '#contracts/messages.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { keptAudience, linkOfAudience, requireReach, sentTo, whoWouldGet } from './audience.ops.ts';
import * as store from './messages.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const pageSize = 50;

export const messageHandlers: Handlers<typeof contract> = {
  async lookAtAudience(ctx, { body: { audience } }) {
    await requireReach(ctx, audience);
    return { people: (await whoWouldGet(ctx, audience)).length };
  },
  sendMessage: send,
  sentMessages: sent,
  message: one,
  reached,
};

async function send(ctx: Context, { params: { messageId: id }, body }: Of<'sendMessage'>): Promise<Message> {
  const { title, text, urgent, audience } = body;
  await requireReach(ctx, audience);
  const written: store.StoredMessage = {
    ...{ id, by: ctx.person.id, at: new Date(ctx.now).toISOString(), title, text, urgent },
    audience: keptAudience(audience),
  };
  const record = { kind: 'fact', type: 'notifications.messageSent', subjectId: id, actorId: ctx.person.id } as const;
  const before = await store.message(id);
  if (before) return repeated(before, written, ctx);
  if (!(await whoWouldGet(ctx, audience)).length) throw new AppError('nobodyReached');
  if (await store.putMessage(written, { ...record, objectId: written.audience.id, data: { urgent } }, ctx.now))
    return present(written, ctx);
  const other = await store.message(id);
  return other ? repeated(other, written, ctx) : present(written, ctx);
}

/** The same message is there already: whom it reaches was settled then. */
function repeated(before: store.StoredMessage, written: store.StoredMessage, ctx: Context): Promise<Message> {
  if (!isSame(before, written)) throw new AppError('idTaken');
  return present(before, ctx);
}

const isSame = (a: store.StoredMessage, b: store.StoredMessage): boolean =>
  a.by === b.by &&
  a.title === b.title &&
  a.text === b.text &&
  a.urgent === b.urgent &&
  a.audience.kind === b.audience.kind &&
  a.audience.id === b.audience.id &&
  a.audience.cohortId === b.audience.cohortId &&
  a.audience.personIds?.join() === b.audience.personIds?.join();

async function present(written: store.StoredMessage, ctx: Context): Promise<Message> {
  const from = (await peopleById([written.by])).get(written.by);
  const { id, title, text, at, urgent } = written;
  return {
    ...{ id, title, text, at, urgent },
    from: from ? { id: from.id, givenName: from.givenName, familyName: from.familyName } : null,
    audience: written.by === ctx.person.id ? sentTo(written) : null,
    link: linkOfAudience(written),
  };
}

async function sent(ctx: Context, { query }: Of<'sentMessages'>) {
  const scope = `sent messages ${ctx.person.id}`;
  const { items, lastKey } = await store.sentPage(
    ctx.person.id,
    await openCursor(query.cursor, scope, ctx.now),
    pageSize,
  );
  return {
    items: await Promise.all(items.map((each) => present(each, ctx))),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

async function one(ctx: Context, { params: { messageId } }: Of<'message'>): Promise<Message> {
  const written = await store.message(messageId);
  const isTheirs = written && (written.by === ctx.person.id || (await store.reachedBy(messageId, ctx.person.id)));
  if (!written || !isTheirs) throw new AppError('notFound');
  return present(written, ctx);
}

async function reached(ctx: Context, { params: { messageId }, query }: Of<'reached'>) {
  const written = await store.message(messageId);
  if (written?.by !== ctx.person.id) throw new AppError('notFound');
  const scope = `reached ${messageId} ${ctx.person.id}`;
  const page = await store.reachedPage(messageId, await openCursor(query.cursor, scope, ctx.now), pageSize);
  const people = await peopleById(page.items.map(({ personId }) => personId));
  const items = page.items.flatMap(({ personId, readAt }) => {
    const person = people.get(personId);
    if (!person) return [];
    return [{ id: person.id, givenName: person.givenName, familyName: person.familyName, readAt: readAt ?? null }];
  });
  return { items, next: await sealCursor(page.lastKey, scope, ctx.now) };
}
