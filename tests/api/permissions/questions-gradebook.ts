/** What to ask of gradebooks. */
import { gradebook } from '#contracts/gradebook.ts';
import { asked } from './question.ts';

export const gradebookQuestions = [
  asked(gradebook.gradebook, (us) => ({ inputs: [{ params: us.cohort, query: {} }], shows: [us.asker.id] })),
  asked(gradebook.ownGrades, (us) => ({ inputs: [{ params: us.cohort }], shows: [us.cohort.cohortId] })),
  // nobody was given a mark
  asked(gradebook.history, (us) => ({
    inputs: [{ params: { ...us.cohort, personId: us.asker.id, columnId: 'gcl_00000000000000000000000000' } }],
    shows: [],
  })),
];
