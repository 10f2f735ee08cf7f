/** Rules of what an import brings: what the draft says of itself from then on, and whether it is anything new. Pure. */
import type { Manifest } from '../courses/courses.reads.ts';
import { canonical, type Draft } from './draft.ts';
import { withMadeFrom } from './made-from.ts';

/** A draft that begins with an import: it is under review. */
export const draftOfImport = (
  { courseId: id, organisationId, title, languages, audience, summary, outcomes, topics, competences = [] }: Manifest,
  { reviewId, version, at }: { reviewId: string; version: number | undefined; at: string },
): Draft => ({
  head: {
    ...{ id, organisationId, title, languages, audience, state: 'inReview', reviewId, submittedAt: at },
    ...(version === undefined ? {} : { version }),
    ...{ archived: false, revision: 0, outlineRevision: 0, teamRevision: 0, createdAt: at, changedAt: at },
  },
  text: withMadeFrom({ id, summary, outcomes, topics, competences }, { title, languages }),
});

/** Are pictures and files what is known of the course already? (Texts, outline and films are compared by themselves.) */
export function saysTheSame(candidate: Shown, known: Shown): boolean {
  const hashes = (all: Record<string, { sha256: string }> = {}) =>
    Object.fromEntries(Object.entries(all).map(([name, { sha256 }]) => [name, sha256]));
  return (
    canonical([hashes(candidate.pictures), hashes(candidate.files)]) ===
    canonical([hashes(known.pictures), hashes(known.files)])
  );
}
type Shown = Pick<Manifest, 'pictures' | 'files'>;
