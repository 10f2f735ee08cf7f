/** Why an import ended early, as precisely as is known. */
import type { Job } from '#contracts/common.ts';
import { codeText } from '../../lib/errors.ts';
import { isKey, t } from '../../lib/i18n.svelte.ts';

export function failureText({ code, details }: NonNullable<Job['failure']>): string {
  const key = `import.wrong.${details['reason'] ?? ''}`;
  if (code !== 'importFileWrong' || !isKey(key)) return codeText(code);
  return t(key, { columns: (details['columns'] ?? '').split(',').map(columnName).join(', ') });
}

/** Our own columns have words; those of OneRoster are called what they are called. */
function columnName(column: string): string {
  const key = `import.column.${column}`;
  return isKey(key) ? t(key) : column;
}
