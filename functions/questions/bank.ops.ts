/** Endpoints of a bank: its list, and what it can be narrowed by. */
import type { questions as contract } from '#contracts/questions.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { bankFor } from './access.ops.ts';
import { fits, type BankFilter } from './bank-filter.ts';
import { bank as bankOf, foldersOf, tagsOf, type StoredFolder } from './bank.store.ts';
import { withBelow } from './folder-tree.ts';
import * as store from './questions.store.ts';
import { cardsShown } from './view.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Key = Record<string, unknown>;

const pageSize = 50;
/** questions that one request looks through, and that are read at once */
const lookedThrough = 1000;
const stretch = 250;

export async function bank(ctx: Context, { params: { organisationId }, query }: Of<'bank'>) {
  await bankFor(ctx, 'useQuestions', organisationId);
  const { cursor, archived, difficulty, folderId, ...rest } = query;
  const scope = `questions ${organisationId} ${archived ?? ''} ${ctx.person.id}`;
  const folders = folderId === undefined ? undefined : withBelow(await foldersOf(organisationId), folderId);
  const wanted = { ...rest, folders, difficulty: difficulty === undefined ? undefined : Number(difficulty) };
  const from = await openCursor(cursor, scope, ctx.now);
  const { items, lastKey } = await found({ organisationId, archived: archived === 'true', wanted }, from);
  return { items: await cardsShown(items), next: await sealCursor(lastKey, scope, ctx.now) };
}

export interface Search {
  organisationId: string;
  archived: boolean;
  wanted: BankFilter;
  /** beyond the filter */
  also?: (question: store.StoredQuestion) => boolean;
}

/** What fits, until there is a page of it or enough was looked through. */
export async function found({ organisationId, archived, wanted, also }: Search, from: Key | undefined) {
  const items: store.StoredQuestion[] = [];
  let [looked, lastKey] = [0, from];
  do {
    const page = await store.listed(organisationId, archived, lastKey, stretch);
    for (const question of page.items.filter((each) => fits(each, wanted) && (also?.(each) ?? true))) {
      items.push(question);
      if (items.length === pageSize) return { items, lastKey: store.placeAfter(question) };
    }
    looked += page.items.length;
    lastKey = page.lastKey;
  } while (lastKey && looked < lookedThrough);
  return { items, lastKey };
}

export async function bankFacets(ctx: Context, { params: { organisationId } }: Of<'bankFacets'>) {
  await bankFor(ctx, 'useQuestions', organisationId);
  const [folders, tags, { questions = 0, archived = 0 }] = await Promise.all([
    foldersOf(organisationId),
    tagsOf(organisationId),
    bankOf(organisationId),
  ]);
  return { folders: folders.map(folderShown), tags, questions: questions - archived };
}

export const folderShown = ({ id, parentId, name, revision, sharedWith, organisationIds }: StoredFolder) => ({
  ...{ id, parentId: parentId ?? null, name, revision, sharedWith, organisationIds },
});
