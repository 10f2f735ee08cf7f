/** Endpoints: with whom a course is shared for adoption. Said by its authors, or by who answers for the academy's drafts. */
import { AppError } from '#contracts/errors.ts';
import type { draftSharing as contract } from '#contracts/sharing.ts';
import { adoptionsOf } from '../courses/sharing.reads.ts';
import { branchOf, organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo, type Access } from './access.ops.ts';
import { namesOf } from './names.ops.ts';
import { sharingOf, sharingPut, type StoredSharing } from './sharing.store.ts';
import { mayArchive } from './team.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const sharingHandlers: Handlers<typeof contract> = { courseSharing: sharing, shareCourse: share };

/** As putting it away: the team that writes it, and who answers for the academy's drafts. */
const mayShare = (access: Access): boolean => mayArchive(access);

async function sharing(ctx: Context, { params: { courseId } }: Of<'courseSharing'>) {
  const access = await accessTo(ctx, courseId);
  const [said, adoptions] = await Promise.all([sharingOf(courseId), adoptionsOf(courseId)]);
  const ids = [...(said?.organisationIds ?? []), ...adoptions.map(({ organisationId }) => organisationId)];
  const [organisations, nameOf] = await Promise.all([organisationsById(ids), namesOf(said ? [said.by] : [])]);
  const named = (id: string) => ({ id, name: organisations.get(id)?.name ?? {} });
  return {
    with: said?.with ?? ('nobody' as const),
    organisations: (said?.organisationIds ?? []).filter((id) => organisations.has(id)).map(named),
    revision: said?.revision ?? 0,
    changedAt: said?.at ?? null,
    changedBy: said ? nameOf(said.by) : null,
    mayChange: mayShare(access),
    adopters: adoptions
      .filter(({ organisationId }) => organisations.has(organisationId))
      .map(({ organisationId, version, at }) => ({ organisation: named(organisationId), version, at }))
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

async function share(ctx: Context, { params: { courseId }, body }: Of<'shareCourse'>) {
  const access = await accessTo(ctx, courseId);
  if (!mayShare(access)) throw new AppError('notAllowed');
  const organisationIds = body.with === 'listed' ? [...body.organisationIds].sort() : [];
  await requireBranches(organisationIds, access);
  const before = await sharingOf(courseId);
  if (says(before, body.with, organisationIds)) return { revision: before?.revision ?? 0 };
  if ((before?.revision ?? 0) !== body.revision) throw new AppError('conflict');
  const revision = body.revision + 1;
  const said: StoredSharing = {
    ...{ courseId, with: body.with, organisationIds, revision },
    ...{ by: ctx.person.id, at: new Date(ctx.now).toISOString() },
  };
  const data = { with: body.with, organisations: organisationIds.join(' '), revision };
  const fact = { kind: 'fact', type: 'authoring.shared', subjectId: courseId, data } as const;
  const record = recordPut({ ...fact, actorId: ctx.person.id, objectId: access.draft.organisationId }, ctx.now);
  try {
    await transact(sharingPut(said), record);
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
  return { revision };
}

const says = (known: StoredSharing | undefined, who: StoredSharing['with'], ids: readonly string[]): boolean =>
  (known?.with ?? 'nobody') === who && (known?.organisationIds ?? []).join() === ids.join();

/** Academies and regions, and not one's own: a unit reads with the one above it. */
async function requireBranches(ids: readonly string[], { path }: Access): Promise<void> {
  const found = await organisationsById(ids);
  const isOther = (id: string) => {
    const place = found.get(id);
    return place !== undefined && branchOf(place.path) === id && id !== branchOf(path);
  };
  if (!ids.every(isOther)) throw new AppError('invalid', { field: 'body.organisationIds', reason: 'branch' });
}
