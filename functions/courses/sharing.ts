/** Rules of sharing: on whose shelves a course stands, who may take it from there, what a search finds. Pure. */
import { collationKey } from '#contracts/collation.ts';
import type { Language } from '#contracts/common.ts';
import type { SharedWith } from '#contracts/sharing.ts';
import type { cardOf } from './manifest.ts';

/** What the shared catalogue shows of a course, and is searched by. */
export type Offer = Omit<ReturnType<typeof cardOf>, 'origin'> & {
  organisationId: string;
  branchId: string;
  competences: string[];
};

interface Decided {
  with: SharedWith;
  organisationIds: string[];
}

/** The shelves: one for all, or one for each academy listed; none while there is nothing to take. */
export function audiencesOf(sharing: Decided, card: { retired?: unknown; recalled?: unknown } | undefined): string[] {
  if (!card || card.retired || card.recalled) return [];
  if (sharing.with === 'all') return ['all'];
  return sharing.with === 'listed' ? sharing.organisationIds : [];
}

/** Is the course shared with one of these academies or regions? */
export const isSharedWith = (sharing: Decided | undefined, branches: readonly string[]): boolean =>
  sharing?.with === 'all' ||
  (sharing?.with === 'listed' && sharing.organisationIds.some((each) => branches.includes(each)));

export interface Wanted {
  q?: string | undefined;
  language?: Language | undefined;
  topic?: string | undefined;
  competence?: string | undefined;
  organisation?: string | undefined;
}

/** Does a course fit what somebody looks for? Words are looked for by their beginnings, in any language. */
export function fits(offer: Offer, wanted: Wanted): boolean {
  if (wanted.language && !offer.languages.includes(wanted.language)) return false;
  if (wanted.organisation && offer.organisationId !== wanted.organisation) return false;
  if (wanted.competence && !offer.competences.includes(wanted.competence)) return false;
  const topic = wanted.topic && fold(wanted.topic);
  if (topic && !offer.topics.some((each) => fold(each) === topic)) return false;
  const said = [...Object.values(offer.title), ...Object.values(offer.summary), ...offer.topics];
  const known = said.flatMap((text) => words(text ?? ''));
  return words(wanted.q ?? '').every((word) => known.some((each) => each.startsWith(word)));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}ʼ'’]+/gu) ?? [];

/** By title, in the first language of each. */
export const byOfferTitle = <O extends Pick<Offer, 'title' | 'languages'>>(offers: readonly O[]): O[] => {
  const keyOf = ({ title, languages: [first] }: O) => collationKey(title[first!] ?? '', first!);
  return [...offers].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};
