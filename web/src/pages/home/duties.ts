/** What the home page offers to those who administer or audit: the places of their work, each with a sentence. Pure. */
import type { Action } from '#contracts/permissions.ts';
import type { MessageKey } from '../../lib/i18n.svelte.ts';
import type { PlainRoute } from '../../lib/routes.ts';
import type { IconName } from '../../lib/ui/icons.ts';

export interface Duty {
  route: PlainRoute;
  label: MessageKey;
  about: MessageKey;
  icon: IconName;
  needs: Action;
}

const duties: readonly Duty[] = [
  { route: 'people', label: 'nav.people', about: 'home.duty.people', icon: 'people', needs: 'managePeople' },
  {
    route: 'organisations',
    label: 'nav.organisations',
    about: 'home.duty.organisations',
    icon: 'tree',
    needs: 'seePeople',
  },
  { route: 'audit', label: 'nav.audit', about: 'home.duty.audit', icon: 'contents', needs: 'seeRecords' },
  { route: 'operations', label: 'nav.operations', about: 'home.duty.operations', icon: 'alert', needs: 'operate' },
];

/** Whoever audits comes for the records first, and only looks at people. */
export function dutiesFor(may: (action: Action) => boolean): Duty[] {
  const open = duties.filter(({ needs }) => may(needs));
  if (may('managePeople') || !may('seePeople')) return open;
  const audit = open.filter(({ route }) => route === 'audit');
  const rest = open.filter(({ route }) => route !== 'audit');
  return [...audit, { ...duties[0]!, about: 'home.duty.peopleSee', needs: 'seePeople' }, ...rest];
}
