/**
 * One's own second factor. It is changed with an access token of the user pool, which a fresh sign-in brings.
 *
 * Between the callback and the code the token is kept in a cookie: sealed, HttpOnly, SameSite=Strict, for this person
 * alone, ten minutes. The session item would be the other place; but every room reads that item on every request, and it
 * goes into the stream and the backups. So the token lies only with the person whose it is, who cannot read it; nobody
 * who gets hold of the table has it. It can change its own account and nothing else, and “sign out everywhere” voids it.
 */
import type { BodyOf, OutputOf } from '#contracts/endpoint.ts';
import { AppError } from '#contracts/errors.ts';
import type { identity } from '#contracts/identity.ts';
import { accountState, beginSecondFactor, confirmSecondFactor, removeSecondFactor } from '../platform/accounts.ts';
import type { Context } from '../platform/context.ts';
import { recordPut } from '../platform/record.ts';
import { seal, unseal } from '../platform/sealed.ts';
import { passkeysUrl } from '../platform/sign-in.ts';
import { transact } from '../platform/table.ts';
import { authenticatorUri } from './second-factor.ts';

const cookieName = '__Host-kurs-factor';
const keptSeconds = 600;
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const purposeFor = (personId: string) => `secondFactor ${personId}`;

interface Cookies {
  cookie(name: string): string | undefined;
}

/** Takes the token away: at sign-out, and when it has done its work. */
export const forgottenFactorCookie = `${cookieName}=; ${attributes}; Max-Age=0`;

/** The cookie for the token of a fresh sign-in; the callback sets it. */
export async function factorCookie(personId: string, accessToken: string, now: number): Promise<string> {
  const sealed = await seal(accessToken, purposeFor(personId), now + keptSeconds * 1000);
  return `${cookieName}=${sealed}; ${attributes}; Max-Age=${keptSeconds}`;
}

const tokenOf = (ctx: Context, { cookie }: Cookies) => unseal(cookie(cookieName), purposeFor(ctx.person.id), ctx.now);

async function requireToken(ctx: Context, input: Cookies): Promise<string> {
  const token = await tokenOf(ctx, input);
  if (!token) throw new AppError('freshSignInNeeded');
  return token;
}

/** On or off at the user pool; `fresh` when it may be changed now. */
async function secondFactorState(ctx: Context, input: Cookies): Promise<OutputOf<typeof identity.secondFactorState>> {
  const [{ secondFactor }, token] = await Promise.all([accountState(ctx.person.login), tokenOf(ctx, input)]);
  return { state: secondFactor ? 'on' : 'off', passkeysUrl: passkeysUrl(), fresh: token !== undefined };
}

async function startSecondFactor(ctx: Context, input: Cookies): Promise<OutputOf<typeof identity.startSecondFactor>> {
  const { secret } = await beginSecondFactor(await requireToken(ctx, input));
  return { secret, uri: authenticatorUri(ctx.person.login, secret) };
}

async function confirmFirstCode(
  ctx: Context,
  input: Cookies & { body: BodyOf<typeof identity.confirmSecondFactor> },
): Promise<Record<string, never>> {
  await confirmSecondFactor(await requireToken(ctx, input), input.body.code);
  return changed(ctx, 'identity.secondFactorSet');
}

async function takeSecondFactorAway(ctx: Context, input: Cookies): Promise<Record<string, never>> {
  await removeSecondFactor(await requireToken(ctx, input));
  return changed(ctx, 'identity.secondFactorRemoved');
}

/** The state lies at the user pool: the record follows it. A repeat asks for a fresh sign-in and changes nothing. */
async function changed(ctx: Context, type: string): Promise<Record<string, never>> {
  const { id } = ctx.person;
  await transact(recordPut({ kind: 'fact', type, subjectId: id, actorId: id }, ctx.now));
  ctx.setCookie(forgottenFactorCookie);
  return {};
}

/** The endpoints of one's own second factor. */
export const secondFactorHandlers = {
  secondFactorState,
  startSecondFactor,
  confirmSecondFactor: confirmFirstCode,
  removeSecondFactor: takeSecondFactorAway,
};
