/** Whom news of a cohort concerns: answers, mentions, announcements, marks of assignments. Each is looked at again before it is told. */
import type { NoticeKind } from '#contracts/notice-kinds.ts';
import { assignmentIn, cohortOfAssignment, standingsIn } from '../assignments/assignments.reads.ts';
import { instructorsOf, membersPage } from '../cohorts/cohorts.reads.ts';
import { announcementShown, postShown, threadNamed } from '../discussion/discussion.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { NoticeAbout, Told } from './notice.ts';
import { dueNear } from './reminding.ops.ts';

type From = Record<string, unknown> | undefined;

const membersAtOnce = 100;
const nobody: Told = { tellings: [] };
const one = (personId: string, kind: NoticeKind, about: NoticeAbout): Told => ({
  tellings: [{ personId, kind, about }],
});
const textIn = ({ data }: RecordEvent, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '';
};

/** Record type → whom it concerns. */
export const cohortNews = {
  /** who began the thread; those who are mentioned are told so */
  async 'discussion.posted'(event: RecordEvent): Promise<Told> {
    const { subjectId: threadId, objectId: postId = '' } = event;
    const [thread, post] = await Promise.all([threadNamed(threadId), postShown(threadId, postId)]);
    if (!thread || thread.hidden || !post) return nobody;
    return one(thread.authorId, 'answerPosted', { cohortId: thread.cohortId, threadId });
  },

  async 'discussion.answered'(event: RecordEvent): Promise<Told> {
    const { subjectId: threadId, objectId: postId = '' } = event;
    const [thread, post] = await Promise.all([threadNamed(threadId), postShown(threadId, postId)]);
    if (!thread || thread.hidden || !post) return nobody;
    return one(post.authorId, 'answerAccepted', { cohortId: thread.cohortId, threadId });
  },

  async 'discussion.mentioned'(event: RecordEvent): Promise<Told> {
    const { subjectId: personId, objectId: postId = '' } = event;
    const threadId = textIn(event, 'threadId');
    const [thread, post] = await Promise.all([threadNamed(threadId), postShown(threadId, postId)]);
    // whoever began the thread is told of the answer itself
    if (!thread || thread.hidden || !post || thread.authorId === personId) return nobody;
    return one(personId, 'mentioned', { cohortId: thread.cohortId, threadId });
  },

  async 'discussion.announced'(event: RecordEvent, from: From): Promise<Told> {
    const announcementId = event.objectId ?? '';
    const announcement = await announcementShown(announcementId);
    if (!announcement) return nobody;
    const { cohortId } = announcement;
    const [{ items, lastKey }, teachers] = await Promise.all([
      membersPage(cohortId, from, membersAtOnce),
      from ? [] : instructorsOf(cohortId),
    ]);
    const people = [...new Set([...teachers, ...items.map(({ personId }) => personId)])];
    const about = { cohortId, announcementId };
    return { tellings: people.map((personId) => ({ personId, kind: 'announced', about })), next: lastKey };
  },

  /** whose work is marked; nobody where the release was undone since */
  async 'assignments.released'(event: RecordEvent, from: From): Promise<Told> {
    const assignmentId = event.subjectId;
    const cohortId = textIn(event, 'cohortId');
    const set = await assignmentIn(cohortId, assignmentId);
    if (set?.releasedAt === undefined) return nobody;
    const { items, lastKey } = await membersPage(cohortId, from, membersAtOnce);
    const people = items.map(({ personId }) => personId);
    const standings = await standingsIn(set, people, new Date(event.now).toISOString());
    const marked = standings.filter(({ points }) => points !== undefined);
    const about = { cohortId, assignmentId };
    return { tellings: marked.map(({ personId }) => ({ personId, kind: 'workReleased', about })), next: lastKey };
  },

  'notifications.dueNear': dueNear,

  async 'assignments.returned'(event: RecordEvent): Promise<Told> {
    const { subjectId: personId, objectId: assignmentId = '', now } = event;
    const cohortId = await cohortOfAssignment(assignmentId);
    const set = cohortId === undefined ? undefined : await assignmentIn(cohortId, assignmentId);
    if (!set) return nobody;
    const [standing] = await standingsIn(set, [personId], new Date(now).toISOString());
    if (standing?.state !== 'returned') return nobody;
    return one(personId, 'workReturned', { cohortId: set.cohortId, assignmentId });
  },
};
