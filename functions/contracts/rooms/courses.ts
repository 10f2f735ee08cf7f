/** All endpoints of the room courses, in the order in which their addresses are tried. */
import { courses } from '../courses.ts';
import { sharing } from '../sharing.ts';
import { versions } from '../versions.ts';

// `/shared` before `/{courseId}`
export const coursesEndpoints = { ...sharing, ...courses, ...versions };
