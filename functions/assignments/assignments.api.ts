/** Endpoints of assignments: set and seen by teachers, done by learners, marked and released. */
import { assignmentsEndpoints } from '#contracts/rooms/assignments.ts';
import { serve } from '../platform/http.ts';
import { assignmentHandlers } from './assignments.ops.ts';
import { fileHandlers } from './files.ops.ts';
import { markingHandlers } from './marking.ops.ts';
import { ownHandlers } from './own.ops.ts';
import { peopleHandlers } from './people.ops.ts';
import { releaseHandlers } from './release.ops.ts';

export const handler = serve(assignmentsEndpoints, {
  ...assignmentHandlers,
  ...peopleHandlers,
  ...markingHandlers,
  ...releaseHandlers,
  ...ownHandlers,
  ...fileHandlers,
});
