/** What a question counts for in its bank, and what is more or less when it changes. Pure. */
import type { Counted } from './bank.store.ts';
import type { StoredQuestion } from './questions.store.ts';

type Standing = Pick<StoredQuestion, 'folderId' | 'tags' | 'archived'>;

/** Before undefined: it is new. What was put away stands in no folder and makes no tag known. */
export function difference(before: Standing | undefined, after: Standing): Counted {
  return {
    questions: before ? 0 : 1,
    archived: Number(after.archived) - Number(before?.archived ?? false),
    folders: between(foldersOf(before), foldersOf(after)),
    tags: between(tagsOf(before), tagsOf(after)),
  };
}

const foldersOf = (standing: Standing | undefined): string[] =>
  standing?.folderId === undefined || standing.archived ? [] : [standing.folderId];
const tagsOf = (standing: Standing | undefined): string[] => (standing && !standing.archived ? standing.tags : []);

const between = (before: readonly string[], after: readonly string[]): Map<string, number> =>
  new Map([
    ...before.filter((one) => !after.includes(one)).map((one): [string, number] => [one, -1]),
    ...after.filter((one) => !before.includes(one)).map((one): [string, number] => [one, 1]),
  ]);
