/** Changes of several questions at once: moved, tagged, put away. */
import { AppError } from '#contracts/errors.ts';
import type { questions as contract } from '#contracts/questions.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { bankFor } from './access.ops.ts';
import { foldersOf } from './bank.store.ts';
import { changedSo, type By, type SeveralChange } from './question.ts';
import { question } from './questions.store.ts';
import { questionWrites, standingFacts } from './writes.ops.ts';

type SeveralInput = Input<(typeof contract)['changeSeveral']>;
const attemptsMax = 5;

export async function changeSeveral(ctx: Context, { params: { organisationId }, body }: SeveralInput) {
  await bankFor(ctx, 'writeQuestions', organisationId);
  const { ids, ...change } = body;
  const folders = new Set((await foldersOf(organisationId)).map(({ id }) => id));
  if (change.folderId && !folders.has(change.folderId))
    throw new AppError('invalid', { field: 'body.folderId', reason: 'unknown' });
  const by: By = { personId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const changed: string[] = [];
  // one after the other: they count in the same places
  for (const id of new Set(ids)) {
    if (await isChanged(organisationId, id, change, folders, by)) changed.push(id);
  }
  return { changed };
}

async function isChanged(
  organisationId: string,
  id: string,
  change: SeveralChange,
  folders: ReadonlySet<string>,
  by: By,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await question(id);
    if (before?.organisationId !== organisationId) return false;
    // what is brought back may have stood in a folder that is gone
    const isLost = before.folderId !== undefined && !folders.has(before.folderId);
    const after = changedSo(before, isLost ? { folderId: null, ...change } : change, by);
    if (!after) return false;
    if (after === before) return true;
    try {
      await transact(...questionWrites(before, after), ...standingFacts(before, after, by));
      return true;
    } catch (error) {
      if (!isConditionFailure(error) || attempt === attemptsMax) throw error;
    }
  }
}
