/** Endpoints of threads. */
import { AppError } from '#contracts/errors.ts';
import { mentionsIn } from '#contracts/mentions.ts';
import type { threads as contract } from '#contracts/threads.ts';
import { cohortsOf, instructorsOf, membersOf, taughtBy } from '../cohorts/cohorts.reads.ts';
import { courseForLearner, lessonsOf } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as access from './access.ops.ts';
import { mentionedSignals, postedSignal } from './facts.ts';
import { named, namesOf } from './names.ops.ts';
import { isRepeat, mayAnswer, placeOf, type PostItem } from './post.ts';
import * as posts from './posts.store.ts';
import { accepted, isSeenBy, moderated, renamed, type ThreadItem, type ThreadLesson } from './thread.ts';
import * as store from './threads.store.ts';
import { threadViewOf, threadViews } from './views.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const pageSize = 25;

export async function list(ctx: Context, { params: { cohortId }, query: { lessonId, cursor } }: Of<'threads'>) {
  const found = await access.accessTo(ctx, cohortId);
  const scope = `threads ${cohortId} ${lessonId ?? ''} ${ctx.person.id}`;
  const from = await openCursor(cursor, scope, ctx.now);
  const { items, lastKey } = await store.threadsPage(cohortId, lessonId, pageSize, from);
  const seen = items.filter((each) => isSeenBy(each, found.asker));
  return {
    ...access.place(found),
    items: await threadViews(seen, found.asker),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

export async function openQuestions(ctx: Context, { params: { cohortId }, query: { cursor } }: Of<'openQuestions'>) {
  const { asker } = await access.accessForTeacher(ctx, cohortId);
  const scope = `questions ${cohortId} ${ctx.person.id}`;
  const page = await store.openPage(cohortId, pageSize, await openCursor(cursor, scope, ctx.now));
  const items = await store.threadsById(page.threadIds);
  const oldestFirst = items.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return { items: await threadViews(oldestFirst, asker), next: await sealCursor(page.lastKey, scope, ctx.now) };
}

export async function start(ctx: Context, { params: { cohortId, threadId }, body }: Of<'startThread'>) {
  const found = await access.accessTo(ctx, cohortId);
  const before = await store.thread(threadId);
  if (before) return threadViewOf(await requireRepeat(before, cohortId, body, ctx), found.asker);
  access.requireActive(found);
  await access.requireMentionable(cohortId, body.text);
  const lesson = await lessonFor(ctx, body.lesson);
  const at = new Date(ctx.now).toISOString();
  const by = { authorId: ctx.person.id, byInstructor: found.asker.teaches };
  const post: PostItem = {
    ...by,
    id: body.postId,
    threadId,
    cohortId,
    at,
    text: body.text,
    removed: false,
    revision: 0,
  };
  const { title, kind, postId } = body;
  const flags = { closed: false, pinned: false, hidden: false, replies: 0, revision: 0 };
  const thread: ThreadItem = {
    ...by,
    ...flags,
    id: threadId,
    cohortId,
    postId,
    title,
    kind,
    createdAt: at,
    lastAt: at,
  };
  const started = lesson ? { ...thread, lesson } : thread;
  await transact(
    ...store.threadWrites(undefined, started),
    ...posts.newPost(post),
    ...[postedSignal(post), ...mentionedSignals(post, mentionsIn(post.text))].map((each) => recordPut(each, ctx.now)),
  ).catch(async (error: unknown) => {
    // sent twice at once
    const there = isConditionFailure(error) ? await store.thread(threadId) : undefined;
    if (!there) throw isConditionFailure(error) ? new AppError('idTaken') : error;
    await requireRepeat(there, cohortId, body, ctx);
  });
  await store.sawUpTo(ctx.person.id, threadId, placeOf(post));
  return threadViewOf(started, found.asker);
}

async function requireRepeat(
  thread: ThreadItem,
  cohortId: string,
  { postId, text }: Of<'startThread'>['body'],
  ctx: Context,
): Promise<ThreadItem> {
  const post =
    thread.cohortId === cohortId && thread.postId === postId ? await posts.post(thread.id, postId) : undefined;
  if (!post) throw new AppError('idTaken');
  isRepeat(post, { text, authorId: ctx.person.id, threadId: thread.id });
  return thread;
}

/** A lesson that the asker can read, with its name. */
async function lessonFor(
  ctx: Context,
  lesson: { courseId: string; lessonId: string } | null | undefined,
): Promise<ThreadLesson | undefined> {
  if (!lesson) return undefined;
  const { manifest } = await courseForLearner(ctx.person, lesson.courseId);
  const found = lessonsOf(manifest).find(({ id }) => id === lesson.lessonId);
  if (!found) throw new AppError('notFound');
  return { courseId: lesson.courseId, lessonId: found.id, title: found.title };
}

export async function one(ctx: Context, { params }: Of<'thread'>) {
  const found = await access.accessTo(ctx, params.cohortId);
  const thread = await access.threadFor(found, params.threadId);
  return { ...(await threadViewOf(thread, found.asker)), ...access.place(found) };
}

export const rename = (ctx: Context, { params, body }: Of<'renameThread'>) =>
  change(ctx, params, (thread, { asker }) => renamed(thread, body, asker));

export async function accept(ctx: Context, { params, body: { postId } }: Of<'acceptAnswer'>) {
  const post = postId === null ? undefined : await posts.post(params.threadId, postId);
  return change(
    ctx,
    params,
    (thread, { asker }) => {
      if (postId !== null && (!post || !mayAnswer(post, thread))) throw new AppError('notFound');
      return accepted(thread, postId, asker);
    },
    (thread) =>
      post && {
        ...{ kind: 'signal', type: 'discussion.answered', subjectId: thread.id, objectId: post.id },
        data: { cohortId: thread.cohortId, askerId: thread.authorId, authorId: post.authorId },
      },
  );
}

export async function moderate(ctx: Context, { params, body }: Of<'moderateThread'>) {
  const { action, reason } = body;
  if (action === 'move' && body.lesson === undefined) {
    throw new AppError('invalid', { field: 'body.lesson', reason: 'missing' });
  }
  await access.accessForTeacher(ctx, params.cohortId);
  const lesson = action === 'move' ? await lessonFor(ctx, body.lesson) : undefined;
  const step = { action, reason, lesson, at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  return change(
    ctx,
    params,
    (thread) => moderated(thread, step),
    (thread) => ({
      ...{ kind: 'fact', type: 'discussion.moderated', subjectId: thread.authorId, objectId: thread.id },
      data: { action, cohortId: thread.cohortId },
    }),
  );
}

type Told = (after: ThreadItem) => object | undefined;
const attemptsMax = 4;

/** Judged by what is there by then: posts that come meanwhile change the thread too. */
async function change(
  ctx: Context,
  { cohortId, threadId }: { cohortId: string; threadId: string },
  step: (thread: ThreadItem, found: access.Access) => ThreadItem,
  told: Told = () => undefined,
) {
  const found = await access.accessTo(ctx, cohortId);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await access.threadFor(found, threadId);
    const after = step(before, found);
    if (after === before) return threadViewOf(after, found.asker);
    access.requireActive(found);
    if (await isSaved(ctx, before, after, told(after))) return threadViewOf(after, found.asker);
  }
  throw new AppError('conflict');
}

async function isSaved(ctx: Context, before: ThreadItem, after: ThreadItem, told: object | undefined) {
  const record = told && recordPut({ ...told, actorId: ctx.person.id } as Parameters<typeof recordPut>[0], ctx.now);
  try {
    await transact(...store.threadWrites(before, after), ...(record ? [record] : []));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

export async function see(ctx: Context, { params: { cohortId, threadId }, body: { postId } }: Of<'seeThread'>) {
  const found = await access.accessTo(ctx, cohortId);
  await access.threadFor(found, threadId);
  const post = await posts.post(threadId, postId);
  if (!post) throw new AppError('notFound');
  await store.sawUpTo(ctx.person.id, threadId, placeOf(post));
  return {};
}

/** so many threads of a lesson are counted, no more */
const countMax = 50;

export async function ofLesson(ctx: Context, { params: { courseId, lessonId } }: Of<'lessonThreads'>) {
  const { manifest } = await courseForLearner(ctx.person, courseId);
  if (!lessonsOf(manifest).some(({ id }) => id === lessonId)) throw new AppError('notFound');
  const [learned, taught] = await Promise.all([cohortsOf(ctx.person.id), taughtBy(ctx.person.id)]);
  const now = learned.filter(({ member }) => member.leftAt === undefined).map(({ cohort }) => cohort);
  const teaches = new Set(taught.map(({ id }) => id));
  const all = new Map([...now, ...taught].filter(({ state }) => state === 'active').map((each) => [each.id, each]));
  const items = await inParallel([...all.values()], 5, async ({ id, name }) => {
    const page = await store.threadsPage(id, lessonId, countMax);
    return { cohortId: id, name, threads: page.items.filter((each) => !each.hidden).length, teaches: teaches.has(id) };
  });
  return { items };
}

export async function people(ctx: Context, { params: { cohortId } }: Of<'people'>) {
  await access.accessTo(ctx, cohortId);
  const [members, instructors] = await Promise.all([membersOf(cohortId), instructorsOf(cohortId)]);
  const ids = [...new Set([...instructors, ...members.map(({ personId }) => personId)])];
  const names = await namesOf(ids);
  return { items: named(names, ids).map((each) => ({ ...each, instructor: instructors.includes(each.id) })) };
}
