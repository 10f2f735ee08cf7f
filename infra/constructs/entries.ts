/** Which Lambda functions there are: read from the rooms and their reactions, so that a new room needs no line here. */
import { arrows, reactions } from '../../functions/arrows.ts';
import type { Room } from '../../functions/contracts/endpoints.ts';

export type Kind = 'api' | 'events';
/** A room that reacts to records, and so has a queue and jobs. */
export type ReactingRoom = keyof typeof reactions;

export const allRooms = Object.keys(arrows) as Room[];
export const reactingRooms = Object.keys(reactions) as ReactingRoom[];
export const reacts = (room: Room): room is ReactingRoom => room in reactions;

/** Creates the first administrator; invoked by an operator, never by a route. */
export const bootstrapName = 'identity-bootstrap';
export const functionName = (room: Room, kind: Kind): string => `${room}-${kind}`;

/** Bundle name → file it is built from, below the root of the repository. */
export const entries: readonly { name: string; file: string }[] = [
  ...allRooms.map((room) => ({ name: functionName(room, 'api'), file: `functions/${room}/${room}.api.ts` })),
  ...reactingRooms.map((room) => ({ name: functionName(room, 'events'), file: `functions/${room}/${room}.events.ts` })),
  { name: bootstrapName, file: 'functions/identity/bootstrap.ts' },
];
