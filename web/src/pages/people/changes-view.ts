/** What was changed about a person, line by line: which value, before and after. Pure. */
import type { Change } from '#contracts/people.ts';
import { roles, type Role } from '#contracts/permissions.ts';

export interface ChangedValue {
  field: string;
  /** of a change of roles: where */
  organisationId: string | undefined;
  before: string | undefined;
  after: string | undefined;
}

const rolesIn = 'roles.';
/** Values come in no order of their own; these are read in this one, others after them. */
const order = ['familyName', 'givenName', 'login', 'roles', 'locale', 'timeZone', 'disabled'];
const place = (field: string) => order.indexOf(field) + 1 || order.length + 1;

/** The values a change altered, each once. */
export function changedValues(change: Pick<Change, 'before' | 'after'>): ChangedValue[] {
  const fields = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])];
  const values = fields.map((field) => ({
    field: field.startsWith(rolesIn) ? 'roles' : field,
    organisationId: field.startsWith(rolesIn) ? field.slice(rolesIn.length) : undefined,
    before: change.before[field] || undefined,
    after: change.after[field] || undefined,
  }));
  return values.sort((a, b) => place(a.field) - place(b.field));
}

/** Roles as a change writes them, in the order of the contract. */
export const rolesOf = (value: string): Role[] => roles.filter((role) => value.split(',').includes(role));

/** The last part of a record's type, e.g. `rolesChanged`. */
export const whatHappened = (type: string): string => type.slice(type.indexOf('.') + 1);
