/** Every room's table of endpoints in one place: for OpenAPI, the gateway's routes and the tests. A room imports its own alone. */
import { agenda } from './agenda.ts';
import { audit } from './audit.ts';
import { gradebook } from './gradebook.ts';
import { jobs } from './jobs.ts';
import { lectures } from './lectures.ts';
import { media } from './media.ts';
import { norms } from './norms.ts';
import { operations } from './operations.ts';
import { assessmentsEndpoints } from './rooms/assessments.ts';
import { assignmentsEndpoints } from './rooms/assignments.ts';
import { authoringEndpoints } from './rooms/authoring.ts';
import { cohortsEndpoints } from './rooms/cohorts.ts';
import { coursesEndpoints } from './rooms/courses.ts';
import { discussionEndpoints } from './rooms/discussion.ts';
import { identityEndpoints } from './rooms/identity.ts';
import { notificationsEndpoints } from './rooms/notifications.ts';
import { progressEndpoints } from './rooms/progress.ts';
import { questionsEndpoints } from './rooms/questions.ts';
import { quizzesEndpoints } from './rooms/quizzes.ts';
import { statements } from './statements.ts';
import type { EndpointTable } from './endpoint.ts';

export const rooms = {
  identity: identityEndpoints,
  norms,
  media,
  cohorts: cohortsEndpoints,
  courses: coursesEndpoints,
  discussion: discussionEndpoints,
  authoring: authoringEndpoints,
  lectures,
  questions: questionsEndpoints,
  quizzes: quizzesEndpoints,
  assessments: assessmentsEndpoints,
  assignments: assignmentsEndpoints,
  progress: progressEndpoints,
  statements,
  notifications: notificationsEndpoints,
  gradebook,
  agenda,
  audit,
  jobs,
  operations,
} as const satisfies Record<string, EndpointTable>;
export type Room = keyof typeof rooms;
