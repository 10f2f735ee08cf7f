/** Endpoints of whom one may add: people by name, a list read and shown before anything is written. */
import { membersMax, type cohortMembers as contract, type ListPreview } from '#contracts/cohort-members.ts';
import { holdersOf, organisation, organisationsById, peopleNamed } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { csvRows } from '../platform/csv.ts';
import type { Input } from '../platform/http.ts';
import { accessTo } from './access.ops.ts';
import { requireActive } from './cohort.ts';
import { isOpen, reachedPeople } from './joining.ops.ts';
import { isCurrent } from './member.ts';
import { addressesOf, previewed } from './member-list.ts';
import * as store from './members.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const shownMax = 20;

export async function people(ctx: Context, { params, query }: Of<'peopleToChoose'>) {
  const { cohort } = await accessTo(ctx, params.cohortId);
  const organisationId = query.organisationId ?? cohort.branchId;
  requireIn(ctx, 'manageCohorts', (await organisation(organisationId)).path);
  const { items } = await peopleNamed(organisationId, { beginning: query.q, limit: shownMax });
  const open = items.filter(isOpen);
  const [members, homes] = await Promise.all([
    store.membersById(
      params.cohortId,
      open.map(({ id }) => id),
    ),
    organisationsById([...new Set(open.flatMap(({ homeId }) => homeId ?? []))]),
  ]);
  const there = new Set(members.filter(isCurrent).map(({ personId }) => personId));
  return {
    items: open.map(({ id, givenName, familyName, homeId }) => ({
      ...{ id, givenName, familyName },
      home: homes.get(homeId ?? '')?.name ?? null,
      isMember: there.has(id),
    })),
  };
}

export async function preview(ctx: Context, { params: { cohortId }, body }: Of<'previewList'>): Promise<ListPreview> {
  const { cohort } = await accessTo(ctx, cohortId);
  requireActive(cohort);
  const lines = addressesOf(csvRows(body.text.replace(/^\uFEFF/, '')));
  const holders = await holdersOf([...new Set(lines.flatMap(({ login }) => login || []))]);
  const known = await reachedPeople([...holders.values()], ctx.person.memberships);
  const [members, there] = await Promise.all([store.membersById(cohortId, [...known.keys()]), store.countIn(cohortId)]);
  const byLogin = new Map(
    [...holders].flatMap(([login, id]) => {
      const person = known.get(id);
      return person ? [[login, person] as const] : [];
    }),
  );
  const current = new Set(members.filter(isCurrent).map(({ personId }) => personId));
  return { ...previewed(lines, byLogin, current), room: membersMax - there };
}
