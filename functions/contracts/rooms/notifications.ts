/** All endpoints of the room notifications, in the order in which their addresses are tried. */
import { messages } from '../messages.ts';
import { notifications } from '../notifications.ts';

export const notificationsEndpoints = { ...notifications, ...messages };
