/** Taking a course from the catalogue, and putting it back. A new version puts it back by itself. */
import { AppError } from '#contracts/errors.ts';
import type { courses as contract } from '#contracts/courses.ts';
import { organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure } from '../platform/table.ts';
import { isFor } from './courses.reads.ts';
import * as store from './courses.store.ts';

type Of = Input<(typeof contract)['retireCourse']>;

export async function retire(ctx: Context, { params: { courseId }, body: { reason } }: Of) {
  const card = await store.cardNow(courseId);
  if (!card || !(await isFor(ctx.person, card))) throw new AppError('notFound');
  requireIn(ctx, 'manageDrafts', (await organisation(card.organisationId)).path);
  // asked again, or with other words: it stays as it was said first
  if ((card.retired !== undefined) === (reason !== null)) return { retired: card.retired ?? null };
  const retired = reason === null ? undefined : { at: new Date(ctx.now).toISOString(), reason };
  const record = {
    kind: 'fact',
    type: retired ? 'courses.retired' : 'courses.restored',
    subjectId: courseId,
    actorId: ctx.person.id,
    objectId: card.organisationId,
    data: { version: card.version },
  } as const;
  try {
    await store.putRetirement(card, retired, record, ctx.now);
  } catch (error) {
    if (isConditionFailure(error)) throw new AppError('conflict');
    throw error;
  }
  return { retired: retired ?? null };
}
