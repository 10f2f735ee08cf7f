/** Gradebooks for tests. */
import { gradebook, type GradePlan, type GradeSource, type MarkChange } from '#contracts/gradebook.ts';
import { createCohort } from './cohorts.ts';
import { newId, type TestClient } from './stack.ts';

export const gradeWords = {
  ...{ familyName: 'Прізвище', givenName: 'Ім’я', total: 'Разом' },
  ...{ missing: 'не здано', late: 'пізно', excused: 'звільнено' },
};

interface Wish {
  personIds?: string[];
  /** of the columns; two to be marked by hand, unless said */
  sources?: GradeSource[];
}

/** A cohort with a gradebook: one category, columns of ten points each. */
export async function createGradebook(teacher: TestClient, organisationId: string, wish: Wish = {}) {
  const { personIds = [], sources = [{ kind: 'hand' }, { kind: 'hand' }] } = wish;
  const cohortId = await createCohort(teacher, organisationId, { personIds });
  const category = { id: newId('gradeCategory'), title: 'Усі роботи', weight: 100 };
  const columns = sources.map((source, index) => ({
    ...{ id: newId('gradeColumn'), categoryId: category.id, title: `Робота ${index + 1}` },
    ...{ source, pointsMax: 10, dueOn: null },
  }));
  const body = { revision: 0, categories: [category], columns };
  const plan: GradePlan = await teacher.call(gradebook.savePlan, { params: { cohortId }, body });
  return { cohortId, plan, columnIds: columns.map(({ id }) => id) };
}

/** One mark, as a teacher gives it. */
export const markOf = (
  personId: string,
  columnId: string,
  points: number | null,
  more: Partial<MarkChange> = {},
): MarkChange => ({
  ...{ id: newId('mark'), personId, columnId, revision: 0, points, flag: null, reason: null },
  ...more,
});
