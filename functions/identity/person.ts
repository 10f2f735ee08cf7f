/** Rules of a person: their state, and what a change alters. */
import type { Language } from '#contracts/common.ts';
import type { PersonState } from '#contracts/people.ts';
import { changedIn, rolesIn, type Member } from './membership.ts';

/** The person as an administrator changes them. */
export interface Card extends Member {
  givenName: string;
  familyName: string;
  login: string;
  locale: Language;
  timeZone: string;
  disabled: boolean;
  revision: number;
}

interface Moments {
  disabled: boolean;
  invitedAt?: string | undefined;
  activeAt?: string | undefined;
  erasedAt?: string | undefined;
  mergedInto?: string | undefined;
}

/** What an administrator sees first: may this person sign in, and if not, why. */
export function stateOf(person: Moments): PersonState {
  if (person.erasedAt !== undefined) return 'erased';
  if (person.mergedInto !== undefined) return 'merged';
  if (person.disabled) return 'disabled';
  if (person.activeAt !== undefined) return 'active';
  return person.invitedAt === undefined ? 'new' : 'invited';
}

/**
 * Stands for the account of who was bound to a new one that is not made yet. No account bears it: until the invitation has
 * made theirs nobody signs in as this person, whoever holds the old one.
 */
export const accountToCome = 'none';

interface Bound {
  login: string;
  subject?: string | undefined;
  invitedAt?: string | undefined;
  activeAt?: string | undefined;
  signedOutAt?: number | undefined;
  revision: number;
}

/** The person without their account, under this login, out everywhere, as if they had never signed in; one revision on. */
export const unbound = <P extends Bound>(present: P, login: string, now: number): P => ({
  ...present,
  login,
  subject: accountToCome,
  invitedAt: undefined,
  activeAt: undefined,
  signedOutAt: now,
  revision: present.revision + 1,
});

/** Name as lists sort it. */
export const listName = ({ familyName, givenName }: { familyName: string; givenName: string }): string =>
  `${familyName} ${givenName}`;

const plainFields = ['givenName', 'familyName', 'login', 'locale', 'timeZone', 'disabled', 'mergedInto'] as const;
type Values = Record<string, string>;

/** The values a change altered, before and after, by field; roles in an organisation are the field `roles.<organisation>`. */
export function alteredValues(before: Card | undefined, after: Card): { before: Values; after: Values } {
  const fields = plainFields.filter((field) => text(before?.[field]) !== text(after[field]));
  const places = changedIn(before?.memberships ?? [], after.memberships);
  const values = (card: Card | undefined): Values =>
    Object.fromEntries(
      [
        ...fields.map((field) => [field, text(card?.[field])] as const),
        ...places.map((id) => [`roles.${id}`, card ? rolesIn(card, id).join(',') : ''] as const),
      ].filter(([, value]) => value !== ''),
    );
  return { before: before ? values(before) : {}, after: values(after) };
}

/** absent and “no” are the empty text */
const text = (value: string | boolean | undefined): string => (value ? String(value) : '');

/** Only what concerns organisations the reader may see. */
export const visibleValues = (values: Values, isVisible: (organisationId: string) => boolean): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([field]) => !field.startsWith('roles.') || isVisible(field.slice('roles.'.length))),
  );

/** What an administrator asks to change; what is left out stays. */
export interface CardChange {
  givenName?: string | undefined;
  familyName?: string | undefined;
  login?: string | undefined;
  locale?: Language | undefined;
  timeZone?: string | undefined;
}

/** The person after the change, one revision on. */
export function changedCard<P extends Card>(present: P, change: CardChange): P {
  const { givenName, familyName, login, locale, timeZone } = change;
  return {
    ...present,
    givenName: givenName ?? present.givenName,
    familyName: familyName ?? present.familyName,
    login: login ?? present.login,
    locale: locale ?? present.locale,
    timeZone: timeZone ?? present.timeZone,
    revision: present.revision + 1,
  };
}

/** Is everything as the change asks? Then it was made before. */
export function isChanged(present: Card, change: CardChange): boolean {
  const next = changedCard(present, change);
  return plainFields.every((field) => next[field] === present[field]);
}
