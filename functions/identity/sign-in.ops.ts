/** Endpoints of signing in and out. */
import type { identity } from '#contracts/identity.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { closedSessionCookie, closeSession, openSession, sessionCookie, type Person } from '../platform/session.ts';
import { finishSignIn, signOutLocation, startSignIn, type Finished } from '../platform/sign-in.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { invitationDelete } from './invitations.store.ts';
import * as people from './people.store.ts';
import { signOutWrites } from './person-state.ops.ts';
import { factorCookie, forgottenFactorCookie } from './second-factor.ops.ts';
import { putSignIn, takeSignIn } from './sign-in.store.ts';

type Of<Name extends keyof typeof identity> = Input<(typeof identity)[Name]>;

const signInCookie = '__Host-kurs-signin';
const signInSeconds = 600;
/** the provider's times are whole seconds */
const roundingMs = 2000;

export const signInHandlers: Pick<
  Handlers<typeof identity>,
  'signIn' | 'callback' | 'signOut' | 'signOutEverywhere'
> = { signIn, callback, signOut, signOutEverywhere };

async function signIn(ctx: Context, { query }: Of<'signIn'>): Promise<Response> {
  const { location, ...kept } = await startSignIn(query.language, { purpose: query.purpose });
  const expiresAt = Math.floor(ctx.now / 1000) + signInSeconds;
  const { verifier, nonce } = kept;
  await putSignIn(kept.state, { verifier, nonce, returnTo: query.returnTo ?? '/' }, expiresAt);
  ctx.setCookie(`${signInCookie}=${kept.state}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${signInSeconds}`);
  return redirect(location);
}

async function callback(ctx: Context, { query, cookie }: Of<'callback'>): Promise<Response> {
  ctx.setCookie(`${signInCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`);
  const outcome = await signedIn(ctx, query, cookie(signInCookie));
  if ('error' in outcome) return redirect(`/sign-in?error=${outcome.error}`);
  const { person, finished, returnTo } = outcome;
  // “sign out everywhere” means the provider's own session too, which only the browser can end
  const provedAt = ctx.now - finished.authAgeMs + roundingMs;
  if (provedAt < (person.signedOutAt ?? 0)) return redirect(await signOutLocation());
  if (!(await noteFirst(ctx, person, finished.subject))) return redirect('/sign-in?error=personUnknown');
  ctx.setCookie(await openSession(person.id, ctx.now));
  if (finished.accessToken) ctx.setCookie(await factorCookie(person.id, finished.accessToken, ctx.now));
  return redirect(returnTo);
}

const redirect = (location: string) =>
  new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });

type Outcome =
  | { person: Person; finished: Finished; returnTo: string }
  | { error: 'signInFailed' | 'personUnknown' | 'personDisabled' };

/** Who came back from the provider, or the code of what went wrong. */
async function signedIn(
  ctx: Context,
  query: Record<string, string | undefined>,
  state: string | undefined,
): Promise<Outcome> {
  const kept = state && state === query['state'] ? await takeSignIn(state, ctx.now) : undefined;
  if (!state || !kept || !query['code']) return { error: 'signInFailed' };
  const given = new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const finished = await finishSignIn(given, { state, ...kept }).catch(() => undefined);
  if (!finished) return { error: 'signInFailed' };
  const person = await people.personByLogin(finished.login);
  if (!person || (person.subject && person.subject !== finished.subject)) return { error: 'personUnknown' };
  return person.disabled ? { error: 'personDisabled' } : { person, finished, returnTo: kept.returnTo };
}

/**
 * The first sign-in binds the account of the user pool to the person; links to set a password end. False where it is
 * another account that belongs to them by now.
 */
async function noteFirst(ctx: Context, person: Person, given: string): Promise<boolean> {
  const { id, subject, activeAt } = person;
  if (subject !== undefined && activeAt !== undefined) return true;
  const first = { subject: subject ?? given, activeAt: activeAt ?? new Date(ctx.now).toISOString() };
  const fact = { kind: 'fact', type: 'identity.activated', subjectId: id, actorId: id } as const;
  try {
    await transact(people.personFirst(person, first), invitationDelete(id), recordPut(fact, ctx.now));
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // two browsers at the same moment, or the address was changed
    return (await people.person(id))?.subject === given;
  }
}

async function signOut(ctx: Context, { cookie }: Of<'signOut'>): Promise<{ location: string }> {
  await closeSession(cookie(sessionCookie));
  return signedOut(ctx);
}

async function signOutEverywhere(ctx: Context): Promise<{ location: string }> {
  const { id } = ctx.person;
  const fact = { kind: 'fact', type: 'identity.signedOut', subjectId: id, actorId: id } as const;
  await transact(...signOutWrites(id, id, ctx.now), recordPut(fact, ctx.now));
  return signedOut(ctx);
}

async function signedOut(ctx: Context): Promise<{ location: string }> {
  for (const gone of [closedSessionCookie, forgottenFactorCookie]) ctx.setCookie(gone);
  return { location: await signOutLocation() };
}
