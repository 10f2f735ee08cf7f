/** Endpoints of drafts: beginning one, lists, what a course says of itself. */
import type { authoring as contract, Draft, DraftCard } from '#contracts/authoring.ts';
import { AppError } from '#contracts/errors.ts';
import { cardsById } from '../courses/courses.reads.ts';
import { organisation, organisationsById, requireOpen } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessTo, countsInTeam, type Access } from './access.ops.ts';
import { beganSo, byChange, changedDraft, newDraft, requireOrigin, type Draft as Changed } from './draft.ts';
import { cardsOf, draftView } from './draft-view.ops.ts';
import * as store from './drafts.store.ts';
import { mayMake } from './team.ts';
import { coursesOf, memberOf, memberPut, type StoredMember } from './team.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const draftHandlers: Pick<
  Handlers<typeof contract>,
  'createDraft' | 'ownDrafts' | 'organisationDrafts' | 'draft' | 'changeDraft'
> = {
  createDraft: create,
  ownDrafts: own,
  organisationDrafts: ofOrganisation,
  draft: async (ctx, { params }) => draftView(await accessTo(ctx, params.courseId)),
  changeDraft: change,
};

async function create(ctx: Context, { body }: Of<'createDraft'>): Promise<Draft> {
  const home = await organisation(body.organisationId);
  requireIn(ctx, 'authorCourses', home.path);
  requireOpen(home);
  if ((await cardsById([body.id])).size) return begun(ctx, body);
  const at = new Date(ctx.now).toISOString();
  const { head, text } = newDraft(body, at);
  const owner: StoredMember = { courseId: head.id, personId: ctx.person.id, role: 'owner', since: at };
  const writes = [
    ...store.draftPuts(head, text),
    memberPut(owner),
    recordPut(fact(ctx, head, 'authoring.drafted'), ctx.now),
  ];
  try {
    await transact(...writes);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return begun(ctx, body);
  }
  const access: Access = { draft: head, path: home.path, role: 'owner', isManager: false };
  return draftView(access, { about: text, outline: { modules: [], lessons: [] }, team: [owner] });
}

/** The draft that this request began before; `idTaken` where it was another. */
async function begun(ctx: Context, body: Of<'createDraft'>['body']): Promise<Draft> {
  const access = await accessTo(ctx, body.id).catch(() => undefined);
  if (access?.role !== 'owner' || !beganSo(access.draft, body)) throw new AppError('idTaken');
  return draftView(access);
}

const fact = (ctx: Context, { id, organisationId }: store.StoredDraft, type: string): NewRecord => ({
  ...{ kind: 'fact', type, subjectId: id, actorId: ctx.person.id, objectId: organisationId },
});

const pageSize = 30;

/** The order changes with every word that is written: a page goes on behind the last one shown, by moment and id. */
async function own(ctx: Context, { query }: Of<'ownDrafts'>): Promise<{ items: DraftCard[]; next: string | null }> {
  const scope = `drafts ${ctx.person.id}`;
  const from = (await openCursor(query.cursor, scope, ctx.now)) as { changedAt: string; id: string } | undefined;
  const places = new Map((await coursesOf(ctx.person.id)).map((place) => [place.courseId, place.role]));
  const all = byChange(await writable(ctx, await store.drafts([...places.keys()])));
  const rest = from ? all.filter((draft) => byChange([from, draft])[0] === from && draft.id !== from.id) : all;
  const shown = rest.slice(0, pageSize);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return {
    items: await cardsOf(shown, places),
    next: await sealCursor(last && { changedAt: last.changedAt, id: last.id }, scope, ctx.now),
  };
}

/** Those of organisations for which the asker may write still. */
async function writable(ctx: Context, drafts: readonly store.StoredDraft[]): Promise<store.StoredDraft[]> {
  const homes = await organisationsById(drafts.map(({ organisationId }) => organisationId));
  const open = await Promise.all(
    [...homes.values()].map(async ({ id, path }) => ((await countsInTeam(ctx.person, path)) ? [id] : [])),
  );
  const ids = new Set(open.flat());
  return drafts.filter(({ organisationId }) => ids.has(organisationId));
}

async function ofOrganisation(ctx: Context, { params, query }: Of<'organisationDrafts'>) {
  const { id, path } = await organisation(params.organisationId);
  requireIn(ctx, 'manageDrafts', path);
  const scope = `drafts of ${id} ${ctx.person.id}`;
  const { items, lastKey } = await store.draftsOf(id, await openCursor(query.cursor, scope, ctx.now));
  const places = await memberOf(
    ctx.person.id,
    items.map((draft) => draft.id),
  );
  const roles = new Map(places.map(({ courseId, role }) => [courseId, role]));
  return { items: await cardsOf(items, roles), next: await sealCursor(lastKey, scope, ctx.now) };
}

const attemptsMax = 4;

async function change(ctx: Context, { params, body }: Of<'changeDraft'>): Promise<Draft> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const access = await accessTo(ctx, params.courseId);
    if (!mayMake(access, access.draft.archived, body)) throw new AppError('notAllowed');
    requireOrigin(access.draft.languages, body.languages);
    const before = { head: access.draft, text: await store.about(access.draft.id) };
    const after = changedDraft(before, body, new Date(ctx.now).toISOString());
    if (after.head === before.head || (await isSaved(ctx, before.head, after)))
      return draftView({ ...access, draft: after.head }, { about: after.text });
  }
  throw new AppError('conflict');
}

/** False where somebody else changed it in the meantime. */
async function isSaved(ctx: Context, before: store.StoredDraft, { head, text }: Changed): Promise<boolean> {
  const record: NewRecord = { ...fact(ctx, head, 'authoring.archived'), data: { archived: head.archived } };
  const records = before.archived === head.archived ? [] : [recordPut(record, ctx.now)];
  try {
    await transact(...store.draftWrites(before, head, text), ...records);
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
