/** Endpoints of identity: sign-in and sign-out, own profile, organisations, people. */
import { isDeepStrictEqual } from 'node:util';
import { identity } from '#contracts/identity.ts';
import type { Me } from '#contracts/identity.ts';
import { AppError } from '#contracts/errors.ts';
import { actionsOf } from '#contracts/permissions.ts';
import { rooms } from '#contracts/endpoints.ts';
import { endpoint } from '#contracts/endpoint.ts';
import { createAccount } from '../platform/accounts.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { openApi } from '../platform/openapi.ts';
import { closedSessionCookie, closeSession, openSession, sessionCookie, type Person } from '../platform/session.ts';
import { finishSignIn, signOutLocation, startSignIn } from '../platform/sign-in.ts';
import { cancellationReasons, isConditionFailure } from '../platform/table.ts';
import { mayGrant, placeBelow, type Placed } from './organisation.ts';
import { changedProfile, repeatsChange } from './profile.ts';
import * as store from './identity.store.ts';

const signInCookie = '__Host-kurs-signin';
const signInSeconds = 600;

const openapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description.',
  permission: 'public',
  raw: true,
});

export const handler = serve(
  { ...identity, openapi },
  {
    openapi: async () =>
      new Response(JSON.stringify(openApi(rooms)), {
        headers: { 'content-type': 'application/json', 'cache-control': 'max-age=300' },
      }),

    async signIn(ctx, { query }) {
      const { location, ...kept } = await startSignIn(query.language);
      const expiresAt = Math.floor(ctx.now / 1000) + signInSeconds;
      await store.putSignIn(
        kept.state,
        { verifier: kept.verifier, nonce: kept.nonce, returnTo: query.returnTo ?? '/' },
        expiresAt,
      );
      ctx.setCookie(`${signInCookie}=${kept.state}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${signInSeconds}`);
      return redirect(location);
    },

    async callback(ctx, { query, cookie }) {
      ctx.setCookie(`${signInCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`);
      const outcome = await signedIn(ctx, query, cookie(signInCookie));
      if ('error' in outcome) return redirect(`/sign-in?error=${outcome.error}`);
      ctx.setCookie(await openSession(outcome.person.id, ctx.now));
      return redirect(outcome.returnTo);
    },

    async signOut(ctx, { cookie }) {
      await closeSession(cookie(sessionCookie));
      ctx.setCookie(closedSessionCookie);
      return { location: await signOutLocation() };
    },

    me: (ctx) => presentMe(ctx.person),

    async changeMe(ctx, { body }) {
      if (repeatsChange(ctx.person, body)) return presentMe(ctx.person);
      const changed = changedProfile(ctx.person, body);
      const record = {
        kind: 'fact',
        type: 'identity.profileChanged',
        subjectId: changed.id,
        actorId: changed.id,
      } as const;
      try {
        await store.updateProfile(changed, record, ctx.now);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        // the same change at the same moment: it is made
        const present = await store.person(changed.id);
        if (!present || !repeatsChange(present, body)) throw new AppError('conflict');
        return presentMe(present);
      }
      return presentMe(changed);
    },

    async listOrganisations(ctx, { query }) {
      const scope = `organisations ${query.parentId ?? 'root'} ${ctx.person.id}`;
      const { items, lastKey } = await store.organisationsBelow(
        query.parentId ?? 'root',
        await openCursor(query.cursor, scope, ctx.now),
      );
      return { items, next: await sealCursor(lastKey, scope, ctx.now) };
    },

    async createOrganisation(ctx, { body }) {
      const parent = await store.organisation(body.parentId);
      if (!parent) throw new AppError('notFound');
      requireIn(ctx, 'manageOrganisations', parent.path);
      const created = placeBelow(parent, body);
      const record = {
        kind: 'fact',
        type: 'identity.organisationCreated',
        subjectId: created.id,
        actorId: ctx.person.id,
      } as const;
      try {
        await store.putOrganisation(created, record, ctx.now);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        await requireSame(created);
      }
      return created;
    },

    async createPerson(ctx, { body }) {
      await requireGrants(ctx, body.memberships);
      const subject = await createAccount(body.login);
      const person: Person = {
        ...body,
        subject,
        disabled: false,
        revision: 0,
        createdAt: new Date(ctx.now).toISOString(),
      };
      const record = {
        kind: 'fact',
        type: 'identity.personCreated',
        subjectId: person.id,
        actorId: ctx.person.id,
      } as const;
      try {
        await store.putPerson(person, record, ctx.now);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const [idTaken] = cancellationReasons(error);
        if (!isSamePerson(await store.person(person.id), person))
          throw new AppError(idTaken === 'None' ? 'loginTaken' : 'idTaken');
      }
      return { id: person.id };
    },
  },
);

const redirect = (location: string) =>
  new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });

/** Who came back from the provider, or the code of what went wrong. */
async function signedIn(
  ctx: Context,
  query: Record<string, string | undefined>,
  state: string | undefined,
): Promise<{ person: Person; returnTo: string } | { error: 'signInFailed' | 'personUnknown' | 'personDisabled' }> {
  const kept = state && state === query['state'] ? await store.takeSignIn(state, ctx.now) : undefined;
  if (!state || !kept || !query['code']) return { error: 'signInFailed' };
  const given = new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const claims = await finishSignIn(given, { state, ...kept }).catch(() => undefined);
  if (!claims) return { error: 'signInFailed' };
  const person = await store.personByLogin(claims.login);
  if (!person || (person.subject && person.subject !== claims.subject)) return { error: 'personUnknown' };
  return person.disabled ? { error: 'personDisabled' } : { person, returnTo: kept.returnTo };
}

async function presentMe(person: Person): Promise<Me> {
  const found = new Map(
    (await store.organisations(person.memberships.map((each) => each.organisationId))).map((each) => [each.id, each]),
  );
  return {
    ...person,
    actions: actionsOf(person.memberships),
    memberships: person.memberships.flatMap(({ organisationId, roles }) => {
      const organisation = found.get(organisationId);
      return organisation ? [{ organisation, roles }] : [];
    }),
  };
}

async function requireGrants(ctx: Context, memberships: Person['memberships']): Promise<void> {
  const found = new Map(
    (await store.organisations(memberships.map((each) => each.organisationId))).map((each) => [each.id, each]),
  );
  for (const { organisationId, roles } of memberships) {
    const organisation = found.get(organisationId);
    if (!organisation) throw new AppError('notFound');
    if (!mayGrant(ctx.person.memberships, roles, organisation.path)) throw new AppError('notAllowed');
  }
}

async function requireSame(created: Placed): Promise<void> {
  const existing = await store.organisation(created.id);
  const parts = ({ parentId, kind, name, timeZone }: Placed) => ({ parentId, kind, name, timeZone });
  if (!existing || !isDeepStrictEqual(parts(existing), parts(created))) throw new AppError('idTaken');
}

/** Is this the request that made the person, sent once more? Language and time zone may have been changed since. */
function isSamePerson(existing: Person | undefined, created: Person): boolean {
  const parts = ({ login, givenName, familyName, memberships }: Person) => ({
    login,
    givenName,
    familyName,
    memberships,
  });
  return existing !== undefined && isDeepStrictEqual(parts(existing), parts(created));
}
