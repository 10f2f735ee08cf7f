/** All endpoints of the room courses, in the order in which their addresses are tried. */
import { assigned } from '../assigned.ts';
import { courses } from '../courses.ts';
import { sharing } from '../sharing.ts';
import { versions } from '../versions.ts';

// `/shared` and `/assigned` before `/{courseId}`
export const coursesEndpoints = { ...sharing, ...assigned, ...courses, ...versions };
