/** Every room's table of endpoints in one place: for OpenAPI, the gateway's routes and the tests. */
import { audit } from './audit.ts';
import { authoring } from './authoring.ts';
import { courses } from './courses.ts';
import { draftBlocks } from './draft-blocks.ts';
import { draftOutline } from './draft-outline.ts';
import { draftTeam } from './draft-team.ts';
import { identity } from './identity.ts';
import { jobs } from './jobs.ts';
import { lectures } from './lectures.ts';
import { media } from './media.ts';
import { norms } from './norms.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { operations } from './operations.ts';
import { progress } from './progress.ts';
import { reviews } from './reviews.ts';
import type { EndpointTable } from './endpoint.ts';

export const rooms = {
  identity: { ...identity, ...organisations, ...people },
  norms,
  media,
  courses,
  authoring: { ...authoring, ...draftOutline, ...draftBlocks, ...draftTeam, ...reviews },
  lectures,
  progress,
  audit,
  jobs,
  operations,
} as const satisfies Record<string, EndpointTable>;
export type Room = keyof typeof rooms;
