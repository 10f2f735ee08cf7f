/** Identity: people – invited, found, changed, moved, merged, erased, imported. */
import { Cursor, Job, Language, Moment, TimeZone, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { imports } from './people-import.ts';
import { roles } from './permissions.ts';
import { z } from './z.ts';

/** An e-mail address as sign-in compares it: in lower case, and no longer than the user pool takes. */
export const Login = z
  .string()
  .check(
    z.toLowerCase(),
    z.maxLength(128),
    z.regex(/^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/),
  );

export const membershipsMax = 10;
export const RoleList = z.array(z.enum(roles)).check(z.minLength(1), z.maxLength(roles.length));
export const MembershipInput = z.strictObject({ organisationId: id('organisation'), roles: RoleList });

/** new: no invitation yet · invited: may set a password · active: has signed in · disabled · merged · erased */
export const personStates = ['new', 'invited', 'active', 'disabled', 'merged', 'erased'] as const;
export const PersonState = z.enum(personStates);
export type PersonState = z.infer<typeof PersonState>;

const organisationName = z.object({ id: id('organisation'), name: localised(200) });
const personName = z.object({ id: id('person'), givenName: z.string(), familyName: z.string() });

export const PersonRow = z.object({
  id: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  login: z.string(),
  state: PersonState,
  memberships: z.array(z.object({ organisation: organisationName, roles: z.array(z.enum(roles)) })),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const MembershipDetail = z.object({
  organisation: organisationName,
  roles: z.array(z.enum(roles)),
  since: Moment,
  givenBy: z.nullable(personName),
  /** null: holds still */
  until: z.nullable(Moment),
  endedBy: z.nullable(personName),
  /** may the asker change these roles? */
  mayChange: z.boolean(),
});
export type MembershipDetail = z.infer<typeof MembershipDetail>;

/** A person as an administrator sees them. Only memberships in the asker's reach, or all where the asker may see all. */
export const PersonDetail = z.extend(PersonRow, {
  locale: Language,
  timeZone: TimeZone,
  createdAt: Moment,
  invitedAt: z.nullable(Moment),
  activeAt: z.nullable(Moment),
  disabledAt: z.nullable(Moment),
  mergedInto: z.nullable(id('person')),
  mergedFrom: z.array(id('person')),
  current: z.array(MembershipDetail),
  former: z.array(MembershipDetail),
  /** name, sign-in, state: only those in whose reach all memberships are */
  mayManage: z.boolean(),
  revision: z.int(),
});
export type PersonDetail = z.infer<typeof PersonDetail>;

/** What an administrator changed. Values are kept apart from the record, so that they can be erased. */
export const Change = z.object({
  id: z.string(),
  at: Moment,
  type: z.string(),
  actor: z.nullable(personName),
  /** network address the change came from; null for reactions and operators */
  address: z.nullable(z.string()),
  before: z.record(z.string(), z.string()),
  after: z.record(z.string(), z.string()),
});
export type Change = z.infer<typeof Change>;

const personParams = z.strictObject({ personId: id('person') });
const revision = z.int().check(z.minimum(0));

export const people = {
  listPeople: endpoint({
    method: 'GET',
    path: '/api/identity/people',
    summary: 'People of an organisation and those below, by family name in the asked language’s alphabet.',
    permission: 'seePeople',
    query: z.strictObject({
      organisationId: id('organisation'),
      /** beginning of “family name given name”, or a whole e-mail address */
      q: z.optional(z.string().check(z.maxLength(100))),
      language: z.optional(Language),
      cursor: z.optional(Cursor),
    }),
    output: page(PersonRow),
    errors: ['cursorInvalid'],
  }),
  person: endpoint({
    method: 'GET',
    path: '/api/identity/people/{personId}',
    summary: 'A person with roles, their periods and state.',
    permission: 'seePeople',
    params: personParams,
    output: PersonDetail,
  }),
  createPerson: endpoint({
    method: 'POST',
    path: '/api/identity/people',
    summary: 'Creates a person with memberships; invites them by mail where asked to.',
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
        z.maxLength(membershipsMax),
        z.refine((all) => new Set(all.map((one) => one.organisationId)).size === all.length, 'twice'),
      ),
      invite: z.optional(z.boolean()),
    }),
    output: z.object({ id: id('person') }),
    errors: ['idTaken', 'loginTaken', 'organisationClosed', 'tooManyMemberships', 'conflict'],
  }),
  changePerson: endpoint({
    method: 'PATCH',
    path: '/api/identity/people/{personId}',
    summary: 'Changes names, sign-in address (before the first sign-in), language or time zone.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({
      givenName: z.optional(line(100)),
      familyName: z.optional(line(100)),
      login: z.optional(Login),
      locale: z.optional(Language),
      timeZone: z.optional(TimeZone),
      revision,
    }),
    output: PersonDetail,
    errors: ['conflict', 'loginTaken', 'loginInUse'],
  }),
  setRoles: endpoint({
    method: 'PUT',
    path: '/api/identity/people/{personId}/memberships/{organisationId}',
    summary: 'Sets a person’s roles in an organisation; none ends the membership. The period before is kept.',
    permission: 'managePeople',
    params: z.strictObject({ personId: id('person'), organisationId: id('organisation') }),
    body: z.strictObject({ roles: z.array(z.enum(roles)).check(z.maxLength(roles.length)), revision }),
    output: PersonDetail,
    errors: ['conflict', 'lastAdministrator', 'organisationClosed', 'tooManyMemberships'],
  }),
  movePerson: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/move',
    summary: 'Moves a membership with its roles to another organisation; the old period is kept.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({ from: id('organisation'), to: id('organisation'), revision }),
    output: PersonDetail,
    errors: ['conflict', 'lastAdministrator', 'organisationClosed', 'tooManyMemberships'],
  }),
  invitePerson: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/invitation',
    summary: 'Sends an invitation, or a new one; links sent before stop working.',
    permission: 'managePeople',
    params: personParams,
    output: PersonDetail,
    errors: ['alreadyActive', 'personDisabled', 'tooManyRequests'],
    strictLimit: 60,
  }),
  setDisabled: endpoint({
    method: 'PUT',
    path: '/api/identity/people/{personId}/disabled',
    summary: 'Deactivates a person – out on the next request – or lets them in again.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({ disabled: z.boolean(), revision }),
    output: PersonDetail,
    errors: ['conflict', 'lastAdministrator'],
  }),
  rebindAccount: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/account',
    summary:
      'Binds a person to a new account – theirs is gone, or their address has changed: password and second factor end, an invitation goes out.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({ login: Login, revision }),
    output: PersonDetail,
    errors: ['conflict', 'loginTaken', 'personDisabled'],
    // each sends a letter
    strictLimit: 60,
  }),
  signOutPerson: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/sign-out',
    summary: 'Ends all sessions of a person.',
    permission: 'managePeople',
    params: personParams,
  }),
  personAccount: endpoint({
    method: 'GET',
    path: '/api/identity/people/{personId}/account',
    summary: 'What the user pool says: is there an account, a second factor?',
    permission: 'managePeople',
    params: personParams,
    output: z.object({ exists: z.boolean(), enabled: z.boolean(), secondFactor: z.boolean() }),
  }),
  resetSecondFactor: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/second-factor/reset',
    summary: 'Takes a lost second factor away; the person sets it up anew.',
    permission: 'managePeople',
    params: personParams,
  }),
  personChanges: endpoint({
    method: 'GET',
    path: '/api/identity/people/{personId}/changes',
    summary: 'What was changed about a person, latest first: before, after, by whom, from where.',
    permission: 'seePeople',
    params: personParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(Change),
    errors: ['cursorInvalid'],
  }),
  previewMerge: endpoint({
    method: 'GET',
    path: '/api/identity/people/{personId}/merge',
    summary: 'What merging a duplicate into this person would do.',
    permission: 'managePeople',
    params: personParams,
    query: z.strictObject({ duplicateId: id('person') }),
    output: z.object({
      kept: PersonRow,
      duplicate: PersonRow,
      /** memberships after the merge */
      memberships: z.array(z.object({ organisation: organisationName, roles: z.array(z.enum(roles)) })),
      keptRevision: z.int(),
      duplicateRevision: z.int(),
    }),
    errors: ['mergeImpossible'],
  }),
  mergePeople: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/merge',
    summary: 'Merges a duplicate into this person: roles and learning move over, the duplicate can no longer sign in.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({ duplicateId: id('person'), revision, duplicateRevision: revision }),
    output: PersonDetail,
    errors: ['conflict', 'mergeImpossible', 'tooManyMemberships'],
  }),
  erasePerson: endpoint({
    method: 'POST',
    path: '/api/identity/people/{personId}/erasure',
    summary: 'Erases or pseudonymises the card of a person, as a job; its result is the certificate.',
    permission: 'managePeople',
    params: personParams,
    body: z.strictObject({
      jobId: id('job'),
      /** erase: names and address go · pseudonymise: a code takes their place */
      mode: z.enum(['erase', 'pseudonymise']),
      revision,
    }),
    output: Job,
    errors: ['conflict', 'idTaken', 'lastAdministrator'],
  }),
  ...imports,
};
