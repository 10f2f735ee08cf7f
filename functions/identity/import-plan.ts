/** What an import would do: rows and what is known → for each line create, update, leave, or why not. Pure. */
import { line as textLine, type Language } from '#contracts/common.ts';
import type { ImportPreview } from '#contracts/people-import.ts';
import { Login } from '#contracts/people.ts';
import type { Membership, Role } from '#contracts/permissions.ts';
import { z } from '#contracts/z.ts';
import { languageOf, roleOf } from './import-words.ts';
import { fits, inReach, rolesIn, united, type Held, type Member } from './membership.ts';
import { mayGrant } from './organisation.ts';
import type { Organisations, KnownOrganisation } from './import-organisations.ts';
import { fault, type Fault, type ImportRow, type Place } from './people-csv.ts';

/** What the rows are judged by. */
export interface Ground {
  asker: readonly Membership[];
  /** where lines without an organisation go */
  home: KnownOrganisation;
  organisations: Organisations;
  /** who is here already, by login */
  people: ReadonlyMap<string, Member>;
}

export interface NewCard {
  familyName: string;
  givenName: string;
  locale: Language;
  timeZone: string;
}
export type PlanLine = { line: number; login: string } & (
  | { action: 'create'; card: NewCard; memberships: Held[] }
  | { action: 'update'; personId: string; memberships: Held[] }
  | { action: 'unchanged' }
  | { action: 'bad'; faults: Fault[] }
);

const nameMax = 100;

/** One line of the plan for each row, in order. */
export function planOf(rows: readonly ImportRow[], ground: Ground): PlanLine[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const login = loginOf(row);
    const isSecond = seen.has(login);
    if (login) seen.add(login);
    return planLine(row, login, isSecond, ground);
  });
}

/** The address as sign-in compares it. */
export const loginOf = ({ email }: Pick<ImportRow, 'email'>): string => email.toLowerCase();

function planLine(row: ImportRow, login: string, isSecond: boolean, ground: Ground): PlanLine {
  const { line } = row;
  if (row.leaving) return { line, login, action: 'unchanged' };
  const present = ground.people.get(login);
  const judged = membershipsOf(row, ground);
  const faults = [...row.faults, ...cardFaults(row, login), ...judged.faults];
  if (isSecond) faults.push(fault(line, row.columns.email, 'loginTwice', row.email));
  if (present && !isHere(present, ground)) faults.push(fault(line, row.columns.email, 'loginElsewhere', row.email));
  if (faults.length) return { line, login, action: 'bad', faults };
  return present ? updateOf(row, login, present, judged.memberships, ground) : createOf(row, login, judged, ground);
}

/** May the asker give them roles, as things stand? Who was merged or erased is nobody to give roles to. */
const isHere = (person: Member, { asker, organisations }: Ground) =>
  person.mergedInto === undefined &&
  person.erasedAt === undefined &&
  inReach(asker, 'managePeople', person, organisations.tree);

function updateOf(row: ImportRow, login: string, present: Member, given: Held[], { organisations }: Ground): PlanLine {
  const { line } = row;
  const missing = given.filter(({ organisationId, roles }) => {
    const held = rolesIn(present, organisationId);
    return roles.some((role) => !held.includes(role));
  });
  if (!missing.length) return { line, login, action: 'unchanged' };
  const after = { ...present, memberships: united(present.memberships, missing) };
  if (!fits(after, organisations.tree)) return tooMany(row, login);
  return { line, login, action: 'update', personId: present.id, memberships: missing };
}

/** More places than one person can have. */
function tooMany(row: ImportRow, login: string): PlanLine {
  const words = row.places.flatMap(({ roles }) => roles).join(', ');
  return {
    line: row.line,
    login,
    action: 'bad',
    faults: [fault(row.line, row.columns.roles, 'roleNotAllowed', words)],
  };
}

function createOf(row: ImportRow, login: string, judged: Judged, { home, organisations }: Ground): PlanLine {
  if (!fits({ id: '', memberships: judged.memberships }, organisations.tree)) return tooMany(row, login);
  const place = judged.first ?? home;
  const locale = languageOf(row.language) ?? place.languages[0] ?? 'uk';
  const { familyName, givenName } = row;
  const card = { familyName, givenName, locale, timeZone: place.timeZone };
  return { line: row.line, login, action: 'create', card, memberships: judged.memberships };
}

