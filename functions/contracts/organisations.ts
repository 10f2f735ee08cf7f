/** Identity: the tree of organisations – national body, academies and regional headquarters, units. */
import { Cursor, Job, Language, Moment, TimeZone, id, languages, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { roles } from './permissions.ts';
import { z } from './z.ts';

export const organisationKinds = ['national', 'academy', 'region', 'unit'] as const;
export const OrganisationKind = z.enum(organisationKinds);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** What a list shows of an organisation. */
export const Organisation = z.object({
  id: id('organisation'),
  parentId: z.nullable(id('organisation')),
  kind: OrganisationKind,
  name: localised(200),
  timeZone: TimeZone,
  /** closed: kept for the records, takes no new people and courses */
  closedAt: z.nullable(Moment),
  /** changes with the picture; null where there is no logo */
  logo: z.nullable(z.string()),
});
export type Organisation = z.infer<typeof Organisation>;

/** Languages an organisation works in, first the one new people get. */
export const OrganisationLanguages = z.array(Language).check(
  z.minLength(1),
  z.maxLength(languages.length),
  z.refine((all: string[]) => new Set(all).size === all.length, 'twice'),
);

/** An organisation with its settings and its place; `may…` says what the asker may do, the server checks again. */
export const OrganisationDetail = z.extend(Organisation, {
  languages: OrganisationLanguages,
  /** bytes that courses and films of it and its units may take; null: no limit (units have none of their own) */
  storageQuotaBytes: z.nullable(z.int()),
  /** ancestors, root first, without itself */
  ancestors: z.array(z.object({ id: id('organisation'), name: localised(200) })),
  revision: z.int(),
  /** kinds that may stand below it and that the asker may create there */
  mayCreate: z.array(OrganisationKind),
  mayChange: z.boolean(),
  /** move and close: by those who may act in the organisation above */
  mayMove: z.boolean(),
  maySetQuota: z.boolean(),
  mayManagePeople: z.boolean(),
  maySeePeople: z.boolean(),
});
export type OrganisationDetail = z.infer<typeof OrganisationDetail>;

/** A line of “who has which role, since when, given by whom”. */
export const RoleRow = z.object({
  personId: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  /** where the role was given: the organisation itself or one above (a role reaches down) */
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  roles: z.array(z.enum(roles)),
  since: Moment,
  /** null: by an operator or an import whose giver is no longer here */
  givenBy: z.nullable(z.object({ id: id('person'), givenName: z.string(), familyName: z.string() })),
});
export type RoleRow = z.infer<typeof RoleRow>;

/** PNG of at most 256 × 256 as base64; the server decodes and encodes it anew. */
export const logoBytesMax = 96 * 1024;
export const logoSizeMax = 256;

const organisationParams = z.strictObject({ organisationId: id('organisation') });
const revision = z.int().check(z.minimum(0));

export const organisations = {
  listOrganisations: endpoint({
    method: 'GET',
    path: '/api/identity/organisations',
    summary: 'Organisations directly below one (none given: the national body), by name in the asked language.',
    permission: 'signedIn',
    query: z.strictObject({
      parentId: z.optional(id('organisation')),
      /** beginning of the name */
      q: z.optional(z.string().check(z.maxLength(100))),
      language: z.optional(Language),
      /** `true`: closed ones too */
      closed: z.optional(z.enum(['true', 'false'])),
      cursor: z.optional(Cursor),
    }),
    output: page(Organisation),
    errors: ['cursorInvalid'],
  }),
  organisation: endpoint({
    method: 'GET',
    path: '/api/identity/organisations/{organisationId}',
    summary: 'One organisation with settings, ancestors and what the asker may do there.',
    permission: 'signedIn',
    params: organisationParams,
    output: OrganisationDetail,
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
      languages: z.optional(OrganisationLanguages),
    }),
    output: Organisation,
    errors: ['idTaken', 'organisationClosed'],
  }),
  changeOrganisation: endpoint({
    method: 'PATCH',
    path: '/api/identity/organisations/{organisationId}',
    summary: 'Changes name, time zone, languages or quota; same revision twice answers the same.',
    permission: 'manageOrganisations',
    params: organisationParams,
    body: z.strictObject({
      name: z.optional(localised(200)),
      timeZone: z.optional(TimeZone),
      languages: z.optional(OrganisationLanguages),
      storageQuotaBytes: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(100 * 1024 ** 4)))),
      revision,
    }),
    output: OrganisationDetail,
    errors: ['conflict', 'organisationClosed'],
  }),
  setLogo: endpoint({
    method: 'PUT',
    path: '/api/identity/organisations/{organisationId}/logo',
    summary: 'Sets the logo (PNG, re-encoded) or takes it away (null).',
    permission: 'manageOrganisations',
    params: organisationParams,
    body: z.strictObject({
      png: z.nullable(z.string().check(z.maxLength(Math.ceil(logoBytesMax / 3) * 4), z.regex(/^[A-Za-z0-9+/]+=*$/))),
      revision,
    }),
    output: OrganisationDetail,
    errors: ['conflict', 'logoWrong', 'organisationClosed'],
    bodyBytesMax: 192 * 1024,
  }),
  logo: endpoint({
    method: 'GET',
    path: '/api/identity/organisations/{organisationId}/logo/{logo}',
    summary: 'The logo, immutable under its name (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ organisationId: id('organisation'), logo: z.string().check(z.regex(/^[0-9a-f]{16}$/)) }),
    raw: true,
  }),
  moveOrganisation: endpoint({
    method: 'POST',
    path: '/api/identity/organisations/{organisationId}/move',
    summary: 'Moves a unit below another academy or region, as a job: its people’s list entries move along.',
    permission: 'manageOrganisations',
    params: organisationParams,
    body: z.strictObject({ jobId: id('job'), parentId: id('organisation'), revision }),
    output: Job,
    errors: ['conflict', 'idTaken', 'organisationClosed'],
  }),
  closeOrganisation: endpoint({
    method: 'PUT',
    path: '/api/identity/organisations/{organisationId}/closed',
    summary: 'Closes an organisation without people and open ones below, or opens it again.',
    permission: 'manageOrganisations',
    params: organisationParams,
    body: z.strictObject({ closed: z.boolean(), revision }),
    output: OrganisationDetail,
    errors: ['conflict', 'organisationNotEmpty', 'organisationClosed'],
  }),
  organisationRoles: endpoint({
    method: 'GET',
    path: '/api/identity/organisations/{organisationId}/roles',
    summary: 'Who holds a role other than learner there or above, place by place, by name: since when, given by whom.',
    permission: 'seePeople',
    params: organisationParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(RoleRow),
    errors: ['cursorInvalid'],
  }),
};
