/** The texts of a course for a file and from one: fetched lesson by lesson, saved in portions. */
import type { Draft } from '#contracts/authoring.ts';
import { changesMax, type BlockChange, type ChangeOutcome, type DraftBlock } from '#contracts/blocks.ts';
import { lessonRemote, type Remote } from '../../lib/editor/remote.ts';
import { TitlesRemote } from '../../lib/translation/titles-remote.ts';
import type { Comparison } from '../../lib/translation/xliff/compare.ts';
import { keepDraft } from '../authoring/keep-draft.ts';

/** The titles of a course stand in a file of its own id, as each lesson does. */
export const remoteOf = (draft: Draft, fileId: string, made?: ReadonlyMap<string, string>): Remote =>
  fileId === draft.id
    ? new TitlesRemote(draft, keepDraft, made)
    : lessonRemote({ courseId: draft.id, lessonId: fileId });

/** Blocks by file; `tell` hears how many are there. */
export async function blocksOf(
  draft: Draft,
  fileIds: readonly string[],
  tell: (done: number) => void,
): Promise<Map<string, readonly DraftBlock[]>> {
  const found = new Map<string, readonly DraftBlock[]>();
  for (const fileId of fileIds) {
    found.set(fileId, await remoteOf(draft, fileId).load());
    tell(found.size);
  }
  return found;
}

/** What the file’s source said of the texts whose source says something else here. */
export const madeIn = (taken: readonly Comparison[]): Map<string, string> =>
  new Map(taken.flatMap(({ blockId, made }) => (made === null ? [] : [[blockId, made]])));

/** below what one request may weigh */
const charactersMax = 400_000;

/** Changes of one file each, few enough for a request. */
export function portionsOf(taken: readonly Comparison[]): { fileId: string; changes: BlockChange[] }[] {
  const portions: { fileId: string; changes: BlockChange[]; size: number }[] = [];
  for (const { fileId, change } of taken) {
    if (!change) continue;
    const size = change.text.length + 300;
    const last = portions.at(-1);
    const fits = last?.fileId === fileId && last.changes.length < changesMax && last.size + size <= charactersMax;
    if (last && fits) {
      last.changes.push(change);
      last.size += size;
    } else portions.push({ fileId, changes: [change], size });
  }
  return portions.map(({ fileId, changes }) => ({ fileId, changes }));
}

export type Counted = Record<ChangeOutcome['outcome'], number>;

/** A title as a file may be called on any machine. */
export const fileName = (title: string, language: string): string =>
  `${
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'kurs'
  }.${language}.xlf`;