function cardFaults(row: ImportRow, login: string): Fault[] {
  // a role of somebody who is not in the file has said so already
  if (row.faults.some(({ reason }) => reason === 'columns') || isStray(row)) return [];
  const found: Fault[] = [];
  for (const column of ['familyName', 'givenName'] as const) {
    const reason = nameFault(row[column]);
    if (reason) found.push(fault(row.line, row.columns[column], reason, row[column]));
  }
  if (!login) found.push(fault(row.line, row.columns.email, 'missing', ''));
  else if (!z.safeParse(Login, login).success) found.push(fault(row.line, row.columns.email, 'loginWrong', row.email));
  if (row.language && !languageOf(row.language))
    found.push(fault(row.line, row.columns.language, 'languageUnknown', row.language));
  return found;
}

const isStray = (row: ImportRow) => row.faults.length > 0 && !row.familyName && !row.givenName && !row.email;

function nameFault(name: string): Fault['reason'] | undefined {
  if (!name) return 'missing';
  if (name.length > nameMax) return 'tooLong';
  // what could not be written in the file's encoding stands there as a question mark
  const isText = z.safeParse(textLine(nameMax), name).success && !/[?\ufffd]/.test(name);
  return isText ? undefined : 'characters';
}

interface Judged {
  memberships: Held[];
  first: KnownOrganisation | undefined;
  faults: Fault[];
}

function membershipsOf(row: ImportRow, ground: Ground): Judged {
  const faults: Fault[] = [];
  let memberships: Held[] = [];
  let first: KnownOrganisation | undefined;
  for (const place of row.faults.length ? [] : row.places) {
    const judged = judge(place, row, ground);
    if ('reason' in judged) faults.push(judged);
    else {
      first ??= judged.organisation;
      memberships = united(memberships, [{ organisationId: judged.organisation.id, roles: judged.roles }]);
    }
  }
  return { memberships, first, faults };
}

function judge(place: Place, row: ImportRow, { asker, home, organisations }: Ground) {
  const at = (column: 'roles' | 'organisation', reason: Fault['reason'], value: string) =>
    fault(row.line, row.columns[column], reason, value);
  const organisation = place.organisation ? organisations.find(place.organisation, home) : home;
  if (!organisation) return at('organisation', 'organisationUnknown', place.organisation);
  if (organisation.closedAt !== null) return at('organisation', 'organisationClosed', place.organisation);
  const named = place.roles.map((word) => [word, roleOf(word)] as const);
  const unknown = named.find(([, role]) => !role);
  if (unknown) return at('roles', 'roleUnknown', unknown[0]);
  const roles: Role[] = named.length ? named.map(([, role]) => role!) : ['learner'];
  if (!mayGrant(asker, roles, organisation.path)) return at('roles', 'roleNotAllowed', place.roles.join(', '));
  return { organisation, roles };
}

const faultsShown = 100;
const sampleSize = 10;

/** The plan in figures, with its first bad and first good lines. */
export function previewOf(
  plan: readonly PlanLine[],
  organisations: Organisations,
  ignoredColumns: string[],
): ImportPreview {
  const count = (action: PlanLine['action']) => plan.filter((one) => one.action === action).length;
  const creates = plan.filter((one) => one.action === 'create');
  return {
    rows: plan.length,
    creates: creates.length,
    updates: count('update'),
    unchanged: count('unchanged'),
    bad: count('bad'),
    faults: plan.flatMap((one) => (one.action === 'bad' ? one.faults : [])).slice(0, faultsShown),
    sample: creates.slice(0, sampleSize).map(({ line, login, card, memberships: [first] }) => ({
      line,
      login,
      givenName: card.givenName,
      familyName: card.familyName,
      organisationName: organisations.get(first?.organisationId ?? '')?.name ?? {},
      roles: first?.roles ?? [],
    })),
    ignoredColumns: ignoredColumns.slice(0, faultsShown),
  };
}
