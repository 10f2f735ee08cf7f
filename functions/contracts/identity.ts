/** Identity: organisations, people, sessions. */
import { Cursor, Language, TimeZone, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { actions, roles, type Action } from './permissions.ts';
import { z } from './z.ts';

export const organisationKinds = ['national', 'academy', 'region', 'unit'] as const;
export const OrganisationKind = z.enum(organisationKinds);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

export const Organisation = z.object({
  id: id('organisation'),
  parentId: z.nullable(id('organisation')),
  kind: OrganisationKind,
  name: localised(200),
  timeZone: TimeZone,
});
export type Organisation = z.infer<typeof Organisation>;

export const MembershipInput = z.strictObject({
  organisationId: id('organisation'),
  roles: z.array(z.enum(roles)).check(z.minLength(1), z.maxLength(roles.length)),
});

/** An e-mail address as sign-in compares it: in lower case, and no longer than the user pool takes. */
export const Login = z
  .string()
  .check(
    z.toLowerCase(),
    z.maxLength(128),
    z.regex(/^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/),
  );

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
});
export type Me = z.infer<typeof Me>;

/** Path inside the app to return to after sign-in, as an address writes it (ASCII, the rest encoded); never another site. */
export const ReturnTo = z.string().check(z.maxLength(512), z.regex(/^\/(?![/\\])[!-[\]-~]*$/));

export const identity = {
  signIn: endpoint({
    method: 'GET',
    path: '/api/identity/sign-in',
    summary: 'Starts the sign-in at the identity provider (redirect).',
    permission: 'public',
    query: z.strictObject({ returnTo: z.optional(ReturnTo), language: z.optional(Language) }),
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
  listOrganisations: endpoint({
    method: 'GET',
    path: '/api/identity/organisations',
    summary: 'Organisations directly below one the person can see, by name in the asked language.',
    permission: 'signedIn',
    query: z.strictObject({ parentId: z.optional(id('organisation')), cursor: z.optional(Cursor) }),
    output: page(Organisation),
    errors: ['cursorInvalid'],
  }),
  createOrganisation: endpoint({
    method: 'POST',
    path: '/api/identity/organisations',
    summary: 'Creates an academy, region or unit below a parent.',
    permission: 'manageOrganisations',
    body: z.strictObject({
      id: id('organisation'),
      parentId: id('organisation'),
      kind: z.enum(['academy', 'region', 'unit']),
      name: localised(200),
      timeZone: TimeZone,
    }),
    output: Organisation,
    errors: ['idTaken'],
  }),
  createPerson: endpoint({
    method: 'POST',
    path: '/api/identity/people',
    summary: 'Creates a person with memberships and an account at the identity provider.',
    permission: 'managePeople',
    body: z.strictObject({
      id: id('person'),
      givenName: line(100),
      familyName: line(100),
      login: Login,
      locale: Language,
      timeZone: TimeZone,
      memberships: z.array(MembershipInput).check(
        z.minLength(1),
        z.maxLength(10),
        z.refine((all) => new Set(all.map((one) => one.organisationId)).size === all.length, 'twice'),
      ),
    }),
    output: z.object({ id: id('person') }),
    errors: ['idTaken', 'loginTaken'],
  }),
};
