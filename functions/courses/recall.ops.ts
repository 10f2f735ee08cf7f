/** Recalling a version, and lifting that. Both are on record; what is recalled is out of the catalogue if it is the newest. */
import { AppError } from '#contracts/errors.ts';
import type { sharing as contract } from '#contracts/sharing.ts';
import { organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { isFor } from './courses.reads.ts';
import * as store from './courses.store.ts';
import { recallsNow, recallsPut, type StoredRecalls } from './recalls.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function recalls(ctx: Context, { params }: Of<'recalls'>) {
  const card = await cardFor(ctx, params.courseId);
  const { versions } = await recallsNow(card.id);
  const items = Object.entries(versions).map(([version, said]) => ({ version: Number(version), ...said }));
  return { newest: card.version, items: items.sort((a, b) => b.version - a.version) };
}

export async function recallVersion(ctx: Context, { params, body: { reason } }: Of<'recallVersion'>) {
  const version = Number(params.version);
  const card = await cardFor(ctx, params.courseId);
  if (version > card.version) throw new AppError('notFound');
  const before = await recallsNow(card.id);
  const known = before.versions[version];
  // asked again, or with other words: it stays as it was said first
  if ((known !== undefined) === (reason !== null)) return { recall: known ? { version, ...known } : null };
  const said = reason === null ? undefined : { at: new Date(ctx.now).toISOString(), reason };
  const { [version]: _, ...others } = before.versions;
  const record = {
    kind: 'fact',
    type: said ? 'courses.recalled' : 'courses.recallLifted',
    subjectId: card.id,
    actorId: ctx.person.id,
    objectId: card.organisationId,
    data: { version },
  } as const;
  try {
    await transact(
      recallsPut(before, said ? { ...others, [version]: said } : others),
      ...(version === card.version ? cardWrites(card, said) : [store.cardCheck(card)]),
      recordPut(record, ctx.now),
    );
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
  return { recall: said ? { version, ...said } : null };
}

function cardWrites(card: store.StoredCard, recalled: StoredRecalls['versions'][string] | undefined) {
  const { recalled: _, ...rest } = card;
  return store.standingWrites(card, { ...rest, ...(recalled ? { recalled } : {}) });
}

/** The course, for who answers for its academy’s drafts. */
async function cardFor(ctx: Context, courseId: string): Promise<store.StoredCard> {
  const card = await store.cardNow(courseId);
  if (!card || !(await isFor(ctx.person, card))) throw new AppError('notFound');
  requireIn(ctx, 'manageDrafts', (await organisation(card.organisationId)).path);
  return card;
}
