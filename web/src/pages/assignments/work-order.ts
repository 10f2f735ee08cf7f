/** Works in the order of marking, and what they are called without a name. Pure. */
import type { WorkRow } from '#contracts/assignment-marking.ts';
import type { t } from '../../lib/i18n.svelte.ts';

export const workName = ({ learner, alias }: Pick<WorkRow, 'learner' | 'alias'>, say: typeof t): string =>
  learner
    ? `${learner.familyName} ${learner.givenName}`.trim() || say('assignments.workOf', { alias })
    : say('assignments.workOf', { alias });

/** The work before and after this one, and the next that waits: after this one, or from the top. */
export function neighbours(rows: readonly WorkRow[], workId: string) {
  const at = rows.findIndex((row) => row.workId === workId);
  const around = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return {
    number: at + 1,
    before: rows[at - 1],
    after: rows[at + 1],
    waiting: around.find(({ state }) => state === 'handedIn'),
  };
}
