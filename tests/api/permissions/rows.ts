/** The matrix: for each endpoint of the contracts what to ask, and how it ends for whom. */
import type { Endpoint, EndpointTable } from '#contracts/endpoint.ts';
import { rooms, type Room } from '#contracts/endpoints.ts';
import type { ErrorCode } from '#contracts/errors.ts';
import { mayAnywhere, type Action, type Role } from '#contracts/permissions.ts';
import type { InputOf } from '#contracts/request.ts';
import { auditRows, jobRows, operationRows } from './rows-audit.ts';
import { courseRows, lectureRows, progressRows } from './rows-learning.ts';
import { organisationRows } from './rows-organisations.ts';
import { peopleRows } from './rows-people.ts';
import { identityRows } from './rows-identity.ts';
import type { Asker, World } from './world.ts';

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

/** A new endpoint without a row does not compile. */
type Rows = { [R in Room]: RowsOf<(typeof rooms)[R]> };

const rowsFor = (world: World): Rows => ({
  identity: { ...identityRows(world), ...organisationRows(world), ...peopleRows(world) },
  courses: courseRows(world),
  lectures: lectureRows(world),
  progress: progressRows(world),
  audit: auditRows(world),
  jobs: jobRows(world),
  operations: operationRows(),
});

/** These end or change the sessions of who asks, so that they come last, in this order. */
const last = ['identity.startSeeAs', 'identity.endSeeAs', 'identity.signOutEverywhere', 'identity.signOut'];

/** Every endpoint there is, by room and name. */
export const table = Object.entries(rooms)
  .flatMap(([room, endpoints]) =>
    Object.entries(endpoints as EndpointTable).map(([name, endpoint]) => [`${room}.${name}`, endpoint] as const),
  )
  .sort(([a], [b]) => last.indexOf(a) - last.indexOf(b));

/** The rows by the names of the table. */
export function allRows(world: World): Map<string, Row<Endpoint>> {
  const named = Object.entries(rowsFor(world)).flatMap(([room, rows]) =>
    Object.entries(rows).map(([name, row]) => [`${room}.${name}`, row as unknown as Row<Endpoint>] as const),
  );
  return new Map(named);
}

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
