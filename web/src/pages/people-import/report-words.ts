/** The words of the report: they live in the messages, so the browser sends them along. */
import { lineFaults } from '#contracts/people-import.ts';
import { t } from '../../lib/i18n.svelte.ts';

const headings = ['line', 'login', 'outcome', 'reason'] as const;
const outcomes = ['created', 'updated', 'unchanged', 'bad', 'failed', 'notReached'] as const;
/** what can still go wrong with a good line while it is written */
const refusals = ['loginTaken', 'conflict', 'notFound', 'tooManyMemberships'] as const;

export const reportWords = (): Record<string, string> =>
  Object.fromEntries([
    ...headings.map((name) => [name, t(`import.report.${name}`)]),
    ...outcomes.map((name) => [name, t(`import.report.${name}`)]),
    ...lineFaults.map((name) => [name, t(`import.reason.${name}`)]),
    ...refusals.map((name) => [name, t(`error.${name}`).slice(0, 120)]),
  ]);
