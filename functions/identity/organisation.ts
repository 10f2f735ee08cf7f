/** Rules of the organisation tree: national body → academies and regional headquarters → units. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { Organisation, OrganisationDetail, OrganisationKind } from '#contracts/organisations.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action, type Membership, type Role } from '#contracts/permissions.ts';

const kindsBelow: Record<OrganisationKind, readonly OrganisationKind[]> = {
  national: ['academy', 'region'],
  academy: ['unit'],
  region: ['unit'],
  unit: [],
};

/** An organisation with its settings and its path from the root, itself last. */
export type Placed = Organisation &
  Pick<OrganisationDetail, 'languages' | 'storageQuotaBytes' | 'revision'> & { path: string[] };

export type NewOrganisation = Pick<Organisation, 'id' | 'name' | 'timeZone'> & { languages?: Language[] | undefined };

/** The national body, where everything begins. */
export const rootOrganisation = (created: NewOrganisation): Placed => ({
  ...created,
  ...fresh,
  languages: created.languages ?? [...languages],
  kind: 'national',
  parentId: null,
  path: [created.id],
});

/** The new organisation in its place; `invalid` where this kind does not stand below that parent. */
export function placeBelow(parent: Placed, created: NewOrganisation & Pick<Organisation, 'kind'>): Placed {
  requireKindBelow(parent, created.kind, 'body.kind');
  requireOpen(parent);
  return {
    ...created,
    ...fresh,
    languages: created.languages ?? parent.languages,
    parentId: parent.id,
    path: [...parent.path, created.id],
  };
}
const fresh = { closedAt: null, logo: null, storageQuotaBytes: null, revision: 0 };

/** The unit below another parent, one revision on. */
export function movedBelow(parent: Placed, unit: Placed): Placed {
  if (unit.kind !== 'unit') throw new AppError('invalid', { field: 'params.organisationId', reason: 'notUnit' });
  if (unit.parentId === parent.id) throw new AppError('invalid', { field: 'body.parentId', reason: 'same' });
  requireKindBelow(parent, unit.kind, 'body.parentId');
  requireOpen(unit);
  requireOpen(parent);
  return { ...unit, parentId: parent.id, path: [...parent.path, unit.id], revision: unit.revision + 1 };
}

function requireKindBelow(parent: Placed, kind: OrganisationKind, field: string): void {
  if (!kindsBelow[parent.kind].includes(kind))
    throw new AppError('invalid', { field, reason: `notBelow.${parent.kind}` });
}

/** What is closed is kept for the records and takes nothing new. */
export function requireOpen({ closedAt }: Pick<Organisation, 'closedAt'>): void {
  if (closedAt !== null) throw new AppError('organisationClosed');
}

type Settings = Pick<Placed, 'name' | 'timeZone' | 'languages' | 'storageQuotaBytes'>;
export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined };

/** The organisation with changed settings, one revision on. */
export function withSettings(present: Placed, change: SettingsChange): Placed {
  const { storageQuotaBytes = present.storageQuotaBytes } = change;
  return {
    ...present,
    name: change.name ?? present.name,
    timeZone: change.timeZone ?? present.timeZone,
    languages: change.languages ?? present.languages,
    storageQuotaBytes,
    revision: present.revision + 1,
  };
}

/** Do both say the same, whatever their revision? Then a request that makes the one from the other has been made already. */
export const saysTheSame = (a: Placed, b: Placed): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (placed: Placed) => Object.entries(valuesOf(placed)).sort(([a], [b]) => (a < b ? -1 : 1));

/** What differs between two states (before undefined: new), as an administrator's change shows it. */
export function differences(before: Placed | undefined, after: Placed) {
  const [old, present] = [before ? valuesOf(before) : {}, valuesOf(after)];
  const changed = (one: Record<string, string>, other: Record<string, string>) =>
    Object.fromEntries(Object.entries(one).filter(([name, value]) => other[name] !== value));
  return { before: changed(old, present), after: changed(present, old) };
}

function valuesOf(placed: Placed): Record<string, string> {
  const { kind, parentId, timeZone, closedAt, logo, storageQuotaBytes } = placed;
  const names = Object.entries(placed.name).map(([language, text]) => [`name.${language}`, text]);
  const single = { kind, parentId, timeZone, closedAt, logo, storageQuotaBytes, languages: placed.languages.join(' ') };
  return Object.fromEntries(
    [...names, ...Object.entries(single)].flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
  ) as Record<string, string>;
}

/** The name in a language, else in Ukrainian, else in any: what a list shows and sorts by. */
export const nameIn = (name: Localised, language: Language): string =>
  [language, ...languages].map((one) => name[one]).find(Boolean) ?? '';

/** What somebody may do with an organisation; `may…` of its detail, and the check before each change. */
export function mayThere(memberships: readonly Membership[], { kind, path, closedAt }: Placed) {
  const may = (action: Action, where = path) => mayIn(memberships, action, where);
  const mayChange = may('manageOrganisations');
  return {
    mayChange,
    mayCreate: mayChange && closedAt === null ? [...kindsBelow[kind]] : [],
    // the organisation above decides whether there is this one, and where
    mayMove: may('manageOrganisations', path.slice(0, -1)),
    // what a unit keeps counts for its academy or region
    maySetQuota: kind !== 'unit' && may('setQuota'),
    mayManagePeople: may('managePeople'),
    maySeePeople: may('seePeople'),
  };
}

/** The branch an organisation belongs to: the academy or region on its path (itself, or the national body at the top). */
export const branchOf = (path: readonly string[]): string => path[1] ?? path[0]!;

const givers = ['academyAdmin', 'nationalAdmin'] as const;
const grantableBy: Record<(typeof givers)[number], readonly Role[]> = {
  academyAdmin: ['learner', 'instructor', 'reviewer', 'caseAuthor', 'academyAdmin'],
  nationalAdmin: ['learner', 'instructor', 'reviewer', 'caseAuthor', 'academyAdmin', 'nationalAdmin', 'auditor'],
};

/** May the giver give these roles in the organisation with this path? Nobody gives more than their own kind of power. */
export const mayGrant = (giver: readonly Membership[], given: readonly Role[], path: readonly string[]): boolean =>
  given.every((role) => grantingRole(giver, role, path) !== undefined);

/** The role of the giver, and where they hold it, by which they may give this one in the organisation with this path. */
export function grantingRole(giver: readonly Membership[], given: Role, path: readonly string[]) {
  const action: Action = 'managePeople';
  return giver
    .flatMap(({ organisationId, roles }) =>
      givers.filter((role) => roles.includes(role)).map((role) => ({ organisationId, role })),
    )
    .find(({ organisationId, role }) => {
      return grantableBy[role].includes(given) && mayIn([{ organisationId, roles: [role] }], action, path);
    });
}
