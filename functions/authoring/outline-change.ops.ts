/** One way to change an outline: read, decide by the rules, write unless somebody else did meanwhile; then again. */
import { generateKeyBetween } from 'fractional-indexing';
import type { Draft } from '#contracts/authoring.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import { cancellationReasons, isConditionFailure, transact, type Write } from '../platform/table.ts';
import { accessToChange, type Access } from './access.ops.ts';
import { draftView } from './draft-view.ops.ts';
import { draftCounted } from './drafts.store.ts';
import type { Between, Outline } from './outline.ts';
import { outlineItems, type StoredLesson, type StoredModule } from './outline.store.ts';

/** A place between two; beside a place that nobody could have made, that place itself. */
export const between: Between = (before, after) => {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return before ?? after ?? generateKeyBetween(null, null);
  }
};

export interface Decided {
  after: Outline;
  /** none: it is so already */
  writes: Write[];
}
export interface Present {
  access: Access;
  outline: Outline;
  /** the outline's revision once this change is made */
  next: number;
}

/** few people write at one course */
const attemptsMax = 10;

/** Makes the change that `decide` finds, and answers the draft. */
export async function changeOutline(
  ctx: Context,
  courseId: string,
  decide: (present: Present) => Decided,
): Promise<Draft> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    // the outline after its revision: read at once, an older one could pass for the newer
    const access = await accessToChange(ctx, courseId);
    const outline = await outlineItems(courseId);
    const { draft } = access;
    const next = draft.outlineRevision + 1;
    const { after, writes } = decide({ access, outline, next });
    if (!writes.length) return draftView(access, { outline });
    const changedAt = new Date(ctx.now).toISOString();
    if (await isMade(draftCounted(draft, 'outlineRevision', changedAt), writes))
      return draftView({ ...access, draft: { ...draft, outlineRevision: next, changedAt } }, { outline: after });
  }
  throw new AppError('conflict');
}

/** False where the outline was changed meanwhile; an id that is taken is not free the next time either. */
async function isMade(count: Write, writes: readonly Write[]): Promise<boolean> {
  try {
    await transact(count, ...writes);
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    if (cancellationReasons(error)[0] === 'ConditionalCheckFailed') return false;
    throw new AppError('idTaken');
  }
}

/** The outline with this lesson instead of the one of the same id, or beside the others. */
export const withLesson = ({ modules, lessons }: Outline, lesson: StoredLesson): Outline => ({
  modules,
  lessons: [...lessons.filter(({ id }) => id !== lesson.id), lesson],
});

export const withModule = ({ modules, lessons }: Outline, module: StoredModule): Outline => ({
  modules: [...modules.filter(({ id }) => id !== module.id), module],
  lessons,
});
