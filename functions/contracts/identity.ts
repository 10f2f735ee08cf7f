/** Identity: sign-in, the signed-in person, second factor, invitations. */
import { Language, Moment, TimeZone, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { OrganisationKind } from './organisations.ts';
import { actions, roles, type Action } from './permissions.ts';
import { z } from './z.ts';

export const Me = z.object({
  id: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  login: z.string(),
  locale: Language,
  timeZone: TimeZone,
  memberships: z.array(
    z.object({
      organisation: z.object({ id: id('organisation'), kind: OrganisationKind, name: localised(200) }),
      roles: z.array(z.enum(roles)),
    }),
  ),
  /** what this person may do somewhere: shows or hides menus, never a check */
  actions: z.array(z.enum(Object.keys(actions) as [Action, ...Action[]])),
  revision: z.int(),
  /** “see as”: the role shown instead of one’s own; null for oneself */
  seeAs: z.nullable(
    z.object({ organisation: z.object({ id: id('organisation'), name: localised(200) }), role: z.enum(roles) }),
  ),
});
export type Me = z.infer<typeof Me>;

/** Path inside the app to return to after sign-in, as an address writes it (ASCII, the rest encoded); never another site. */
export const ReturnTo = z.string().check(z.maxLength(512), z.regex(/^\/(?![/\\])[!-[\]-~]*$/));

/** 256 bits, in the fragment of the link only. */
export const InvitationToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export const identity = {
  signIn: endpoint({
    method: 'GET',
    path: '/api/identity/sign-in',
    summary: 'Starts the sign-in at the identity provider (redirect).',
    permission: 'public',
    query: z.strictObject({
      returnTo: z.optional(ReturnTo),
      language: z.optional(Language),
      /** signs in anew, so that the second factor may be changed */
      purpose: z.optional(z.literal('secondFactor')),
    }),
    raw: true,
  }),
  callback: endpoint({
    method: 'GET',
    path: '/api/identity/callback',
    summary: 'The provider sends the browser back here; opens the session (redirect).',
    permission: 'public',
    query: z.object({
      code: z.optional(z.string()),
      state: z.optional(z.string()),
      iss: z.optional(z.string()),
      error: z.optional(z.string()),
    }),
    errors: ['signInFailed', 'personUnknown', 'personDisabled'],
    raw: true,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/identity/sign-out',
    summary: 'Ends this session; answers the address at which the provider ends its own.',
    permission: 'public',
    output: z.object({ location: z.string() }),
    changesInView: true,
  }),
  me: endpoint({
    method: 'GET',
    path: '/api/identity/me',
    summary: 'Who is signed in, with organisations and roles.',
    permission: 'signedIn',
    output: Me,
  }),
  changeMe: endpoint({
    method: 'PATCH',
    path: '/api/identity/me',
    summary: 'Changes language or time zone of the signed-in person; same revision twice answers the same.',
    permission: 'signedIn',
    body: z.strictObject({
      locale: z.optional(Language),
      timeZone: z.optional(TimeZone),
      revision: z.int().check(z.minimum(0)),
    }),
    output: Me,
    errors: ['conflict'],
  }),
  signOutEverywhere: endpoint({
    method: 'POST',
    path: '/api/identity/me/sign-out-everywhere',
    summary: 'Ends all sessions of the signed-in person, this one too.',
    permission: 'signedIn',
    output: z.object({ location: z.string() }),
  }),
  startSeeAs: endpoint({
    method: 'PUT',
    path: '/api/identity/me/see-as',
    summary: 'Shows Kurs as somebody with one role in an organisation of one’s own sees it: read-only, on record.',
    permission: 'seeAs',
    body: z.strictObject({ organisationId: id('organisation'), role: z.enum(roles) }),
    output: Me,
  }),
  endSeeAs: endpoint({
    method: 'DELETE',
    path: '/api/identity/me/see-as',
    summary: 'Ends “see as”.',
    permission: 'signedIn',
    output: Me,
    changesInView: true,
  }),
  secondFactorState: endpoint({
    method: 'GET',
    path: '/api/identity/second-factor',
    summary: 'Is a second factor set? Was the sign-in fresh enough to change it?',
    permission: 'signedIn',
    output: z.object({ state: z.enum(['on', 'off']), passkeysUrl: z.nullable(z.string()), fresh: z.boolean() }),
  }),
  startSecondFactor: endpoint({
    method: 'POST',
    path: '/api/identity/second-factor',
    summary: 'Begins to set up a second factor by app (TOTP, RFC 6238).',
    permission: 'signedIn',
    output: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['freshSignInNeeded'],
  }),
  confirmSecondFactor: endpoint({
    method: 'PUT',
    path: '/api/identity/second-factor',
    summary: 'Confirms it with a first code.',
    permission: 'signedIn',
    body: z.strictObject({ code: z.string().check(z.regex(/^[0-9]{6}$/)) }),
    errors: ['freshSignInNeeded', 'codeWrong'],
    strictLimit: 10,
  }),
  removeSecondFactor: endpoint({
    method: 'DELETE',
    path: '/api/identity/second-factor',
    summary: 'Takes the second factor away.',
    permission: 'signedIn',
    errors: ['freshSignInNeeded'],
  }),
  lookAtInvitation: endpoint({
    method: 'POST',
    path: '/api/identity/invitations/look',
    summary: 'Whose invitation is this, and until when is it good?',
    permission: 'public',
    body: z.strictObject({ token: InvitationToken }),
    output: z.object({
      givenName: z.string(),
      login: z.string(),
      organisationName: localised(200),
      until: Moment,
    }),
    errors: ['invitationInvalid'],
    strictLimit: 300,
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/api/identity/invitations/accept',
    summary: 'Sets the invited person’s password; the link works once.',
    permission: 'public',
    body: z.strictObject({ token: InvitationToken, password: z.string().check(z.maxLength(256)) }),
    errors: ['invitationInvalid', 'passwordWeak'],
    strictLimit: 120,
  }),
};
