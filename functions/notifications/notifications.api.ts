/** The inbox, what one chooses about mail, messages. */
import { notificationsEndpoints } from '#contracts/rooms/notifications.ts';
import { serve } from '../platform/http.ts';
import { inboxHandlers } from './inbox.ops.ts';
import { messageHandlers } from './messages.ops.ts';
import { preferenceHandlers } from './preferences.ops.ts';

export const handler = serve(notificationsEndpoints, {
  ...inboxHandlers,
  ...preferenceHandlers,
  ...messageHandlers,
});
