/** What is told to other rooms: ids only. Pure. */
import type { NewRecord } from '../platform/record.ts';
import type { PostItem } from './post.ts';

export const postedSignal = ({ threadId, id, cohortId, authorId }: PostItem): NewRecord => ({
  kind: 'signal',
  type: 'discussion.posted',
  subjectId: threadId,
  actorId: authorId,
  objectId: id,
  data: { cohortId },
});

/** To each who is mentioned, but not by themselves. */
export const mentionedSignals = (post: PostItem, personIds: readonly string[]): NewRecord[] =>
  personIds
    .filter((personId) => personId !== post.authorId)
    .map((personId) => ({
      kind: 'signal',
      type: 'discussion.mentioned',
      subjectId: personId,
      actorId: post.authorId,
      objectId: post.id,
      data: { cohortId: post.cohortId, threadId: post.threadId },
    }));
