/** The card of a person as a form: what is missing or wrong, before and after the server has looked. Pure. */
import type { Role } from '#contracts/permissions.ts';
import type { ErrorCode } from '#contracts/errors.ts';
import type { MessageKey } from '../../lib/i18n.svelte.ts';

export interface NameDraft {
  familyName: string;
  givenName: string;
  login: string;
}
export interface PersonDraft extends NameDraft {
  organisationId: string | undefined;
  roles: readonly Role[];
}
export type FaultyField = keyof PersonDraft;
export type Faults = Partial<Record<FaultyField, MessageKey>>;

const nameMax = 100;
const loginMax = 128;
/** The same addresses as `Login` of the contract, whose validator the browser does not carry. */
const address = /^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/;
const control = /[\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069]/;

/** An address as sign-in compares it. */
export const plainLogin = (typed: string): string => typed.trim().toLowerCase();
export const plainName = (typed: string): string => typed.trim().replace(/\s+/g, ' ');

export function nameFaults(draft: NameDraft): Faults {
  const login = plainLogin(draft.login);
  return compact({
    familyName: nameFault(draft.familyName, 'people.fault.familyName'),
    givenName: nameFault(draft.givenName, 'people.fault.givenName'),
    login: !login
      ? 'people.fault.login'
      : login.length > loginMax || !address.test(login)
        ? 'people.fault.loginWrong'
        : undefined,
  });
}

export function personFaults(draft: PersonDraft): Faults {
  return compact({
    ...nameFaults(draft),
    organisationId: draft.organisationId ? undefined : 'people.fault.organisation',
    roles: draft.roles.length > 0 ? undefined : 'people.rolesMissing',
  });
}

/** What the server refused, put to the field it is about. */
export function refusedFaults(error: { code: ErrorCode; details: Record<string, string> }): Faults {
  if (error.code === 'loginTaken') return { login: 'error.loginTaken' };
  if (error.code === 'loginInUse') return { login: 'error.loginInUse' };
  if (error.code === 'organisationClosed') return { organisationId: 'error.organisationClosed' };
  if (error.code !== 'invalid') return {};
  const field = error.details['field']?.split('.')[1];
  if (field === 'login') return { login: 'people.fault.loginWrong' };
  if (field === 'familyName' || field === 'givenName') return { [field]: 'people.fault.characters' };
  return {};
}

function nameFault(typed: string, missing: MessageKey): MessageKey | undefined {
  const name = plainName(typed);
  if (!name) return missing;
  return name.length > nameMax || control.test(name) ? 'people.fault.characters' : undefined;
}

function compact(faults: { [Field in FaultyField]?: MessageKey | undefined }): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, key]) => key !== undefined)) as Faults;
}
