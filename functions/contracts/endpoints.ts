/** Every room's table of endpoints in one place: for OpenAPI, the gateway's routes and the tests. A room imports its own alone. */
import { audit } from './audit.ts';
import { jobs } from './jobs.ts';
import { lectures } from './lectures.ts';
import { media } from './media.ts';
import { norms } from './norms.ts';
import { operations } from './operations.ts';
import { assessmentsEndpoints } from './rooms/assessments.ts';
import { authoringEndpoints } from './rooms/authoring.ts';
import { coursesEndpoints } from './rooms/courses.ts';
import { identityEndpoints } from './rooms/identity.ts';
import { progressEndpoints } from './rooms/progress.ts';
import { questionsEndpoints } from './rooms/questions.ts';
import { quizzesEndpoints } from './rooms/quizzes.ts';
import type { EndpointTable } from './endpoint.ts';

export const rooms = {
  identity: identityEndpoints,
  norms,
  media,
  courses: coursesEndpoints,
  authoring: authoringEndpoints,
  lectures,
  questions: questionsEndpoints,
  quizzes: quizzesEndpoints,
  assessments: assessmentsEndpoints,
  progress: progressEndpoints,
  audit,
  jobs,
  operations,
} as const satisfies Record<string, EndpointTable>;
export type Room = keyof typeof rooms;
