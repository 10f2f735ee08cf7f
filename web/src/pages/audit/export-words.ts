/** The words an export of records needs: they live in the messages, so the browser sends them along. */
import { keysBelow, t } from '../../lib/i18n.svelte.ts';

/** Columns of the file, in order. */
const columns = [
  'at',
  'type',
  'person',
  'organisation',
  'course',
  'version',
  'completedAt',
  'actor',
  'address',
  'before',
  'after',
] as const;

export const exportColumns = (): Record<string, string> =>
  Object.fromEntries(columns.map((name) => [name, t(`audit.column.${name}`)]));

/** Words for every type of record we have words for. */
export const exportTypes = (): Record<string, string> => keysBelow('record.type.');
