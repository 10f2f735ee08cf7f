/** Endpoints of merging: two records of one human become one; the duplicate's learning follows by reactions. */
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail } from '#contracts/people.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { fits, homeAfter, mayManage, united } from './membership.ts';
import { membershipsOf } from './memberships.store.ts';
import { accountSignal, factWrites, makeChange } from './person-change.ops.ts';
import { detailOf, placesOf, rowOf, visiblePerson, type Places } from './person-view.ops.ts';
import { personUpdate } from './person-writes.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const mergeHandlers: Pick<Handlers<typeof contract>, 'previewMerge' | 'mergePeople'> = {
  previewMerge: preview,
  mergePeople: merge,
};

async function preview(ctx: Context, { params, query }: Of<'previewMerge'>) {
  const { kept, duplicate, tree } = await bothOf(ctx, params.personId, query.duplicateId);
  return {
    kept: rowOf(ctx, kept, tree),
    duplicate: rowOf(ctx, duplicate, tree),
    memberships: rowOf(ctx, keptAfter(kept, duplicate), tree).memberships,
    keptRevision: kept.revision,
    duplicateRevision: duplicate.revision,
  };
}

async function merge(ctx: Context, { params, body }: Of<'mergePeople'>): Promise<PersonDetail> {
  const [present] = await visiblePerson(ctx, params.personId);
  if (present.mergedFrom?.includes(body.duplicateId)) return detailOf(ctx, present);
  const { kept, duplicate, tree } = await bothOf(ctx, params.personId, body.duplicateId);
  if (kept.revision !== body.revision || duplicate.revision !== body.duplicateRevision) throw new AppError('conflict');
  const after = keptAfter(kept, duplicate);
  if (!fits(after, tree)) throw new AppError('tooManyMemberships');
  const gone = duplicateAfter(kept, duplicate, ctx.now);
  const fact = { type: 'identity.peopleMerged', objectId: duplicate.id };
  return makeChange(ctx, {
    before: kept,
    after,
    tree,
    fact,
    writes: await duplicateWrites(ctx, duplicate, gone, tree),
    isMade: (one) => one.mergedFrom?.includes(duplicate.id) ?? false,
  });
}

/** Both must be the asker's to manage; neither is the asker as a duplicate, merged or erased. */
async function bothOf(ctx: Context, keptId: string, duplicateId: string) {
  const [[kept], [duplicate]] = await Promise.all([visiblePerson(ctx, keptId), visiblePerson(ctx, duplicateId)]);
  const over = [kept, duplicate].some((one) => one.mergedInto !== undefined || one.erasedAt !== undefined);
  if (over || keptId === duplicateId || duplicateId === ctx.person.id) throw new AppError('mergeImpossible');
  const tree = await placesOf([kept, duplicate]);
  const both = [kept, duplicate].every((one) => mayManage(ctx.person.memberships, one, tree));
  if (!both) throw new AppError('notAllowed');
  return { kept, duplicate, tree };
}

function keptAfter(kept: Person, duplicate: Person): Person {
  const memberships = united(kept.memberships, duplicate.memberships);
  return {
    ...kept,
    memberships,
    homeId: homeAfter(memberships, kept.homeId),
    mergedFrom: [...(kept.mergedFrom ?? []), duplicate.id],
    revision: kept.revision + 1,
  };
}

const duplicateAfter = (kept: Person, duplicate: Person, now: number): Person => ({
  ...duplicate,
  memberships: [],
  disabled: true,
  disabledAt: duplicate.disabledAt ?? new Date(now).toISOString(),
  signedOutAt: now,
  mergedInto: kept.id,
  revision: duplicate.revision + 1,
});

async function duplicateWrites(ctx: Context, before: Person, after: Person, tree: Places) {
  const by = { actorId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const about = { subjectId: before.id, actorId: ctx.person.id };
  return [
    ...personUpdate({ before, after, tree, held: await membershipsOf(before.id), by }),
    ...factWrites(ctx, before, after, { type: 'identity.mergedInto', objectId: after.mergedInto! }),
    recordPut({ ...accountSignal({ disabled: true }), ...about }, ctx.now),
  ];
}
