/**
 * OneRoster 1.2 CSV (1EdTech): orgs.csv, users.csv and roles.csv become rows of an import. Pure.
 * In bulk files `status` is blank; of a delta we take who is `active`, and do nothing for who is `tobedeleted`.
 */
import { AppError } from '#contracts/errors.ts';
import type { Role } from '#contracts/permissions.ts';
import { fault, shown, tidy, type Fault, type ImportRow, type Line, type Place, type ReadFile } from './people-csv.ts';

type FileName = 'orgs' | 'users' | 'roles';
export type OneRosterFiles = { users: readonly Line[]; roles: readonly Line[]; orgs?: readonly Line[] | undefined };

/** The standard's vocabulary; administrators are made by hand here, and families have no place in a service. */
const roleOf: Record<string, Role | 'notAllowed' | undefined> = {
  student: 'learner',
  teacher: 'instructor',
  districtAdministrator: 'notAllowed',
  siteAdministrator: 'notAllowed',
  systemAdministrator: 'notAllowed',
  principal: 'notAllowed',
};

const neededIn: Record<FileName, readonly string[]> = {
  orgs: ['sourcedId', 'name'],
  users: ['sourcedId', 'givenName', 'familyName'],
  roles: ['userSourcedId', 'role', 'orgSourcedId'],
};
const knownIn: Record<FileName, readonly string[]> = {
  orgs: [...neededIn.orgs, 'status', 'dateLastModified', 'type', 'identifier', 'parentSourcedId'],
  users: [...neededIn.users, 'status', 'dateLastModified', 'enabledUser', 'username', 'email', 'primaryOrgSourcedId'],
  roles: [...neededIn.roles, 'sourcedId', 'status', 'dateLastModified', 'roleType', 'beginDate', 'endDate'],
};

interface Entry {
  line: number;
  get(column: string): string;
}

/** The people of the files as rows; `today` (`2026-11-22`) decides which roles hold. */
export function oneRosterRows(files: OneRosterFiles, today: string): ReadFile {
  const [users, roles] = [entries('users', files.users), entries('roles', files.roles)];
  const orgs = files.orgs && entries('orgs', files.orgs);
  const organisations = orgs && new Map(orgs.list.map((org) => [org.get('sourcedId'), referenceOf(org)]));
  const rolesOf = Map.groupBy(roles.list, (role) => role.get('userSourcedId'));
  const known = new Set(users.list.map((user) => user.get('sourcedId')));
  return {
    rows: [
      ...users.list.map((user) => rowOf(user, rolesOf.get(user.get('sourcedId')) ?? [], organisations, today)),
      ...roles.list.filter((role) => !known.has(role.get('userSourcedId'))).map(strayRole),
    ],
    ignoredColumns: [...users.ignored, ...roles.ignored, ...(orgs?.ignored ?? [])],
  };
}

function entries(file: FileName, lines: readonly Line[]): { list: Entry[]; ignored: string[] } {
  const [heading, ...rest] = lines;
  if (!heading) throw new AppError('importFileWrong', { file, reason: 'empty' });
  const names = heading.cells.map((cell) => cell.trim());
  const absent = neededIn[file].filter((name) => !names.includes(name));
  if (absent.length) throw new AppError('importFileWrong', { file, reason: 'columns', columns: absent.join() });
  const at = new Map(names.map((name, index) => [name, index]));
  const list = rest.map(({ line, cells }) => ({
    line,
    get: (name: string) => tidy(cells[at.get(name) ?? -1] ?? ''),
  }));
  return {
    list,
    ignored: names.filter((name) => name && !knownIn[file].includes(name)).map((name) => shown(`${file}.${name}`)),
  };
}

const ourId = /^org_[0-9A-HJKMNP-TV-Z]{26}$/;

/** How an organisation of theirs is found among ours: by our id, where they keep it, else by its name. */
const referenceOf = (org: Entry): string =>
  [org.get('identifier'), org.get('sourcedId')].find((text) => ourId.test(text)) ?? org.get('name');

function rowOf(
  user: Entry,
  given: readonly Entry[],
  organisations: ReadonlyMap<string, string> | undefined,
  today: string,
): ImportRow {
  const holding = given.filter((role) => isActive(role) && holds(role, today)).sort(primaryFirst);
  const email = user.get('email') || (user.get('username').includes('@') ? user.get('username') : '');
  const faults: Fault[] = holding.flatMap((role) => roleFault(role, organisations) ?? []);
  if (!holding.length) faults.push(fault(user.line, 'roles.role', 'missing', ''));
  return {
    line: user.line,
    familyName: user.get('familyName'),
    givenName: user.get('givenName'),
    email,
    language: '',
    places: faults.length ? [] : holding.map((role) => placeOf(role, organisations)),
    columns: columnNames,
    faults,
    leaving: !isActive(user) || user.get('enabledUser').toLowerCase() === 'false',
  };
}

const columnNames: ImportRow['columns'] = {
  familyName: 'users.familyName',
  givenName: 'users.givenName',
  email: 'users.email',
  roles: 'roles.role',
  organisation: 'roles.orgSourcedId',
  language: 'users.language',
};

const isActive = (entry: Entry) => entry.get('status').toLowerCase() !== 'tobedeleted';
const holds = (role: Entry, today: string) =>
  (role.get('beginDate') || today) <= today && (role.get('endDate') || today) >= today;
const primaryFirst = (one: Entry, other: Entry) => rank(one) - rank(other);
const rank = (role: Entry) => (role.get('roleType') === 'primary' ? 0 : 1);

function roleFault(role: Entry, organisations: ReadonlyMap<string, string> | undefined): Fault | undefined {
  const ours = roleOf[role.get('role')];
  if (!ours) return fault(role.line, 'roles.role', 'roleUnknown', role.get('role'));
  if (ours === 'notAllowed') return fault(role.line, 'roles.role', 'roleNotAllowed', role.get('role'));
  const theirs = role.get('orgSourcedId');
  const isUnknown = organisations && !organisations.has(theirs);
  return isUnknown ? fault(role.line, 'roles.orgSourcedId', 'organisationUnknown', theirs) : undefined;
}

const placeOf = (role: Entry, organisations: ReadonlyMap<string, string> | undefined): Place => ({
  organisation: organisations?.get(role.get('orgSourcedId')) ?? role.get('orgSourcedId'),
  roles: [roleOf[role.get('role')] ?? ''],
});

/** A role of somebody who is not in users.csv. */
const strayRole = (role: Entry): ImportRow => ({
  line: role.line,
  familyName: '',
  givenName: '',
  email: '',
  language: '',
  places: [],
  columns: columnNames,
  faults: [fault(role.line, 'roles.userSourcedId', 'missing', role.get('userSourcedId'))],
  leaving: false,
});
