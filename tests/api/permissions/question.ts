/** A question to an endpoint that reads: what is asked, and what the answers show. */
import type { Endpoint } from '#contracts/endpoint.ts';
import type { InputOf } from '#contracts/request.ts';
import type { Side, Sides } from './sides.ts';

/** What to ask, and what must be in the answers: an empty one would tell nothing. */
export interface Question {
  inputs: object[];
  shows: string[];
}
export interface Asked {
  endpoint: Endpoint;
  of(us: Side, them: Side, all: Sides): Question;
}
export const asked = <E extends Endpoint>(
  endpoint: E,
  of: (us: Side, them: Side, all: Sides) => { inputs: InputOf<E>[]; shows: string[] },
): Asked => ({ endpoint, of });

export const academyOf = ({ academyId }: Side) => ({ organisationId: academyId });
