/** Every room's table of endpoints in one place: for OpenAPI, the gateway's routes and the tests. */
import { adoption } from './adoption.ts';
import { audit } from './audit.ts';
import { authoring } from './authoring.ts';
import { courseExports } from './course-exports.ts';
import { courses } from './courses.ts';
import { draftBlocks } from './draft-blocks.ts';
import { draftFilms } from './draft-films.ts';
import { draftOutline } from './draft-outline.ts';
import { draftTeam } from './draft-team.ts';
import { identity } from './identity.ts';
import { jobs } from './jobs.ts';
import { lectures } from './lectures.ts';
import { media } from './media.ts';
import { norms } from './norms.ts';
import { notes } from './notes.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { operations } from './operations.ts';
import { progress } from './progress.ts';
import { reports } from './reports.ts';
import { reviews } from './reviews.ts';
import { translation } from './translation.ts';
import { draftSharing, sharing } from './sharing.ts';
import { versions } from './versions.ts';
import type { EndpointTable } from './endpoint.ts';

export const rooms = {
  identity: { ...identity, ...organisations, ...people },
  norms,
  media,
  // `/shared` before `/{courseId}`
  courses: { ...sharing, ...courses, ...versions },
  authoring: {
    ...{
      ...authoring,
      ...draftOutline,
      ...draftBlocks,
      ...draftFilms,
      ...draftTeam,
      ...translation,
      ...reviews,
      ...reports,
    },
    ...{ ...draftSharing, ...adoption, ...courseExports },
  },
  lectures,
  progress: { ...progress, ...notes },
  audit,
  jobs,
  operations,
} as const satisfies Record<string, EndpointTable>;
export type Room = keyof typeof rooms;
