/** What the card of a draft says of its original, and of a recall: of lists a few reads, of none without adopted courses fewer. */
import type { DraftCard } from '#contracts/authoring.ts';
import type { StoredCard } from '../courses/courses.reads.ts';
import { recallsFor } from '../courses/recalls.reads.ts';
import { newsOf } from '../courses/sharing.reads.ts';
import { branchOf, organisationsById } from '../identity/identity.reads.ts';
import type { StoredDraft } from './drafts.store.ts';

type Said = Pick<DraftCard, 'origin' | 'recall'>;

export async function originCards(
  given: readonly StoredDraft[],
  released: ReadonlyMap<string, StoredCard>,
): Promise<(draft: StoredDraft) => Said> {
  const ours = given.flatMap(({ id, organisationId }) => {
    const card = released.get(id);
    return card?.organisationId === organisationId ? [card] : [];
  });
  const adopted = given.filter(({ origin }) => origin);
  const [recalls, homes] = await Promise.all([
    ours.length ? recallsFor(ours) : new Map<string, never>(),
    organisationsById(adopted.flatMap(({ organisationId, origin }) => [organisationId, origin!.organisationId])),
  ]);
  const askedOf = ({ organisationId, origin }: StoredDraft) => {
    const { path } = homes.get(organisationId) ?? { path: [] };
    return { courseId: origin!.courseId, version: origin!.version, branches: path.length ? [branchOf(path)] : [] };
  };
  const newsAbout = await newsOf(adopted.map(askedOf));
  return (draft) => {
    const recall = recalls.get(draft.id) ?? null;
    if (!draft.origin) return { origin: null, recall };
    const { courseId, organisationId, version } = draft.origin;
    const news = newsAbout(askedOf(draft));
    const organisation = { id: organisationId, name: homes.get(organisationId)?.name ?? {} };
    const { newest, recall: ofOriginal, title = draft.title } = news;
    return { recall, origin: { courseId, title, organisation, version, newest, recall: ofOriginal } };
  };
}
