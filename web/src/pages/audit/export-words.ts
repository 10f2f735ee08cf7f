/** The words an export of records needs: they live in the messages, so the browser sends them along. */
import { heldColumns, recordColumns } from '#contracts/audit.ts';
import { roles } from '#contracts/permissions.ts';
import { organisationKinds } from '#contracts/organisations.ts';
import { keysBelow, t } from '../../lib/i18n.svelte.ts';
import { languageNames } from '../../lib/languages.ts';

/** Everything an export needs of the messages. */
export const exportWords = () => ({ columns: columns(), types: types(), fields: fields(), values: values() });

/** Headings of both kinds of export. */
const columns = (): Record<string, string> =>
  Object.fromEntries([...recordColumns, ...heldColumns].map((name) => [name, t(`audit.column.${name}`)]));

/** Words for every type of record we have words for, and for those who are nobody. */
const types = (): Record<string, string> => ({
  ...keysBelow('record.type.'),
  system: t('record.bySystem'),
  operator: t('record.byOperator'),
});

const fields = (): Record<string, string> => ({
  ...keysBelow('record.field.'),
  ...keysBelow('people.field.'),
  before: t('audit.column.before'),
  after: t('audit.column.after'),
  version: t('audit.column.version'),
  organisationId: t('audit.column.organisation'),
  courseId: t('audit.column.course'),
});

const values = (): Record<string, string> => ({
  ...Object.fromEntries(roles.map((role) => [role, t(`role.${role}`)])),
  ...Object.fromEntries(organisationKinds.map((kind) => [kind, t(`organisation.${kind}`)])),
  ...languageNames,
  true: t('people.field.yes'),
  false: t('people.field.no'),
});
