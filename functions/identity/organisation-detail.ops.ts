/** What the endpoints of organisations share: find one, show it in detail, write a change with its record. */
import type { OrganisationDetail } from '#contracts/organisations.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import { newUlid } from '../platform/ids.ts';
import { isConditionFailure, type Write } from '../platform/table.ts';
import { changePut } from './changes.store.ts';
import { differences, mayThere, saysTheSame, type Placed } from './organisation.ts';
import * as store from './organisations.store.ts';

/** The organisation; `notFound` where there is none. The tree is no secret to anybody who is signed in. */
export async function found(id: string): Promise<Placed> {
  const organisation = await store.organisation(id);
  if (!organisation) throw new AppError('notFound');
  return organisation;
}

/** The organisation with the names above it and what the asker may do. */
export async function detailOf(ctx: Context, organisation: Placed): Promise<OrganisationDetail> {
  const above = new Map(
    (await store.organisations(organisation.path.slice(0, -1))).map(({ id, name }) => [id, { id, name }]),
  );
  return {
    ...organisation,
    ...mayThere(ctx.person.memberships, organisation),
    ancestors: organisation.path.flatMap((id) => above.get(id) ?? []),
  };
}

type ChangeType = 'Created' | 'Changed' | 'Moved' | 'Closed' | 'Opened';

/** The fact and what it changed, under one id. */
export function factOf(
  ctx: Context,
  { before, after }: { before: Placed | undefined; after: Placed },
  type: `identity.organisation${ChangeType}` | 'identity.logoChanged',
) {
  const id = newUlid(ctx.now);
  const about = { type, subjectId: after.id, actorId: ctx.person.id };
  const data = { revision: after.revision };
  const values = differences(before, after);
  return {
    record: { id, kind: 'fact' as const, ...about, data },
    change: changePut({ recordId: id, ...about, address: ctx.address, ...values }, ctx.now),
  };
}

/**
 * Makes a change that was asked for on a base revision. What says already what was asked is answered as it is;
 * `conflict` where somebody changed it in the meantime.
 */
export async function change(
  ctx: Context,
  asked: { id: string; revision: number; type: Parameters<typeof factOf>[2] },
  make: (present: Placed) => Placed | Promise<Placed>,
  more: (after: Placed) => Write[] = () => [],
): Promise<OrganisationDetail> {
  const before = await found(asked.id);
  const after = await make(before);
  if (saysTheSame(before, after) && before.revision >= asked.revision) return detailOf(ctx, before);
  if (before.revision !== asked.revision) throw new AppError('conflict');
  const { record, change: changed } = factOf(ctx, { before, after }, asked.type);
  try {
    await store.changeOrganisation(before, after, record, ctx.now, changed, ...more(after));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // the same request at the same moment: it is made
    const present = await found(asked.id);
    if (!saysTheSame(present, await make(present))) throw new AppError('conflict');
    return detailOf(ctx, present);
  }
  return detailOf(ctx, after);
}
