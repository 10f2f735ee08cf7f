/** Endpoints of the outline: modules, lessons, moving, the bin. */
import type { Draft } from '#contracts/authoring.ts';
import type { draftOutline as contract } from '#contracts/draft-outline.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { draftView, presentLesson } from './draft-view.ops.ts';
import { addLesson } from './lesson-copy.ops.ts';
import { touchDraft } from './drafts.store.ts';
import { namesOf } from './names.ops.ts';
import * as rules from './outline.ts';
import { between, changeOutline, withLesson, withModule, type Decided, type Present } from './outline-change.ops.ts';
import * as store from './outline.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const outlineHandlers: Pick<
  Handlers<typeof contract>,
  'putModule' | 'removeModule' | 'addLesson' | 'changeLesson' | 'moveLesson' | 'binLesson' | 'bin' | 'restoreLesson'
> = {
  putModule,
  removeModule,
  addLesson,
  changeLesson,
  moveLesson,
  binLesson,
  bin,
  restoreLesson,
};

const unchanged = (outline: rules.Outline): Decided => ({ after: outline, writes: [] });

function putModule(ctx: Context, { params, body }: Of<'putModule'>): Promise<Draft> {
  const { courseId, moduleId: id } = params;
  return changeOutline(ctx, courseId, ({ outline, access: { draft } }) => {
    const before = outline.modules.find((each) => each.id === id);
    const module = rules.putModule(outline, { courseId, id, ...body }, between, draft.languages[0]!);
    if (module === before) return unchanged(outline);
    const write = before ? store.moduleChange(before, module) : store.modulePut(module);
    return { after: withModule(outline, module), writes: [write] };
  });
}

function removeModule(ctx: Context, { params }: Of<'removeModule'>): Promise<Draft> {
  return changeOutline(ctx, params.courseId, ({ outline }) => {
    const known = outline.modules.find(({ id }) => id === params.moduleId);
    if (!known) return unchanged(outline);
    rules.requireEmptyModule(outline, known.id);
    const modules = outline.modules.filter((each) => each !== known);
    return { after: { ...outline, modules }, writes: [store.moduleDelete(known)] };
  });
}

const attemptsMax = 4;

/** Name and length have a revision of their own: who moves the lesson meanwhile is not in the way. */
async function changeLesson(ctx: Context, { params, body }: Of<'changeLesson'>): Promise<Draft> {
  const { courseId, lessonId } = params;
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [access, present] = await Promise.all([accessToChange(ctx, courseId), store.lesson(courseId, lessonId)]);
    if (!present || rules.inBin(present)) throw new AppError('notFound');
    const after = rules.changedLesson(present, body, access.draft.languages[0]!);
    if (after === present) return draftView(access);
    if (!(await store.changeLesson(present, after))) continue;
    const changedAt = new Date(ctx.now).toISOString();
    await touchDraft(courseId, changedAt);
    return draftView({ ...access, draft: { ...access.draft, changedAt } });
  }
  throw new AppError('conflict');
}

const placed = (outline: rules.Outline, lesson: store.StoredLesson): Decided => ({
  after: withLesson(outline, lesson),
  writes: [store.lessonPlaced(lesson)],
});

function moveLesson(ctx: Context, { params, body }: Of<'moveLesson'>): Promise<Draft> {
  return changeOutline(ctx, params.courseId, ({ outline, next }) => {
    const lesson = rules.requireStanding(outline, params.lessonId);
    const moved = rules.moved(outline, lesson, body, next, between);
    return moved === lesson ? unchanged(outline) : placed(outline, moved);
  });
}

function binLesson(ctx: Context, { params }: Of<'binLesson'>): Promise<Draft> {
  const at = new Date(ctx.now).toISOString();
  return changeOutline(ctx, params.courseId, ({ outline, next }) => {
    const lesson = rules.requireLesson(outline, params.lessonId);
    if (rules.inBin(lesson)) return unchanged(outline);
    return placed(outline, rules.thrown(outline, lesson, { by: ctx.person.id, at, next }));
  });
}

function restoreLesson(ctx: Context, { params }: Of<'restoreLesson'>): Promise<Draft> {
  return changeOutline(ctx, params.courseId, (present) => restored(present, params.lessonId, ctx.now));
}

function restored({ outline, next }: Present, lessonId: string, now: number): Decided {
  const found = rules.requireLesson(outline, lessonId);
  if (!rules.inBin(found)) return unchanged(outline);
  if (!rules.canReturn(found, now)) throw new AppError('notFound');
  rules.requireLessonRoom(outline, false);
  const { lesson, module } = rules.returned(outline, found, next, between);
  const { after, writes } = placed(outline, lesson);
  return module
    ? { after: withModule(after, module), writes: [...writes, store.modulePut(module)] }
    : { after, writes };
}

async function bin(ctx: Context, { params }: Of<'bin'>) {
  const [{ draft }, { lessons }] = await Promise.all([
    accessTo(ctx, params.courseId),
    store.outlineItems(params.courseId),
  ]);
  const found = rules.binned(lessons, ctx.now);
  const nameOf = await namesOf(found.flatMap(({ binnedBy }) => binnedBy ?? []));
  const items = found.map((lesson) => ({
    lesson: presentLesson(lesson, draft.languages[0]!),
    binnedAt: lesson.binnedAt!,
    by: nameOf(lesson.binnedBy ?? ''),
    until: new Date(rules.keptUntil(lesson)).toISOString(),
  }));
  return { items };
}
