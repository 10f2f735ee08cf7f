/** Who of the learners can be taken over to the newest version. Pure. */
import type { OutputOf } from '#contracts/endpoint.ts';
import type { LearnerRow } from '#contracts/progress.ts';
import { movedMax, type versions } from '#contracts/versions.ts';

export type ByVersion = OutputOf<typeof versions.learnerVersions>;

/** Whoever has completed a version keeps it; whoever is on the newest has nowhere to go. */
export const canMove = ({ status, version }: Pick<LearnerRow, 'status' | 'version'>, newest: number): boolean =>
  status !== 'completed' && version < newest;

/** How many can be taken over, of how many stay as they have completed, and the earliest version among them. */
export function movable({ newest, items }: ByVersion): { count: number; completed: number; from: number | undefined } {
  const older = items.filter(({ version }) => version < newest);
  const open = older.filter(({ learners, completed }) => learners > completed);
  return {
    count: open.reduce((sum, { learners, completed }) => sum + learners - completed, 0),
    completed: older.reduce((sum, { completed }) => sum + completed, 0),
    from: open.map(({ version }) => version).sort((a, b) => a - b)[0],
  };
}

/** Is there anything to be told of versions? */
export const isMixed = ({ newest, items }: ByVersion): boolean => items.some(({ version }) => version !== newest);

/** The choice after a row was ticked or cleared; no more than one request may name. */
export function chosenAfter(chosen: ReadonlySet<string>, personId: string, isChosen: boolean): Set<string> {
  const next = new Set(chosen);
  if (!isChosen) next.delete(personId);
  else if (next.size < movedMax) next.add(personId);
  return next;
}
