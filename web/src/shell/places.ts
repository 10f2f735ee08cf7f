/** The places in the menu: only those that exist. */
import type { MessageKey } from '../lib/i18n.svelte.ts';
import type { RouteName } from '../lib/routes.ts';
import type { IconName } from '../lib/ui/icons.ts';

export interface Place {
  route: 'home' | 'courses';
  label: MessageKey;
  icon: IconName;
}

export const places: readonly Place[] = [
  { route: 'home', label: 'nav.home', icon: 'today' },
  { route: 'courses', label: 'nav.courses', icon: 'courses' },
];

/** Is this the page itself, or one that lies below it? */
export function ariaCurrent(place: Place, route: RouteName | undefined): 'page' | 'true' | undefined {
  if (route === place.route) return 'page';
  const below: readonly (RouteName | undefined)[] = ['course', 'learners', 'lesson'];
  return place.route === 'courses' && below.includes(route) ? 'true' : undefined;
}
