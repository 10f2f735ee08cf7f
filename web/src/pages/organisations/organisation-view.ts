/** How organisations are shown and filled in: names in four languages, room for courses. Pure. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { OrganisationDetail } from '#contracts/organisations.ts';

export type Names = Record<Language, string>;
export type View = 'below' | 'roles' | 'settings';

/** The views somebody has of an organisation; nothing stands below a unit. */
export function viewsOf(detail: Pick<OrganisationDetail, 'kind' | 'maySeePeople' | 'mayChange'>): View[] {
  const all: [View, boolean][] = [
    ['below', detail.kind !== 'unit'],
    ['roles', detail.maySeePeople],
    ['settings', detail.mayChange],
  ];
  return all.filter(([, open]) => open).map(([view]) => view);
}

export const namesOf = (name: Localised): Names =>
  Object.fromEntries(languages.map((language) => [language, name[language] ?? ''])) as Names;

/** What was filled in; undefined if there is no name at all. */
export function localisedOf(names: Names): Localised | undefined {
  const filled = languages.map((language) => [language, names[language].trim().replace(/\s+/g, ' ')] as const);
  const given = filled.filter(([, text]) => text !== '');
  return given.length > 0 ? (Object.fromEntries(given) as Localised) : undefined;
}

/** Gigabytes as people write them, `1,5` too; undefined where it is no such number, null for none. */
export function quotaBytes(typed: string): number | null | undefined {
  const text = typed.trim().replace(/\s/g, '').replace(',', '.');
  if (text === '') return null;
  const gigabytes = Number(text);
  const most = (100 * 1024 ** 4) / 1e9;
  return Number.isFinite(gigabytes) && gigabytes >= 0 && gigabytes <= most ? Math.round(gigabytes * 1e9) : undefined;
}
export const quotaText = (bytes: number | null): string =>
  bytes === null ? '' : String(Math.round(bytes / 1e7) / 100);

/** Width and height of a picture that fits into a square, and where it begins; nothing is enlarged. */
export function fitInto(width: number, height: number, side: number) {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return { width: w, height: h, left: Math.round((side - w) / 2), top: Math.round((side - h) / 2) };
}
