import type { MessageKey } from '../i18n.svelte.ts';
import type { RouteName } from '../routes.ts';

/** A page of a cohort, and what it is called in the row of its tabs. */
export interface Tab {
  route: RouteName;
  label: MessageKey;
}
