/** Rows of the gradebook: for who teaches the cohort; elsewhere it does not exist. */
import type { gradebook } from '#contracts/gradebook.ts';
import { createGradebook, gradeWords } from '../../support/gradebook.ts';
import { newId } from '../../support/stack.ts';
import { forOwn, forOwner, type RowsOf } from './row.ts';
import type { World } from './world.ts';

export function gradebookRows({ own, author }: World): RowsOf<typeof gradebook> {
  const book = () => createGradebook(author, own.academyId, { personIds: [own.learner.id] });
  return {
    gradebook: { input: async () => ({ params: { cohortId: (await book()).cohortId }, query: {} }), ...forOwn },
    savePlan: {
      input: async () => {
        const { cohortId, plan } = await book();
        const columns = plan.columns.map(({ releasedAt: _, ...column }) => ({ ...column, title: 'Інша' }));
        return { params: { cohortId }, body: { revision: plan.revision, categories: plan.categories, columns } };
      },
      ...forOwn,
    },
    giveMarks: {
      input: async () => {
        const { cohortId, columnIds } = await book();
        const value = { revision: 0, points: 1, flag: null, reason: null };
        const mark = { id: newId('mark'), personId: own.learner.id, columnId: columnIds[0]!, ...value };
        return { params: { cohortId }, body: { marks: [mark] } };
      },
      ...forOwn,
    },
    release: {
      input: async () => {
        const { cohortId, plan, columnIds } = await book();
        return { params: { cohortId }, body: { revision: plan.revision, columnIds, released: true } };
      },
      ...forOwn,
    },
    history: {
      input: async () => {
        const { cohortId, columnIds } = await book();
        return { params: { cohortId, personId: own.learner.id, columnId: columnIds[0]! } };
      },
      ...forOwn,
    },
    // of those who ask, nobody learns in it
    ownGrades: { input: async () => ({ params: { cohortId: (await book()).cohortId } }), ...forOwner },
    startExport: {
      input: async () => ({
        params: { cohortId: (await book()).cohortId },
        body: { jobId: newId('job'), language: 'uk' as const, words: gradeWords },
      }),
      ...forOwn,
    },
  };
}
