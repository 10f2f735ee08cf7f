/** Endpoints of people: lists, one person, creating and changing them, what was changed about them. */
import { isDeepStrictEqual } from 'node:util';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail, PersonRow } from '#contracts/people.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import type { Person } from '../platform/session.ts';
import { cancellationReasons, isConditionFailure, transact, type Write } from '../platform/table.ts';
import { changesOf, type StoredChange } from './changes.store.ts';
import { invitationDelete, invitationRequest } from './invitations.store.ts';
import { changedCookie, freshFor } from './fresh-reads.ts';
import { fits, fitsWrites, homeAfter, inOrder, listedIn } from './membership.ts';
import { mayGrant, requireOpen } from './organisation.ts';
import { found } from './organisation-detail.ops.ts';
import { peoplePage } from './people-cards.store.ts';
import * as people from './people.store.ts';
import { accountSignal, codeOf, factWrites, makeChange, placeGuard, type Guard } from './person-change.ops.ts';
import {
  detailOf,
  isVisible,
  managedPerson,
  namesOf,
  placesBeside,
  placesOf,
  rowOf,
  visiblePerson,
} from './person-view.ops.ts';
import type { Places } from './person-view.ops.ts';
import { personCreation } from './person-writes.ops.ts';
import { changedCard, isChanged, visibleValues } from './person.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const peopleHandlers: Pick<
  Handlers<typeof contract>,
  'listPeople' | 'person' | 'createPerson' | 'changePerson' | 'personChanges'
> = {
  listPeople: list,
  person: async (ctx, { params }) => detailOf(ctx, (await visiblePerson(ctx, params.personId))[0]),
  createPerson: create,
  changePerson: change,
  personChanges: changes,
};

/** English has no list of its own: names are written in Cyrillic. */
const alphabetOf = (language: Language) => (language === 'en' ? 'ru' : language);

async function list(ctx: Context, input: Of<'listPeople'>): Promise<{ items: PersonRow[]; next: string | null }> {
  const { query } = input;
  const { organisationId, q = '', language = ctx.person.locale } = query;
  const organisation = await found(organisationId);
  requireIn(ctx, 'seePeople', organisation.path);
  if (q.includes('@')) return { items: await withLogin(ctx, organisationId, q), next: null };
  const scope = JSON.stringify(['people', organisationId, q, language, ctx.person.id]);
  const from = await openCursor(query.cursor, scope, ctx.now);
  const fresh = freshFor(input);
  const wanted = { alphabet: alphabetOf(language), beginning: q, ...fresh };
  const { ids, lastKey } = await peoplePage(organisationId, wanted, from);
  const stored = await people.people(ids, fresh);
  const byId = new Map(stored.map((one) => [one.id, one]));
  const tree = await placesBeside(organisation, stored, fresh);
  const shown = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []).filter(belongTo(organisationId, tree));
  return { items: shown.map((one) => rowOf(ctx, one, tree)), next: await sealCursor(lastKey, scope, ctx.now) };
}

/** A card may be older than the person, by the moment an index lags behind. */
const belongTo = (organisationId: string, tree: Places) => (person: Person) =>
  listedIn(person, tree).includes(organisationId);

async function withLogin(ctx: Context, organisationId: string, login: string): Promise<PersonRow[]> {
  const person = await people.personByLogin(login.trim().toLowerCase());
  if (!person) return [];
  const tree = await placesOf([person]);
  return belongTo(organisationId, tree)(person) ? [rowOf(ctx, person, tree)] : [];
}

async function create(ctx: Context, { body }: Of<'createPerson'>): Promise<{ id: string }> {
  const { invite, ...card } = body;
  const held = card.memberships.map(({ organisationId, roles }) => ({ organisationId, roles: inOrder(roles) }));
  const person: Person = {
    ...card,
    memberships: held,
    homeId: homeAfter(held, undefined),
    disabled: false,
    revision: 0,
    createdAt: new Date(ctx.now).toISOString(),
  };
  const tree = await placesOf([person]);
  requireGrants(ctx, person, tree);
  const writes = [
    ...creationOf(ctx, person, tree),
    ...(invite ? invitationRequest(person.id, ctx.person.id, ctx.now) : []),
  ];
  const places = held.flatMap(({ organisationId }) => tree.get(organisationId) ?? []);
  const guards = places.map((place) => placeGuard(place, true));
  if (!fits(person, tree) || !fitsWrites(writes.length + guards.length)) throw new AppError('tooManyMemberships');
  try {
    await transact(...writes, ...guards.map((guard) => guard.write));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const failed = cancellationReasons(error).map((reason) => reason === 'ConditionalCheckFailed');
    await requireSame(person, { failed, guard: guards.find((_, index) => failed[writes.length + index]) });
  }
  ctx.setCookie(changedCookie);
  return { id: person.id };
}

