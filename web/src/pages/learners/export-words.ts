/** The words of the exported list: columns and states in the language of the interface. */
import { exportColumns, learnerStatuses, type ExportWords } from '#contracts/progress.ts';
import { t } from '../../lib/i18n.svelte.ts';

export function exportWords(): ExportWords {
  return {
    columns: worded(exportColumns, (column) => t(`export.column.${column}`)),
    statuses: worded(learnerStatuses, (status) => t(`status.${status}`)),
  };
}

function worded<Name extends string>(names: readonly Name[], word: (name: Name) => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, word(name)])) as Record<Name, string>;
}
