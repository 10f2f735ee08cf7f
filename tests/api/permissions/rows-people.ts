/** Rows of people: somebody of another academy does not exist. */
import type { people } from '#contracts/people.ts';
import { newcomer } from '../../support/people.ts';
import { announcement } from '../../support/people-import.ts';
import { newId } from '../../support/stack.ts';
import { forOwn, forOwner, forOwnOrganisation, type RowsOf } from './row.ts';
import { emptyList, type World } from './world.ts';

export function peopleRows({ own, people: some, newPerson, jobs }: World): RowsOf<typeof people> {
  const of = (personId: string) => ({ params: { personId } });
  const ofImport = { params: { jobId: jobs.people } };
  const [learner, revision] = [['learner' as const], 0];
  return {
    listPeople: { input: () => ({ query: { organisationId: own.academyId } }), ...forOwnOrganisation },
    person: { input: () => of(some.seen), ...forOwn },
    // into the unit, which is the own place of who asks from below
    createPerson: { input: () => ({ body: newcomer(own.unitId, learner) }), ...forOwnOrganisation, below: 200 },
    changePerson: { input: () => ({ ...of(some.changed), body: { givenName: 'Інша', revision } }), ...forOwn },
    setRoles: {
      input: () => ({
        params: { personId: some.given, organisationId: own.academyId },
        body: { roles: ['learner', 'instructor'], revision },
      }),
      ...forOwn,
    },
    movePerson: {
      input: () => ({ ...of(some.moved), body: { from: own.unitId, to: own.academyId, revision } }),
      ...forOwn,
    },
    invitePerson: { input: () => of(some.invited), ...forOwn },
    setDisabled: { input: () => ({ ...of(some.disabled), body: { disabled: true, revision } }), ...forOwn },
    rebindAccount: {
      input: async () => ({ ...of(await newPerson()), body: { login: newcomer(own.academyId).login, revision } }),
      ...forOwn,
    },
    signOutPerson: { input: () => of(some.signedOut), ...forOwn },
    personAccount: { input: () => of(some.seen), ...forOwn },
    resetSecondFactor: { input: () => of(some.seen), ...forOwn },
    personChanges: { input: () => ({ ...of(some.seen), query: {} }), ...forOwn },
    previewMerge: { input: () => ({ ...of(some.seen), query: { duplicateId: some.given } }), ...forOwn },
    mergePeople: {
      input: () => ({
        ...of(some.kept),
        body: { duplicateId: some.duplicate, revision, duplicateRevision: revision },
      }),
      ...forOwn,
    },
    erasePerson: {
      input: async () => ({ ...of(await newPerson()), body: { jobId: newId('job'), mode: 'erase', revision } }),
      ...forOwn,
    },
    startPeopleImport: {
      input: () => ({ body: announcement(own.academyId, emptyList).body }),
      ...forOwnOrganisation,
    },
    checkPeopleImport: { input: () => ofImport, ...forOwner },
    peopleImport: { input: () => ofImport, ...forOwner },
    runPeopleImport: { input: () => ({ ...ofImport, body: { invite: false } }), ...forOwner },
  };
}
