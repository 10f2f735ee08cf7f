/** Those of a cohort who are stuck, as somebody writes to them: all of them, but for who is left out. */
import { stuck } from '#contracts/stuck.ts';
import { useQuery } from '../../lib/query.svelte.ts';

/** Asked for once `wanted`. */
export function useStuckPeople(cohortId: () => string, wanted: () => boolean) {
  const query = useQuery(
    stuck.stuckLearners,
    () => ({ params: { cohortId: cohortId() } }),
    () => ({ enabled: wanted() }),
  );
  let leftOut = $state.raw<readonly string[]>([]);
  const people = $derived(query.data?.items ?? []);
  const chosen = $derived(people.map(({ personId }) => personId).filter((id) => !leftOut.includes(id)));
  return {
    get loaded() {
      return query.data !== undefined;
    },
    get error() {
      return query.error;
    },
    get people() {
      return people;
    },
    get chosen() {
      return chosen;
    },
    again: () => query.refetch(),
    tick(personId: string, on: boolean): void {
      leftOut = on ? leftOut.filter((id) => id !== personId) : [...leftOut, personId];
    },
  };
}
export type StuckPeople = ReturnType<typeof useStuckPeople>;
