/** Where blocks come from and go to. */
import type { BlockChange, ChangeOutcome, DraftBlock } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { call } from '../client.ts';

export interface Remote {
  load(): Promise<readonly DraftBlock[]>;
  send(changes: BlockChange[]): Promise<ChangeOutcome[]>;
}

/** The blocks of a lesson at the academy. */
export const lessonRemote = (params: { courseId: string; lessonId: string }): Remote => ({
  load: async () => (await call(draftBlocks.lessonDraft, { params })).blocks,
  send: async (changes) => (await call(draftBlocks.saveBlocks, { params, body: { changes } })).outcomes,
});
