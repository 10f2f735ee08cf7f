/** A changed value as one reads it: roles, languages, sizes and “yes” in words. */
import type { Language } from '#contracts/common.ts';
import type { OrganisationKind } from '#contracts/organisations.ts';
import { formatBytes, formatDate, formatTime } from '../../lib/format.ts';
import { isKey, t } from '../../lib/i18n.svelte.ts';
import { languageNames } from '../../lib/languages.ts';
import { rolesOf } from './changes-view.ts';

const languageText = (code: string) => languageNames[code as Language] ?? code;
const yesOrNo = (value: string | undefined) => t(value ? 'people.field.yes' : 'people.field.no');

const texts: Record<string, (value: string) => string> = {
  roles: (value) =>
    rolesOf(value)
      .map((role) => t(`role.${role}`))
      .join(', '),
  locale: languageText,
  languages: (value) => value.split(' ').map(languageText).join(', '),
  kind: (value) => (isKey(`organisation.${value}`) ? t(`organisation.${value as OrganisationKind}`) : value),
  closedAt: (value) => `${formatDate(value)}, ${formatTime(value)}`,
  storageQuotaBytes: (value) => formatBytes(Number(value)),
};

/** There or not says it all. */
const switches = ['disabled', 'logo', 'retired'];

export function valueText(field: string, value: string | undefined): string {
  if (switches.includes(field)) return yesOrNo(value);
  if (value === undefined) return '–';
  return texts[field]?.(value) ?? value;
}
