/** All endpoints of the room discussion, in the order in which their addresses are tried. */
import { announcements } from '../announcements.ts';
import { posts } from '../posts.ts';
import { threads } from '../threads.ts';

export const discussionEndpoints = { ...threads, ...posts, ...announcements };
