/** How many notices are unread: all that the first page needs of the inbox. */
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** more are not counted */
export const unreadMax = 99;

export const unreadNotices = {
  unread: endpoint({
    method: 'GET',
    path: '/api/notifications/unread',
    summary: `How many notices are unread (${unreadMax + 1}: more than that). Answers 304 to the ETag of the same number.`,
    permission: 'signedIn',
    output: z.object({ unread: z.int() }),
    raw: true,
  }),
};
