/** All endpoints of the room assignments, in the order in which their addresses are tried. */
import { assignmentMarking } from '../assignment-marking.ts';
import { assignmentWork } from '../assignment-work.ts';
import { assignments } from '../assignments.ts';

export const assignmentsEndpoints = { ...assignments, ...assignmentMarking, ...assignmentWork };
