/** The matrix: a row for each endpoint of the contracts. */
import type { Endpoint, EndpointTable } from '#contracts/endpoint.ts';
import { rooms, type Room } from '#contracts/endpoints.ts';
import { forAll, type Row, type RowsOf } from './row.ts';
import { timetableRows } from './rows-timetable.ts';
import { assignedRows } from './rows-assigned.ts';
import { attemptRows, runRows } from './rows-assessments.ts';
import { assignmentRows } from './rows-assignments.ts';
import { auditRows, jobRows, operationRows } from './rows-audit.ts';
import { authoringRows } from './rows-authoring.ts';
import { cohortRows } from './rows-cohorts.ts';
import { discussionRows } from './rows-discussion.ts';
import { exportRows } from './rows-exports.ts';
import { filmRows } from './rows-films.ts';
import { gradebookRows } from './rows-gradebook.ts';
import { identityRows } from './rows-identity.ts';
import { courseRows, lectureRows, progressRows, unitRows } from './rows-learning.ts';
import { lectureQuestionRows } from './rows-lecture-questions.ts';
import { markingRows } from './rows-marking.ts';
import { mediaRows } from './rows-media.ts';
import { normRows } from './rows-norms.ts';
import { messageRows, noticeRows } from './rows-notifications.ts';
import { organisationRows } from './rows-organisations.ts';
import { peopleRows } from './rows-people.ts';
import { questionRows } from './rows-questions.ts';
import { quizRows } from './rows-quizzes.ts';
import { noteRows, reportRows } from './rows-reading.ts';
import { reviewRows } from './rows-reviews.ts';
import { adoptionRows, sharingRows } from './rows-sharing.ts';
import { statementRows } from './rows-statements.ts';
import { versionRows } from './rows-versions.ts';
import type { World } from './world.ts';

/** A new endpoint without a row does not compile. */
type Rows = { [R in Room]: RowsOf<(typeof rooms)[R]> };

const rowsFor = (world: World): Rows => ({
  identity: { ...identityRows(world), ...organisationRows(world), ...peopleRows(world) },
  norms: normRows(),
  media: mediaRows(world),
  cohorts: { ...cohortRows(world), ...timetableRows(world) },
  courses: { ...assignedRows(world), ...courseRows(world), ...sharingRows(world), ...versionRows(world) },
  discussion: discussionRows(world),
  authoring: {
    ...authoringRows(world),
    ...filmRows(world),
    ...exportRows(world),
    ...adoptionRows(world),
    ...reviewRows(world),
    ...reportRows(world),
  },
  lectures: lectureRows(world),
  questions: questionRows(world),
  quizzes: quizRows(world),
  assessments: { ...attemptRows(world), ...runRows(world), ...markingRows(world), ...lectureQuestionRows(world) },
  assignments: assignmentRows(world),
  progress: { ...progressRows(world), ...noteRows(world), ...unitRows(world) },
  statements: statementRows(world),
  notifications: { ...noticeRows(), ...messageRows(world) },
  gradebook: gradebookRows(world),
  agenda: { ownAgenda: { input: () => ({}), ...forAll } },
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
