/** Endpoints of discussions; their work stands in the `.ops.ts` beside it, by subject. */
import { discussionEndpoints } from '#contracts/rooms/discussion.ts';
import { serve } from '../platform/http.ts';
import * as announcements from './announcements.ops.ts';
import { report, reports, search, settle } from './looking.ops.ts';
import * as posts from './posts.ops.ts';
import * as threads from './threads.ops.ts';

export const handler = serve(discussionEndpoints, {
  threads: threads.list,
  openQuestions: threads.openQuestions,
  startThread: threads.start,
  thread: threads.one,
  renameThread: threads.rename,
  acceptAnswer: threads.accept,
  moderateThread: threads.moderate,
  seeThread: threads.see,
  lessonThreads: threads.ofLesson,
  people: threads.people,
  posts: posts.list,
  putPost: posts.put,
  editPost: posts.edit,
  removePost: posts.remove,
  hidePost: posts.hide,
  confirmPost: posts.confirm,
  postHistory: posts.history,
  reportPost: report,
  postReports: reports,
  settleReports: settle,
  searchPosts: search,
  announcements: announcements.list,
  announce: announcements.announce,
  changeAnnouncement: announcements.change,
  announcementHistory: announcements.history,
  readAnnouncement: announcements.read,
  announcementReaders: announcements.readers,
});
