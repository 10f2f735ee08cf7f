/** The places in the menu: only those that exist, and only those a role opens. Pure. */
import type { Action } from '#contracts/permissions.ts';
import type { MessageKey } from '../lib/i18n.svelte.ts';
import type { PlainRoute, RouteName } from '../lib/routes.ts';
import type { IconName } from '../lib/ui/icons.ts';

/** Learning is everybody's; administration opens by role; `own` is what there is about oneself. */
export const placeGroups = ['learning', 'administration', 'own'] as const;
export type PlaceGroup = (typeof placeGroups)[number];

export interface Place {
  route: PlainRoute;
  label: MessageKey;
  icon: IconName;
  group: PlaceGroup;
  /** one of these one must be able to do somewhere to see it in the menu; left out: everybody sees it */
  needs?: readonly Action[];
  /** pages that lie below it: there the place stays marked */
  below?: readonly RouteName[];
}

/** In the order of the menu. The first ones stand in the bar, the rest behind “More”: a new place is one line here. */
export const places: readonly Place[] = [
  { route: 'home', label: 'nav.home', icon: 'today', group: 'learning' },
  {
    route: 'courses',
    label: 'nav.courses',
    icon: 'courses',
    group: 'learning',
    below: ['course', 'learners', 'watching', 'courseChanges', 'lesson'],
  },
  {
    route: 'people',
    label: 'nav.people',
    icon: 'people',
    group: 'administration',
    needs: ['seePeople'],
    below: ['newPerson', 'person', 'importPeople', 'peopleImport'],
  },
  {
    route: 'organisations',
    label: 'nav.organisations',
    icon: 'tree',
    group: 'administration',
    needs: ['seePeople'],
    below: ['organisation'],
  },
  { route: 'tests', label: 'nav.tests', icon: 'review', group: 'learning', below: ['test', 'attemptReview'] },
  {
    route: 'authoring',
    label: 'nav.authoring',
    icon: 'pencil',
    group: 'learning',
    needs: ['authorCourses', 'manageDrafts'],
    below: [
      'draft',
      'sharedCourses',
      'sharedCourse',
      'sharedLesson',
      'upstream',
      'editLesson',
      'previewLesson',
      'courseQuiz',
    ],
  },
  {
    route: 'reviews',
    label: 'nav.reviews',
    icon: 'review',
    group: 'learning',
    needs: ['reviewCourses'],
    below: ['review', 'reviewQuestion'],
  },
  {
    route: 'questions',
    label: 'nav.questions',
    icon: 'tasks',
    group: 'learning',
    needs: ['useQuestions'],
    below: ['newQuestion', 'importQuestions', 'exportQuestions', 'question', 'sharedBanks', 'sharedFolder'],
  },
  {
    route: 'quizzes',
    label: 'nav.quizzes',
    icon: 'check',
    group: 'learning',
    needs: ['useQuestions'],
    below: ['quiz', 'previewQuiz', 'reviewQuiz'],
  },
  {
    route: 'runs',
    label: 'nav.runs',
    icon: 'clock',
    group: 'learning',
    needs: ['runQuizzes'],
    below: ['newRun', 'run'],
  },
  {
    route: 'norms',
    label: 'nav.norms',
    icon: 'scales',
    group: 'learning',
    needs: ['authorCourses', 'reviewCourses', 'manageNorms'],
    below: ['norm', 'newNorm', 'editNorm', 'importNorms'],
  },
  { route: 'audit', label: 'nav.audit', icon: 'contents', group: 'administration', needs: ['seeRecords'] },
  { route: 'operations', label: 'nav.operations', icon: 'alert', group: 'administration', needs: ['operate'] },
  { route: 'record', label: 'nav.record', icon: 'school', group: 'own' },
  {
    route: 'jobs',
    label: 'nav.jobs',
    icon: 'clock',
    group: 'own',
    needs: ['seeLearners', 'seeRecords'],
    below: ['job'],
  },
];

/** The places one may see. */
export const placesFor = (may: (action: Action) => boolean): Place[] =>
  places.filter(({ needs }) => needs === undefined || needs.some(may));

/** What stands in a bar with so many slots; if not all fit, the last slot is “More” and the rest lies behind it. */
export function arrange(seen: readonly Place[], slots: number): { bar: Place[]; more: Place[] } {
  if (seen.length <= slots) return { bar: [...seen], more: [] };
  return { bar: seen.slice(0, slots - 1), more: seen.slice(slots - 1) };
}

/** The groups of a list, in order, without empty ones. */
export function grouped(seen: readonly Place[]): { group: PlaceGroup; places: Place[] }[] {
  return placeGroups
    .map((group) => ({ group, places: seen.filter((place) => place.group === group) }))
    .filter((each) => each.places.length > 0);
}

/** Is this the page itself, or one that lies below it? */
export function ariaCurrent(place: Place, route: RouteName | undefined): 'page' | 'true' | undefined {
  if (route === place.route) return 'page';
  return route !== undefined && place.below?.includes(route) ? 'true' : undefined;
}
