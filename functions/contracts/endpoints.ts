/** Every room's table of endpoints in one place: for OpenAPI, the gateway's routes and the tests. */
import { courses } from './courses.ts';
import { identity } from './identity.ts';
import { lectures } from './lectures.ts';
import { progress } from './progress.ts';
import type { EndpointTable } from './endpoint.ts';

export const rooms = { identity, courses, lectures, progress } as const satisfies Record<string, EndpointTable>;
export type Room = keyof typeof rooms;
