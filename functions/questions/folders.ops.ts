/** Endpoints of folders: made, changed, shared, taken away. */
import { AppError } from '#contracts/errors.ts';
import type { questionFolders as contract } from '#contracts/question-folders.ts';
import type { Folder } from '#contracts/questions.ts';
import { branchOf, organisationsById, requireOpen } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { transact, type Write, unlessRefused } from '../platform/table.ts';
import { bankFor } from './access.ops.ts';
import { folderShown } from './bank.ops.ts';
import * as store from './bank.store.ts';
import { folderSo, isSharedOtherwise } from './folder.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

/** others may be changing the folders at the same moment */
const attemptsMax = 5;

export async function putFolder(ctx: Context, { params, body }: Of<'putFolder'>): Promise<Folder> {
  const { organisationId, folderId: id } = params;
  const home = await bankFor(ctx, 'writeQuestions', organisationId);
  if (body.sharedWith === 'listed') await requireOthers(organisationId, body.organisationIds);
  for (let attempt = 1; ; attempt += 1) {
    // the revision first: who judges by an older tree must not write
    const tree = await store.bank(organisationId);
    const folders = await store.foldersOf(organisationId);
    const before = folders.find((each) => each.id === id);
    const after = folderSo(folders, { organisationId, id }, body);
    if (after === before) return folderShown(before);
    if (!before) requireOpen(home);
    const writes = before ? store.folderWrites(tree, before, after) : store.newFolderWrites(tree, after);
    if (await isWritten([...writes, ...sharingFact(ctx, before, after)])) return folderShown(after);
    if (!before && (await store.folderHome(id)) !== undefined) {
      // somewhere else, or made here in the same moment
      if ((await store.folderHome(id)) !== organisationId) throw new AppError('idTaken');
    }
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}

async function isWritten(writes: Write[]): Promise<boolean> {
  return unlessRefused(transact(...writes));
}

/** With whom an academy shares is a fact; how it sorts its questions is not. */
function sharingFact(ctx: Context, before: store.StoredFolder | undefined, after: store.StoredFolder): Write[] {
  if (!isSharedOtherwise(before, after)) return [];
  const { id, organisationId, sharedWith, organisationIds } = after;
  const data = { with: sharedWith, organisations: organisationIds.join(' ') };
  const about = { type: 'questions.shared', subjectId: id, actorId: ctx.person.id, objectId: organisationId };
  return [recordPut({ kind: 'fact', ...about, data }, ctx.now)];
}

/** Academies and regions there are, and not one's own. */
async function requireOthers(own: string, ids: readonly string[]): Promise<void> {
  const found = await organisationsById(ids);
  const isBranch = (id: string) => id !== own && branchOf(found.get(id)?.path ?? ['']) === id;
  if (!ids.every(isBranch)) throw new AppError('invalid', { field: 'body.organisationIds', reason: 'branch' });
}

export async function removeFolder(ctx: Context, { params }: Of<'removeFolder'>) {
  const { organisationId, folderId } = params;
  await bankFor(ctx, 'writeQuestions', organisationId);
  for (let attempt = 1; ; attempt += 1) {
    const tree = await store.bank(organisationId);
    const folders = await store.foldersOf(organisationId);
    const found = folders.find(({ id }) => id === folderId);
    if (!found) return {};
    if (found.questions > 0 || folders.some(({ parentId }) => parentId === folderId))
      throw new AppError('folderNotEmpty');
    const unshared = sharingFact(ctx, found, { ...found, sharedWith: 'nobody', organisationIds: [] });
    if (await isWritten([...store.folderDeletes(tree, found), ...unshared])) return {};
    if (attempt === attemptsMax) throw new AppError('conflict');
  }
}
