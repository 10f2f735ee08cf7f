/** What to ask of cohorts. */
import { assigned } from '#contracts/assigned.ts';
import { cohortJoining } from '#contracts/cohort-joining.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { stuck } from '#contracts/stuck.ts';
import { academyOf, asked } from './question.ts';

export const cohortQuestions = [
  ...[cohorts.ownCohorts, cohorts.taughtCohorts].map((endpoint) =>
    asked(endpoint, (us) => ({ inputs: [{ query: {} }], shows: [us.cohort.cohortId] })),
  ),
  asked(cohorts.cohorts, (us, them) => ({
    inputs: [{}, { q: us.mark }, { q: them.mark }].map((query) => ({ params: academyOf(us), query })),
    shows: [us.cohort.cohortId],
  })),
  ...[cohorts.ownCohort, cohorts.cohort].map((endpoint) =>
    asked(endpoint, (us) => ({ inputs: [{ params: us.cohort }], shows: [us.asker.id, `Група ${us.mark}`] })),
  ),
  asked(cohortMembers.members, (us, them) => ({
    inputs: [{}, { q: 'Усіляка' }, { q: `Усіляка ${them.mark}` }].map((query) => ({ params: us.cohort, query })),
    shows: [us.asker.id],
  })),
  asked(cohortMembers.peopleToChoose, (us, them) => ({
    inputs: ['Усіляка', `Усіляка ${them.mark}`, `Прізвище ${them.mark}`].map((q) => ({
      params: us.cohort,
      query: { q },
    })),
    shows: [us.asker.id],
  })),
  asked(cohortMembers.memberHistory, (us) => ({
    inputs: [{ params: { ...us.cohort, personId: us.asker.id } }],
    shows: [us.asker.id],
  })),
  // none was made
  asked(cohortJoining.joinCode, (us) => ({ inputs: [{ params: us.cohort }], shows: [] })),
  asked(cohorts.instructorsToChoose, (us, them) => ({
    inputs: ['Особа', `Усіляка ${them.mark}`].map((q) => ({ params: us.cohort, query: { q } })),
    shows: [us.instructor.id],
  })),
  // nothing is assigned
  asked(assigned.assignedCourses, (us) => ({
    inputs: [us.cohort.cohortId, us.academyId].map((targetId) => ({ params: { targetId } })),
    shows: ['"items"'],
  })),
  // so nobody is stuck
  asked(stuck.stuckLearners, (us) => ({ inputs: [{ params: us.cohort }], shows: ['"items"'] })),
];
