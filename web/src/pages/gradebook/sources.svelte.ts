/** Tests that one holds or watches and assignments of the cohort, to take marks over from. */
import { assignments } from '#contracts/assignments.ts';
import type { GradeSource } from '#contracts/gradebook.ts';
import { runs } from '#contracts/runs.ts';
import { pick, t } from '../../lib/i18n.svelte.ts';
import { usePages } from '../../lib/pages.svelte.ts';
import { useBranches } from '../learners/branches.svelte.ts';

/** Something that brings marks; `key` is its id. */
export interface MarkSource {
  key: string;
  source: GradeSource;
  title: string;
  label: string;
  lang: string | undefined;
}

export function useSources(cohortId: () => string) {
  const branches = useBranches();
  const held = usePages(
    runs.organisationRuns,
    () => ({ params: { organisationId: branches.all[0]?.id ?? '' }, query: {} }),
    () => false,
    () => branches.all.length > 0,
  );
  const set = usePages(
    assignments.taughtAssignments,
    () => ({ params: { cohortId: cohortId() }, query: {} }),
    () => true,
  );
  const tests = $derived(
    held.items
      .filter(({ state }) => state !== 'cancelled')
      .map((run): MarkSource => {
        const { text, lang } = pick(run.title);
        const source = { kind: 'run', runId: run.id } as const;
        return { key: run.id, source, title: text, label: t('gradebook.fromTest', { title: text }), lang };
      }),
  );
  const works = $derived(
    set.items.map(({ id, title, language }): MarkSource => {
      const source = { kind: 'assignment', assignmentId: id } as const;
      return { key: id, source, title, label: t('gradebook.fromAssignment', { title }), lang: language };
    }),
  );
  return {
    get all(): MarkSource[] {
      return [...works, ...tests];
    },
  };
}

/** The id of what brings the marks; empty where they are given by hand. */
export function sourceKey(source: GradeSource | undefined): string {
  if (!source || source.kind === 'hand') return '';
  return source.kind === 'run' ? source.runId : source.assignmentId;
}
