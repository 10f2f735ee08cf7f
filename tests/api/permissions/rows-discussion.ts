/** Rows of discussions: who teaches the cohort sees and moderates; nobody else but its learners knows of it. */
import type { announcements } from '#contracts/announcements.ts';
import type { Role } from '#contracts/permissions.ts';
import type { posts } from '#contracts/posts.ts';
import type { threads } from '#contracts/threads.ts';
import { announce, newThread, startThread } from '../../support/discussion.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forOwn, may, type Outcome, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A thread and an announcement in a cohort of the academy. */
export async function createSideDiscussion(teacher: TestClient, cohortId: string, mark = '') {
  const thread = await startThread(teacher, cohortId, { title: `Тема ${mark}`.trim(), text: `Допис ${mark}`.trim() });
  return { ...thread, announcementId: await announce(teacher, cohortId, `Оголошення ${mark}`.trim()) };
}

/** Who manages cohorts there comes to their discussions; no learner of these belongs to the cohort. */
const forManagers = (outcome: Outcome | ((role: Role) => Outcome) = 200) => ({
  own: (role: Role): Outcome => {
    if (!may([role], 'manageCohorts')) return 'notFound';
    return typeof outcome === 'function' ? outcome(role) : outcome;
  },
  foreign: 'notFound' as const,
});
const byTeacher = (role: Role): Outcome => (may([role], 'teachCohorts') ? 200 : 'notAllowed');

export function discussionRows({
  author,
  course: { courseId, lessonId },
  discussion: { announcementId, ...ofPost },
}: World): RowsOf<typeof threads & typeof posts & typeof announcements> {
  const { cohortId, threadId, postId } = ofPost;
  const ofCohort = { params: { cohortId } };
  const ofThread = { params: { cohortId, threadId } };
  const onPost = { params: ofPost };
  const ofAnnouncement = { params: { cohortId, announcementId } };
  const said = { title: 'Оголошення', text: 'Текст', pinned: false };
  const reason = 'Не стосується теми';
  return {
    threads: { input: () => ({ ...ofCohort, query: {} }), ...forManagers() },
    openQuestions: { input: () => ({ ...ofCohort, query: {} }), ...forOwn },
    startThread: {
      input: () => ({ params: { cohortId, threadId: newId('thread') }, body: newThread() }),
      ...forManagers(),
    },
    thread: { input: () => ofThread, ...forManagers() },
    renameThread: {
      input: () => ({ ...ofThread, body: { revision: 0, title: 'Інша' } }),
      ...forManagers('notAllowed'),
    },
    acceptAnswer: { input: () => ({ ...ofThread, body: { postId: null } }), ...forManagers(byTeacher) },
    moderateThread: { input: () => ({ ...ofThread, body: { action: 'pin', reason } }), ...forOwn },
    seeThread: { input: () => ({ ...ofThread, body: { postId } }), ...forManagers() },
    lessonThreads: { input: () => ({ params: { courseId, lessonId } }), ...forOwn, below: 200 },
    people: { input: () => ofCohort, ...forManagers() },
    posts: { input: () => ({ ...ofThread, query: {} }), ...forManagers() },
    putPost: {
      input: () => ({ params: { cohortId, threadId, postId: newId('post') }, body: { text: 'Так', replyTo: null } }),
      ...forManagers(),
    },
    editPost: { input: () => ({ ...onPost, body: { revision: 0, text: 'Інше' } }), ...forManagers('notAllowed') },
    removePost: { input: () => ({ ...onPost, body: { removed: true } }), ...forManagers('notAllowed') },
    hidePost: {
      input: async () => ({ params: await startThread(author, cohortId), body: { hidden: true, reason } }),
      ...forOwn,
    },
    // nobody confirms what they wrote themselves; these did not
    confirmPost: { input: () => ({ ...onPost, body: { confirmed: true } }), ...forOwn },
    postHistory: { input: () => onPost, ...forManagers() },
    reportPost: { input: () => ({ ...onPost, body: { reason } }), ...forManagers() },
    postReports: { input: () => ({ ...ofCohort, query: {} }), ...forOwn },
    settleReports: { input: () => onPost, ...forOwn },
    searchPosts: { input: () => ({ ...ofCohort, query: { q: 'допис' } }), ...forManagers() },
    announcements: { input: () => ({ ...ofCohort, query: {} }), ...forManagers() },
    announce: {
      input: () => ({ params: { cohortId, announcementId: newId('announcement') }, body: said }),
      ...forOwn,
    },
    changeAnnouncement: {
      // the same change again: it says so already
      input: () => ({ ...ofAnnouncement, body: { ...said, revision: 0 } }),
      ...forOwn,
    },
    announcementHistory: { input: () => ofAnnouncement, ...forManagers() },
    readAnnouncement: { input: () => ofAnnouncement, ...forManagers() },
    announcementReaders: { input: () => ({ ...ofAnnouncement, query: {} }), ...forOwn },
  };
}
