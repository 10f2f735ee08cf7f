/** Rows of audit, jobs and operations. */
import type { audit } from '#contracts/audit.ts';
import type { jobs } from '#contracts/jobs.ts';
import type { operations } from '#contracts/operations.ts';
import type { Role } from '#contracts/permissions.ts';
import { newId } from '../../support/stack.ts';
import { forAll, forOwn, forOwnOrganisation, may, type RowsOf } from './row.ts';
import { dayQuestion, type World } from './world.ts';

export function auditRows(world: World): RowsOf<typeof audit> {
  const { own, course, people, day } = world;
  const ofPerson = { params: { personId: people.seen } };
  const ofAcademy = { organisationId: own.academyId };
  return {
    personRecords: { input: () => ({ ...ofPerson, query: {} }), ...forOwn },
    personOnDay: { input: () => ({ ...ofPerson, query: { day } }), ...forOwn },
    courseRecords: {
      input: () => ({ params: { courseId: course.courseId }, query: { month: day.slice(0, 7) } }),
      ...forOwn,
      below: 200,
    },
    dayRecords: { input: () => ({ params: { ...ofAcademy, day }, query: {} }), ...forOwnOrganisation },
    held: { input: () => ({ params: ofAcademy, query: { day } }), ...forOwnOrganisation },
    ownRecord: { input: () => ({}), ...forAll },
    ownRecords: { input: () => ({ query: {} }), ...forAll },
    startRecordsExport: { input: () => ({ body: dayQuestion(world) }), ...forOwnOrganisation },
    startPersonExport: { input: () => ({ ...ofPerson, body: { jobId: newId('job') } }), ...forOwn },
    startOwnExport: { input: () => ({ body: { jobId: newId('job') } }), ...forAll },
  };
}

export function jobRows({ own, jobs: begun }: World): RowsOf<typeof jobs> {
  /** of a colleague: for those who see the organisation's jobs, for others as if it did not exist */
  const forSeers = { own: (role: Role) => (may([role], 'seeJobs') ? 200 : 'notFound'), foreign: 'notFound' } as const;
  return {
    ownJobs: { input: () => ({ query: {} }), ...forAll },
    organisationJobs: {
      input: () => ({ params: { organisationId: own.academyId }, query: {} }),
      ...forOwnOrganisation,
    },
    job: { input: () => ({ params: { jobId: begun.toRun } }), ...forSeers },
    cancelJob: { input: () => ({ params: { jobId: begun.toCancel } }), ...forSeers },
  };
}

export const operationRows = (): RowsOf<typeof operations> => ({ health: { input: () => ({}), ...forAll } });
