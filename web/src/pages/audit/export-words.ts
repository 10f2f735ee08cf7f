/** The words an export of records needs: they live in the messages, so the browser sends them along. */
import { heldColumns, recordColumns } from '#contracts/audit.ts';
import { keysBelow, t } from '../../lib/i18n.svelte.ts';

/** Headings of both kinds of export. */
export const exportColumns = (): Record<string, string> =>
  Object.fromEntries([...recordColumns, ...heldColumns].map((name) => [name, t(`audit.column.${name}`)]));

/** Words for every type of record we have words for, and for those who are nobody. */
export const exportTypes = (): Record<string, string> => ({
  ...keysBelow('record.type.'),
  system: t('record.bySystem'),
  operator: t('record.byOperator'),
});
