/** Rows of cohorts: for who manages or teaches those of the academy; elsewhere they do not exist. */
import { cohortMembers } from '#contracts/cohort-members.ts';
import type { cohortJoining } from '#contracts/cohort-joining.ts';
import type { cohortYears } from '#contracts/cohort-years.ts';
import type { cohorts } from '#contracts/cohorts.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { createCohort, newCohort } from '../../support/cohorts.ts';
import { forAll, forOwn, forOwner, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A cohort of the academy with somebody in it. */
export async function createSideCohort(teacher: TestClient, organisationId: string, memberId: string, mark = '') {
  const cohortId = await createCohort(teacher, organisationId, { name: `Група ${mark}`.trim() });
  await teacher.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [memberId] } });
  return { cohortId };
}

export function cohortRows({
  own,
  author,
  cohort,
}: World): RowsOf<typeof cohorts & typeof cohortYears & typeof cohortMembers & typeof cohortJoining> {
  const ofAcademy = { params: { organisationId: own.academyId } };
  const ofCohort = { params: cohort };
  const another = async () => ({ params: { cohortId: await createCohort(author, own.academyId) } });
  const wrongCode = { body: { code: 'AAAABBBBCCCC' } };
  const ofMember = { params: { ...cohort, personId: own.learner.id } };
  return {
    // a code that opens nothing
    lookAtCode: { input: () => wrongCode, own: 'joinCodeWrong', foreign: 'joinCodeWrong' },
    join: { input: () => wrongCode, own: 'joinCodeWrong', foreign: 'joinCodeWrong' },
    joinCode: { input: () => ofCohort, ...forOwn },
    setJoinCode: { input: async () => ({ ...(await another()), body: { days: 7 } }), ...forOwn },
    ownCohorts: { input: () => ({ query: {} }), ...forAll },
    // of those who ask, nobody learns in it
    ownCohort: { input: () => ofCohort, ...forOwner },
    taughtCohorts: { input: () => ({ query: {} }), ...forAll },
    cohorts: { input: () => ({ ...ofAcademy, query: {} }), ...forOwnOrganisation },
    cohortYear: { input: () => ({ params: { ...ofAcademy.params, year: '2026' } }), ...forOwnOrganisation },
    createCohort: {
      input: () => ({ ...ofAcademy, body: { id: newId('cohort'), ...newCohort() } }),
      ...forOwnOrganisation,
    },
    cohort: { input: () => ofCohort, ...forOwn },
    changeCohort: {
      input: async () => ({ ...(await another()), body: { revision: 0, name: 'Інша' } }),
      ...forOwn,
    },
    archiveCohort: { input: async () => ({ ...(await another()), body: { archived: true } }), ...forOwn },
    addInstructor: { input: () => ({ params: { ...cohort, personId: own.instructor.id } }), ...forOwn },
    removeInstructor: { input: () => ofMember, ...forOwn },
    instructorsToChoose: { input: () => ({ ...ofCohort, query: { q: '' } }), ...forOwn },
    members: { input: () => ({ ...ofCohort, query: {} }), ...forOwn },
    addMembers: { input: () => ({ ...ofCohort, body: { personIds: [own.learner.id] } }), ...forOwn },
    endMember: {
      input: () => ({ params: { ...cohort, personId: own.unitLearner.id }, body: { note: null } }),
      own: 'notFound',
      foreign: 'notFound',
    },
    peopleToChoose: { input: () => ({ ...ofCohort, query: { q: '' } }), ...forOwn },
    previewList: { input: () => ({ ...ofCohort, body: { text: own.learner.login } }), ...forOwn },
    addUnit: {
      // elsewhere: whoever asks from the unit is not to learn in the cohort of the others
      input: async () => ({ ...(await another()), body: { organisationId: own.unitId, jobId: newId('job') } }),
      ...forOwn,
    },
    transferMember: {
      input: async () => {
        const cohortId = await createCohort(author, own.academyId, { personIds: [own.learner.id] });
        return { params: { cohortId, personId: own.learner.id }, body: { toCohortId: cohort.cohortId, note: null } };
      },
      ...forOwn,
    },
    memberHistory: { input: () => ofMember, ...forOwn },
  };
}
