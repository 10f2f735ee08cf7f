/** What every operation gets first: the moment, the request, and who asks. Nothing else is global. */
import { AppError } from '#contracts/errors.ts';
import { mayIn, type Action } from '#contracts/permissions.ts';
import type { Asker, Person } from './session.ts';

export interface Context {
  /** milliseconds since 1970, from the gateway or the event: the only clock */
  now: number;
  requestId: string;
  /** network address of the viewer, as CloudFront knows it */
  address: string | undefined;
  /** the role looked through (“see as”); the person's memberships are this one role then */
  seeAs: Asker['seeAs'];
  /** the signed-in person; reading it without a session is `signInNeeded` */
  readonly person: Person;
  /** adds a Set-Cookie header to the answer */
  setCookie(cookie: string): void;
}

export function createContext(parts: {
  now: number;
  requestId: string;
  address?: string | undefined;
  person?: Person | undefined;
  seeAs?: Asker['seeAs'];
  setCookie?: (cookie: string) => void;
}): Context {
  return {
    now: parts.now,
    requestId: parts.requestId,
    address: parts.address,
    seeAs: parts.seeAs,
    get person() {
      if (!parts.person) throw new AppError('signInNeeded');
      return parts.person;
    },
    setCookie: parts.setCookie ?? (() => undefined),
  };
}

/** Throws unless the person may do this in the organisation with this path (root first, itself last). */
export function requireIn(ctx: Context, action: Action, organisationPath: readonly string[]): void {
  if (!mayIn(ctx.person.memberships, action, organisationPath)) throw new AppError('notAllowed');
}
