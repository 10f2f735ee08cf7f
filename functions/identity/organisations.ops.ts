/** Endpoints of organisations: the tree, settings, closing; picture, move and roles stand in files of their own. */
import type { organisations } from '#contracts/organisations.ts';
import { AppError } from '#contracts/errors.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { cancellationReasons, isConditionFailure } from '../platform/table.ts';
import { mayThere, placeBelow, requireOpen, saysTheSame, withSettings, type Placed } from './organisation.ts';
import { change, detailOf, factOf, found } from './organisation-detail.ops.ts';
import { getLogo, setLogo } from './organisation-logo.ops.ts';
import { moveOrganisation } from './organisation-move.ops.ts';
import { organisationRoles } from './organisation-roles.ops.ts';
import * as store from './organisations.store.ts';
import { hasPeople } from './people-cards.store.ts';

type Of<Name extends keyof typeof organisations> = Input<(typeof organisations)[Name]>;

export const organisationHandlers: Handlers<typeof organisations> = {
  listOrganisations: list,
  organisation: async (ctx, { params }) => detailOf(ctx, await found(params.organisationId)),
  createOrganisation: create,
  changeOrganisation: changeSettings,
  closeOrganisation: close,
  setLogo,
  logo: getLogo,
  moveOrganisation,
  organisationRoles,
};

async function list(ctx: Context, { query }: Of<'listOrganisations'>) {
  const parentId = query.parentId ?? 'root';
  const listing = { language: query.language ?? ctx.person.locale, q: query.q, closed: query.closed === 'true' };
  const scope = `organisations ${parentId} ${JSON.stringify(listing)} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await store.organisationsBelow(parentId, from, listing);
  return { items, next: await sealCursor(lastKey, scope, ctx.now) };
}

async function create(ctx: Context, { body }: Of<'createOrganisation'>): Promise<Placed> {
  const parent = await found(body.parentId);
  requireIn(ctx, 'manageOrganisations', parent.path);
  const created = placeBelow(parent, body);
  const { record, change: made } = factOf(ctx, { before: undefined, after: created }, 'identity.organisationCreated');
  try {
    await store.putOrganisation(created, record, ctx.now, made);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const [idTaken] = cancellationReasons(error);
    if (idTaken === 'None') throw new AppError('organisationClosed');
    const existing = await store.organisation(created.id);
    if (!existing || !saysTheSame(existing, created)) throw new AppError('idTaken');
    return existing;
  }
  return created;
}

function changeSettings(ctx: Context, { params, body }: Of<'changeOrganisation'>) {
  const { revision, ...settings } = body;
  return change(ctx, { id: params.organisationId, revision, type: 'identity.organisationChanged' }, (present) => {
    requireIn(ctx, 'manageOrganisations', present.path);
    const { maySetQuota } = mayThere(ctx.person.memberships, present);
    if (settings.storageQuotaBytes !== undefined && !maySetQuota) throw new AppError('notAllowed');
    requireOpen(present);
    return withSettings(present, settings);
  });
}

function close(ctx: Context, { params, body: { closed, revision } }: Of<'closeOrganisation'>) {
  const type = closed ? 'identity.organisationClosed' : 'identity.organisationOpened';
  return change(ctx, { id: params.organisationId, revision, type }, async (present) => {
    if (!mayThere(ctx.person.memberships, present).mayMove) throw new AppError('notAllowed');
    if (closed === (present.closedAt !== null)) return present;
    if (closed) await requireEmpty(present.id);
    else await requireOpenAbove(present);
    return { ...present, closedAt: closed ? new Date(ctx.now).toISOString() : null, revision: present.revision + 1 };
  });
}

/** Two questions to the table, of one line each: is there an open organisation below, does anybody belong there? */
async function requireEmpty(id: string): Promise<void> {
  const [below, somebody] = await Promise.all([store.hasOpenBelow(id), hasPeople(id)]);
  if (below || somebody) throw new AppError('organisationNotEmpty', { reason: below ? 'organisations' : 'people' });
}

async function requireOpenAbove({ parentId }: Placed): Promise<void> {
  if (parentId !== null) requireOpen(await found(parentId));
}
