/** Day and hour by which something is due. */
import { formatDayLong, formatTime } from '../format.ts';

/** «вівторок, 10 листопада, 18:00» */
export const dueText = (moment: string): string => `${formatDayLong(moment)}, ${formatTime(moment)}`;
