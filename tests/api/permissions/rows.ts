/** The matrix: a row for each endpoint of the contracts. */
import type { Endpoint, EndpointTable } from '#contracts/endpoint.ts';
import { rooms, type Room } from '#contracts/endpoints.ts';
import type { Row, RowsOf } from './row.ts';
import { attemptRows, runRows } from './rows-assessments.ts';
import { auditRows, jobRows, operationRows } from './rows-audit.ts';
import { authoringRows } from './rows-authoring.ts';
import { exportRows } from './rows-exports.ts';
import { filmRows } from './rows-films.ts';
import { identityRows } from './rows-identity.ts';
import { courseRows, lectureRows, progressRows } from './rows-learning.ts';
import { lectureQuestionRows } from './rows-lecture-questions.ts';
import { markingRows } from './rows-marking.ts';
import { mediaRows } from './rows-media.ts';
import { normRows } from './rows-norms.ts';
import { organisationRows } from './rows-organisations.ts';
import { peopleRows } from './rows-people.ts';
import { questionRows } from './rows-questions.ts';
import { quizRows } from './rows-quizzes.ts';
import { noteRows, reportRows } from './rows-reading.ts';
import { reviewRows } from './rows-reviews.ts';
import { adoptionRows, sharingRows } from './rows-sharing.ts';
import { versionRows } from './rows-versions.ts';
import type { World } from './world.ts';

/** A new endpoint without a row does not compile. */
type Rows = { [R in Room]: RowsOf<(typeof rooms)[R]> };

const rowsFor = (world: World): Rows => ({
  identity: { ...identityRows(world), ...organisationRows(world), ...peopleRows(world) },
  norms: normRows(),
  media: mediaRows(world),
  courses: { ...courseRows(world), ...sharingRows(world), ...versionRows(world) },
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
  progress: { ...progressRows(world), ...noteRows(world) },
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
