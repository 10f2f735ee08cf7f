/** Endpoints of what somebody chooses about mail, signed in or by the link in a letter. */
import { AppError } from '#contracts/errors.ts';
import type { notifications as contract } from '#contracts/notifications.ts';
import { personNow } from '../identity/identity.reads.ts';
import { environment } from '../platform/environment.ts';
import type { Handlers } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { chosen, declined, isDeclined } from './preferences.ts';
import * as store from './preferences.store.ts';

type Names =
  | 'preferences'
  | 'setPreferences'
  | 'lookAtUnsubscribe'
  | 'unsubscribe'
  | 'openUnsubscribe'
  | 'unsubscribeByMailProgram';
const attemptsMax = 5;

export const preferenceHandlers: Pick<Handlers<typeof contract>, Names> = {
  preferences: (ctx) => store.preferencesOf(ctx.person.id),

  async setPreferences(ctx, { body }) {
    const before = await store.preferencesOf(ctx.person.id);
    const after = chosen(before, body);
    if (after !== before && !(await store.putPreferences(ctx.person.id, before, after))) throw new AppError('conflict');
    return after;
  },

  async lookAtUnsubscribe(ctx, { body }) {
    const { personId, what } = await linkOf(body.token, ctx.now);
    return { what, declined: isDeclined(await store.preferencesOf(personId), what) };
  },
  unsubscribe: (ctx, { body }) => decline(body.token, ctx.now),

  async openUnsubscribe(_ctx, { params }) {
    const location = `${environment('PUBLIC_ORIGIN')}/unsubscribe#${params.token}`;
    return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } });
  },
  async unsubscribeByMailProgram(ctx, { params }) {
    await decline(params.token, ctx.now);
    return {};
  },
};

/** A link ends with the account of its person. */
async function linkOf(token: string, now: number) {
  const found = await store.link(sha256(token), now);
  const person = found && (await personNow(found.personId));
  if (!found || !person || person.disabled || person.mergedInto !== undefined) throw new AppError('linkInvalid');
  return found;
}

async function decline(token: string, now: number) {
  const { personId, what } = await linkOf(token, now);
  for (let attempt = 1; ; attempt += 1) {
    const before = await store.preferencesOf(personId);
    const after = declined(before, what);
    if (after === before || (await store.putPreferences(personId, before, after))) return { what, declined: true };
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}
