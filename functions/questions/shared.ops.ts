/** Endpoints of what other academies share: their folders, the approved questions in these, copies into one's own bank. */
import { AppError } from '#contracts/errors.ts';
import type { questionFolders as contract, SharedQuestion } from '#contracts/question-folders.ts';
import { organisationsById, requireOpen } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { bankFor, ownBranches } from './access.ops.ts';
import { added } from './add.ops.ts';
import { folderShown, found } from './bank.ops.ts';
import { folderHome, foldersOf, sharedFolders as sharedWithAnybody } from './bank.store.ts';
import { isReached, isSharedWith, withBelow } from './folder-tree.ts';
import { newQuestion, type By } from './question.ts';
import * as store from './questions.store.ts';
import { versionsByKey, type StoredVersion } from './versions.store.ts';
import { questionFact, written } from './writes.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const isApproved = ({ version, archived }: store.StoredQuestion): boolean => version !== undefined && !archived;

export async function sharedFolders(ctx: Context, { query }: Of<'sharedFolders'>) {
  const scope = `shared folders ${ctx.person.id}`;
  const readers = await ownBranches(ctx);
  const { items, lastKey } = await sharedWithAnybody(await openCursor(query.cursor, scope, ctx.now));
  const shared = items.filter((folder) => isSharedWith(folder, readers));
  const owners = await organisationsById(shared.map(({ organisationId }) => organisationId));
  return {
    items: shared.flatMap((folder) => {
      const owner = owners.get(folder.organisationId);
      // with whom else it is shared is the owner’s
      const shown = { ...folderShown(folder), organisationIds: [] };
      return owner ? [{ folder: shown, organisation: { id: owner.id, name: owner.name } }] : [];
    }),
    next: await sealCursor(lastKey, scope, ctx.now),
  };
}

export async function sharedQuestions(ctx: Context, { params: { folderId }, query }: Of<'sharedQuestions'>) {
  const organisationId = await folderHome(folderId);
  const folders = organisationId === undefined ? [] : await foldersOf(organisationId);
  if (organisationId === undefined || !isReached(folders, folderId, await ownBranches(ctx)))
    throw new AppError('notFound');
  const scope = `shared ${folderId} ${ctx.person.id}`;
  const search = { organisationId, archived: false, wanted: { folders: withBelow(folders, folderId) } };
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { items, lastKey } = await found({ ...search, also: isApproved }, from);
  return { items: await shownShared(items), next: await sealCursor(lastKey, scope, ctx.now) };
}

async function shownShared(questions: readonly store.StoredQuestion[]): Promise<SharedQuestion[]> {
  const versions = await newestOf(questions);
  return questions.flatMap(({ id, use, difficulty, tags, versionLanguages = [] }) => {
    const version = versions.get(id);
    if (!version) return [];
    const { approvedBy: _, ...shown } = version;
    return [{ ...shown, use, difficulty, tags, languages: versionLanguages }];
  });
}

/** By question: its newest version. */
export async function newestOf(questions: readonly store.StoredQuestion[]): Promise<Map<string, StoredVersion>> {
  const keys = questions.flatMap(({ id, version }) => (version === undefined ? [] : [{ questionId: id, version }]));
  return new Map((await versionsByKey(keys)).map((version) => [version.questionId, version]));
}

/** Is it shared with an academy of the asker’s? */
export const isShownShared = async (ctx: Context, question: store.StoredQuestion): Promise<boolean> =>
  (await sharedWith([question], await ownBranches(ctx))).length > 0;

/** Those of the questions that are shared with these academies. */
async function sharedWith(questions: readonly store.StoredQuestion[], readers: readonly string[]) {
  const owners = [...new Set(questions.map(({ organisationId }) => organisationId))];
  const trees = new Map(await Promise.all(owners.map(async (id) => [id, await foldersOf(id)] as const)));
  return questions.filter(
    (question) =>
      isApproved(question) &&
      question.folderId !== undefined &&
      isReached(trees.get(question.organisationId) ?? [], question.folderId, readers),
  );
}

export async function copyQuestions(ctx: Context, { params: { organisationId }, body }: Of<'copyQuestions'>) {
  const home = await bankFor(ctx, 'writeQuestions', organisationId);
  requireOpen(home);
  const { folderId } = body;
  if (folderId !== null && !(await foldersOf(organisationId)).some(({ id }) => id === folderId))
    throw new AppError('invalid', { field: 'body.folderId', reason: 'unknown' });
  const by: By = { personId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const originals = await sharedAmong(
    body.questions.map(({ from }) => from),
    organisationId,
  );
  const copied: string[] = [];
  for (const { from, id } of body.questions) {
    const original = originals.get(from);
    if (!original) continue;
    const outcome = await copy(original, { id, organisationId, folderId }, by);
    if (outcome === 'idTaken') throw new AppError('idTaken', { id });
    if (outcome === 'added') copied.push(id);
  }
  return { copied };
}

interface Original {
  question: store.StoredQuestion;
  version: StoredVersion;
}

/** Those that are shared with this academy, each as its newest version. */
async function sharedAmong(ids: readonly string[], reader: string): Promise<Map<string, Original>> {
  const shared = await sharedWith(await store.questionsById(ids), [reader]);
  const versions = await newestOf(shared);
  return new Map(
    shared.flatMap((question): [string, Original][] => {
      const version = versions.get(question.id);
      return version ? [[question.id, { question, version }]] : [];
    }),
  );
}

function copy(
  { question, version }: Original,
  place: { id: string; organisationId: string; folderId: string | null },
  by: By,
) {
  const { use, difficulty, tags, competences, norms } = question;
  const { id, organisationId, folderId } = place;
  const origin = { questionId: question.id, version: version.version, organisationId: question.organisationId };
  const now = written(version.content);
  const meta = { folderId, use, difficulty, tags, competences, norms };
  const card = newQuestion({ id, organisationId, meta, origin, ...now }, by);
  const data = { from: question.id, version: version.version };
  return added(card, now, by, [questionFact('copied', card, by, data)]);
}
