/** What to ask of discussions. */
import { announcements } from '#contracts/announcements.ts';
import { posts } from '#contracts/posts.ts';
import { threads } from '#contracts/threads.ts';
import { asked } from './question.ts';
import type { Side } from './sides.ts';

const ofCohort = ({ cohort: { cohortId } }: Side) => ({ cohortId });
const ofThread = ({ discussion: { cohortId, threadId } }: Side) => ({ cohortId, threadId });
const ofPost = ({ discussion: { cohortId, threadId, postId } }: Side) => ({ cohortId, threadId, postId });
const ofAnnouncement = ({ discussion: { cohortId, announcementId } }: Side) => ({ cohortId, announcementId });

export const discussionQuestions = [
  ...[threads.threads, threads.openQuestions].map((endpoint) =>
    asked(endpoint, (us) => ({ inputs: [{ params: ofCohort(us), query: {} }], shows: [us.discussion.threadId] })),
  ),
  asked(threads.thread, (us) => ({ inputs: [{ params: ofThread(us) }], shows: [us.discussion.threadId] })),
  // the one lesson of one’s own course is talked about in none of the threads
  asked(threads.lessonThreads, (us) => ({
    inputs: [{ params: { courseId: us.ownCourse, lessonId: us.ownLesson } }],
    shows: [us.cohort.cohortId],
  })),
  asked(threads.people, (us) => ({ inputs: [{ params: ofCohort(us) }], shows: [us.asker.id] })),
  asked(posts.posts, (us) => ({ inputs: [{ params: ofThread(us), query: {} }], shows: [us.discussion.postId] })),
  asked(posts.postHistory, (us) => ({ inputs: [{ params: ofPost(us) }], shows: [] })),
  asked(posts.postReports, (us) => ({ inputs: [{ params: ofCohort(us), query: {} }], shows: [] })),
  asked(posts.searchPosts, (us, them) => ({
    inputs: ['допис', us.mark, them.mark].map((q) => ({ params: ofCohort(us), query: { q } })),
    shows: [us.discussion.postId],
  })),
  asked(announcements.announcements, (us) => ({
    inputs: [{ params: ofCohort(us), query: {} }],
    shows: [us.discussion.announcementId],
  })),
  asked(announcements.announcementHistory, (us) => ({ inputs: [{ params: ofAnnouncement(us) }], shows: [] })),
  asked(announcements.announcementReaders, (us) => ({
    inputs: [{ params: ofAnnouncement(us), query: {} }],
    shows: [us.asker.id],
  })),
];
