/** Endpoints of one question: its draft, its versions, its pictures. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { Question, questions as contract } from '#contracts/questions.ts';
import { organisation } from '../identity/identity.reads.ts';
import { pictureFor } from '../media/media.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessFor, accessTo } from './access.ops.ts';
import { picturesIn } from './content.ts';
import { changed, isSameMeta, type By } from './question.ts';
import * as store from './questions.store.ts';
import { referencesOf } from './references.ops.ts';
import { isShownShared } from './shared.ops.ts';
import { versionOf, versionsOf } from './versions.store.ts';
import { questionView, versionsShown } from './view.ops.ts';
import { questionWrites, standingFacts, written } from './writes.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const question = async (ctx: Context, { params }: Of<'question'>): Promise<Question> =>
  questionView(ctx, await accessTo(ctx, params.questionId));

export async function changeQuestion(ctx: Context, { params, body }: Of<'changeQuestion'>): Promise<Question> {
  const access = await accessFor(ctx, 'writeQuestions', params.questionId);
  const { question: present, path } = access;
  const { revision, content, ...meta } = body;
  const by: By = { personId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const now = written(content);
  if (present.revision !== revision) {
    const isSaved = present.hash === now.hash && isSameMeta(present, meta);
    if (isSaved) return questionView(ctx, access, content);
    throw new AppError('conflict');
  }
  const after = changed(present, meta, now, by);
  if (after === present) return questionView(ctx, access, content);
  const before = { meta: { ...present, folderId: present.folderId ?? null }, content: await store.draftOf(present.id) };
  const isKnown = await referencesOf(path, [{ meta, content }]);
  if (!isKnown({ meta, content }, before)) throw new AppError('invalid', { field: 'body', reason: 'referenceUnknown' });
  try {
    await transact(...questionWrites(present, after, { content, by }), ...standingFacts(present, after, by));
  } catch (error) {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  }
  return questionView(ctx, { question: after, path }, content);
}

export async function questionVersions(ctx: Context, { params: { questionId }, query }: Of<'questionVersions'>) {
  await accessTo(ctx, questionId);
  const scope = `versions ${questionId} ${ctx.person.id}`;
  const { items, lastKey } = await versionsOf(questionId, await openCursor(query.cursor, scope, ctx.now));
  return { items: await versionsShown(items), next: await sealCursor(lastKey, scope, ctx.now) };
}

/** Of the draft and the newest version; where another academy shares it, of the version. */
export async function questionPicture(ctx: Context, { params, query }: Of<'questionPicture'>): Promise<Response> {
  const { questionId, mediaId } = params;
  const found = await store.question(questionId);
  if (!found) throw new AppError('notFound');
  const { path } = await organisation(found.organisationId);
  const isOwn = mayIn(ctx.person.memberships, 'useQuestions', path);
  if (!isOwn && !(await isShownShared(ctx, found))) throw new AppError('notFound');
  const newest = found.version === undefined ? undefined : await versionOf(questionId, found.version);
  const contents = [newest?.content, isOwn ? await store.draftOf(questionId) : undefined];
  if (!contents.some((content) => content && picturesIn(content).includes(mediaId))) throw new AppError('notFound');
  const picture = await pictureFor(mediaId, query.width === undefined ? undefined : Number(query.width));
  if (!picture) throw new AppError('notFound');
  return pictureResponse(picture);
}
