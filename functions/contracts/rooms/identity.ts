/** All endpoints of the room identity, in the order in which their addresses are tried. */
import { identity } from '../identity.ts';
import { organisations } from '../organisations.ts';
import { people } from '../people.ts';

export const identityEndpoints = { ...identity, ...organisations, ...people };
