/** Releasing the next version of a course: what reviewers approved, wherever it came from. */
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { isConditionFailure, type Write } from '../platform/table.ts';
import { manifestOfVersion } from './courses.reads.ts';
import * as store from './courses.store.ts';
import { cardOf, type Manifest } from './manifest.ts';
import { usageWrites, type Addition } from './usage.store.ts';

const attemptsMax = 5;

/** Where a version comes from. */
export interface Source {
  courseId: string;
  organisationId: string;
  /** review that asks for it */
  id: string;
  actorId: string;
  /** what the fact says beside the version */
  data?: Record<string, string>;
  manifest(at: { version: number; before: Manifest | undefined }): Manifest;
  /** what the version adds to its branch; throws where there is no room */
  addition(branchId: string, manifest: Manifest, before: Manifest | undefined): Promise<Addition>;
  /** written with the release; fails its condition where this has been released already */
  end(version: number): Write[];
  isReleased(): Promise<boolean>;
}

/** Releases it once; again where another release of the course came between. */
export async function release(source: Source, now: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await releaseNext(source, now);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      // delivered twice at the same moment: the other delivery has released it
      if (await source.isReleased()) return;
      if (attempt === attemptsMax) throw error;
    }
  }
}

async function releaseNext(source: Source, now: number): Promise<void> {
  const { courseId, organisationId } = source;
  // as it stands now: a unit may have moved since it was asked for
  const branchId = branchOf((await organisation(organisationId)).path);
  const existing = await store.cardNow(courseId);
  // two academies may announce the same id before either has released it
  if (existing && existing.organisationId !== organisationId) throw new AppError('idTaken');
  const version = (existing?.version ?? 0) + 1;
  const before = await manifestNow(existing);
  const manifest = source.manifest({ version, before });
  const manifestHash = await putContent(JSON.stringify(manifest), 'application/json');
  const record = {
    kind: 'fact',
    type: 'courses.released',
    subjectId: courseId,
    actorId: source.actorId,
    objectId: organisationId,
    data: { version, ...source.data },
  } as const;
  await store.putRelease(
    {
      card: { ...cardOf(manifest), organisationId, branchId, audience: manifest.audience },
      before: existing,
      manifestHash,
      whatChanged: manifest.whatChanged,
      by: source.id,
      record,
      // counted again: another release may have taken the room
      more: [...source.end(version), ...usageWrites(await source.addition(branchId, manifest, before))],
    },
    now,
  );
}

/** The newest version, if there is one. */
const manifestNow = async (card: store.StoredCard | undefined): Promise<Manifest | undefined> =>
  card && manifestOfVersion(card.id, card.version);
