/** What other rooms, and the courses room itself, may ask about sharing, adoption and recall. */
import type { Recall } from '#contracts/recall.ts';
import type { Localised } from '#contracts/common.ts';
import { contentOf } from './candidate.ts';
import * as store from './courses.store.ts';
import { manifestOfVersion } from './courses.reads.ts';
import type { Manifest } from './manifest.ts';
import { recallOf, type Recalls } from './recall.ts';
import { recallsOf } from './recalls.store.ts';
import { isSharedWith } from './sharing.ts';
import * as shared from './sharing.store.ts';

export { distinctSpans, type OriginLink, type Span } from './recall.ts';
export { recallFor } from './recalls.reads.ts';
export { adoptionsOf, type StoredAdoption } from './sharing.store.ts';

export interface Shared {
  card: store.StoredCard;
  manifest: Manifest;
}

/** A course that is shared with one of these academies or regions, in its newest version; undefined else. */
export async function sharedCourse(courseId: string, branches: readonly string[]): Promise<Shared | undefined> {
  const [sharing, card] = await Promise.all([shared.sharingNow(courseId), store.card(courseId)]);
  if (!card || card.retired || branches.includes(card.branchId) || !isSharedWith(sharing, branches)) return undefined;
  return { card, manifest: await manifestOfVersion(courseId, card.version) };
}

/** Hashes of what a copy has of its original in these versions: it is kept once, and counted where it was written. */
export async function contentOfOriginal(courseId: string, versions: readonly number[]): Promise<Set<string>> {
  const found = await Promise.all([...new Set(versions)].map((version) => manifestOfVersion(courseId, version)));
  return new Set(found.flatMap((each) => [...contentOf(each)]));
}

/** What an adopter is told of the original. */
export interface OriginNews {
  /** the newest version that may be taken over; null where there is none any more: no longer shared, retired */
  newest: number | null;
  releasedAt: string | null;
  title: Localised | undefined;
  organisationId: string | undefined;
  /** of the version that was taken over last */
  recall: Recall | null;
}

interface Adopted {
  courseId: string;
  version: number;
  /** academy or region of the copy, or all that may be */
  branches: readonly string[];
}

/** News of the originals of some copies, by the original’s id and version. */
export async function newsOf(adopted: readonly Adopted[]): Promise<(one: Adopted) => OriginNews> {
  const ids = adopted.map(({ courseId }) => courseId);
  if (!ids.length) return () => nothing;
  const [cards, sharings, recalls] = await Promise.all([store.cards(ids), shared.sharingsOf(ids), recallsOf(ids)]);
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  const sharingOf = new Map(sharings.map((each) => [each.courseId, each]));
  const recallsOfCourse = new Map(recalls.map(({ courseId, versions }): [string, Recalls] => [courseId, versions]));
  return ({ courseId, version, branches }) => {
    const card = cardOf.get(courseId);
    const isOpen = card && !card.retired && !card.recalled && isSharedWith(sharingOf.get(courseId), branches);
    const recall = recallOf({ id: courseId, version }, recallsOfCourse);
    return {
      newest: isOpen ? card.version : null,
      releasedAt: isOpen ? card.releasedAt : null,
      title: card?.title,
      organisationId: card?.organisationId,
      recall: recall && { ...recall, ofOrigin: true },
    };
  };
}

const nothing: OriginNews = {
  newest: null,
  releasedAt: null,
  title: undefined,
  organisationId: undefined,
  recall: null,
};
