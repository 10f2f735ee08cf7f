/** A row of the matrix: what to ask, and how it ends for whom. */
import type { Endpoint } from '#contracts/endpoint.ts';
import type { ErrorCode } from '#contracts/errors.ts';
import { mayAnywhere, type Action, type Role } from '#contracts/permissions.ts';
import type { InputOf } from '#contracts/request.ts';
import type { Asker } from './world.ts';

/** Status, or the code of the refusal. */
export type Outcome = number | ErrorCode;
type Expected = Outcome | ((role: Role) => Outcome);

/** How it ends for who may ask at all. Whoever holds a role in a unit below is as far away as a foreigner, unless said. */
export interface Row<E extends Endpoint> {
  /** anew for each who asks; of what can be done only once, a new target */
  input(): InputOf<E> | Promise<InputOf<E>>;
  own: Expected;
  foreign: Outcome;
  /** the administrator of the national body; as one's own administrator, unless said */
  above?: Outcome;
  below?: Outcome;
}
type RowOf<E> = E extends Endpoint ? Row<E> : never;
export type RowsOf<T> = { [Name in keyof T]: RowOf<T[Name]> };

/** Does the first gate let somebody with these roles through? */
export const mayAsk = ({ permission }: Endpoint, held: readonly Role[]): boolean =>
  permission === 'public' || permission === 'signedIn' || may(held, permission);

export const may = (held: readonly Role[], action: Action): boolean =>
  mayAnywhere([{ organisationId: 'any', roles: held }], action);

/** How it must end for somebody. */
export function expectedOf(endpoint: Endpoint, row: Row<Endpoint>, { held, place }: Omit<Asker, 'client'>): Outcome {
  if (!mayAsk(endpoint, held)) return 'notAllowed';
  if (place === 'foreign') return row.foreign;
  if (place === 'below') return row.below ?? row.foreign;
  const own = typeof row.own === 'function' ? row.own(held[0]!) : row.own;
  return place === 'above' ? (row.above ?? own) : own;
}

export const forAll = { own: 200, foreign: 200 } as const;
/** a thing of the academy: elsewhere as if it did not exist */
export const forOwn = { own: 200, foreign: 'notFound' } as const;
/** about the academy itself, which everybody knows to exist */
export const forOwnOrganisation = { own: 200, foreign: 'notAllowed' } as const;
/** of somebody else: as if it did not exist, even for a colleague */
export const forOwner = { own: 'notFound', foreign: 'notFound' } as const;
