/** Cohorts as readers see them. */
import type { CohortCard, CohortDetail } from '#contracts/cohorts.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import type { Access } from './access.ops.ts';
import type { CohortHead } from './cohort.ts';
import { countIn } from './members.store.ts';

export async function cardsOf(cohorts: readonly CohortHead[]): Promise<CohortCard[]> {
  const [organisations, people] = await Promise.all([
    organisationsById([...new Set(cohorts.map(({ organisationId }) => organisationId))]),
    peopleById([...new Set(cohorts.flatMap(({ instructors }) => instructors))]),
  ]);
  return cohorts.map((cohort) => ({
    id: cohort.id,
    name: cohort.name,
    organisation: { id: cohort.organisationId, name: organisations.get(cohort.organisationId)?.name ?? {} },
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn,
    timeZone: cohort.timeZone,
    state: cohort.state,
    instructors: cohort.instructors.flatMap((id) => {
      const found = people.get(id);
      return found ? [{ id, givenName: found.givenName, familyName: found.familyName }] : [];
    }),
  }));
}

export async function detailOf({ cohort, mayManage }: Omit<Access, 'path'>): Promise<CohortDetail> {
  const [[card], members] = await Promise.all([cardsOf([cohort]), countIn(cohort.id)]);
  return { ...card!, members, revision: cohort.revision, mayManage };
}