function requireGrants(ctx: Context, person: Person, tree: Places): void {
  for (const { organisationId, roles } of person.memberships) {
    const organisation = tree.get(organisationId);
    if (!organisation) throw new AppError('notFound');
    if (!mayGrant(ctx.person.memberships, roles, organisation.path)) throw new AppError('notAllowed');
    requireOpen(organisation);
  }
}

/** The writes that make a person, with the fact and the change. */
export function creationOf(ctx: Context, person: Person, tree: Places): Write[] {
  const by = { actorId: ctx.person.id, at: person.createdAt };
  // which roles, by organisation: what was held on a day can be told from the records alone
  const data = Object.fromEntries(
    person.memberships.map(({ organisationId, roles }) => [organisationId, roles.join(',')]),
  );
  return [
    ...personCreation(person, tree, by),
    ...factWrites(ctx, undefined, person, {
      type: 'identity.personCreated',
      data,
      ...(person.homeId ? { objectId: person.homeId } : {}),
    }),
  ];
}

/** Is this the request that made the person, sent once more? Language and time zone may have been changed since. */
async function requireSame(created: Person, { failed, guard }: { failed: boolean[]; guard: Guard | undefined }) {
  const [idTaken, loginTaken] = failed;
  if (!idTaken) throw new AppError(loginTaken || !guard ? 'loginTaken' : await codeOf(guard));
  const existing = await people.person(created.id);
  const parts = ({ login, givenName, familyName, memberships }: Person) => [login, givenName, familyName, memberships];
  if (!existing || !isDeepStrictEqual(parts(existing), parts(created))) throw new AppError('idTaken');
}

async function change(ctx: Context, { params, body }: Of<'changePerson'>): Promise<PersonDetail> {
  const [before, tree] = await managedPerson(ctx, params.personId);
  const isMade = (present: Person) => isChanged(present, body);
  if (isMade(before)) return detailOf(ctx, before);
  if (body.revision !== before.revision) throw new AppError('conflict');
  const after = changedCard(before, body);
  const readdressed = after.login !== before.login;
  // once somebody has signed in, the address is theirs at the user pool
  if (readdressed && before.activeAt !== undefined) throw new AppError('loginInUse');
  return makeChange(ctx, {
    before,
    after,
    tree,
    isMade,
    fact: { type: 'identity.personChanged' },
    // an invitation on its way to the old address must not let anybody in
    ...(readdressed ? { records: [accountSignal({ formerLogin: true })], writes: [invitationDelete(before.id)] } : {}),
  });
}

async function changes(ctx: Context, { params, query }: Of<'personChanges'>) {
  const [person] = await visiblePerson(ctx, params.personId);
  const scope = `changes ${person.id} ${ctx.person.id}`;
  const { items, lastKey } = await changesOf(person.id, await openCursor(query.cursor, scope, ctx.now));
  const names = await namesOf(items.map((one) => one.actorId));
  const tree = await placesOf([], ...items.flatMap(organisationsIn));
  const visible = (organisationId: string) => isVisible(ctx, tree, organisationId);
  const shown = items
    .filter((one) => concerns(one, visible))
    .map(({ recordId, at, type, actorId, address, before, after }) => ({
      id: recordId,
      at,
      type,
      actor: names.get(actorId) ?? null,
      address: address ?? null,
      before: visibleValues(before, visible),
      after: visibleValues(after, visible),
    }));
  return { items: shown, next: await sealCursor(lastKey, scope, ctx.now) };
}

/** A change of roles elsewhere is none of the asker's business. */
function concerns({ before, after }: StoredChange, visible: (organisationId: string) => boolean): boolean {
  const values = { ...before, ...after };
  return Object.keys(values).length === 0 || Object.keys(visibleValues(values, visible)).length > 0;
}

const organisationsIn = ({ before, after }: StoredChange): string[] =>
  Object.keys({ ...before, ...after }).flatMap((field) => /^roles\.(org_.+)$/.exec(field)?.[1] ?? []);
