/** What to ask of assignments. */
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignmentWork } from '#contracts/assignment-work.ts';
import { assignments } from '#contracts/assignments.ts';
import { asked } from './question.ts';
import type { Side } from './sides.ts';

const placeOf = ({ assignment: { cohortId, assignmentId } }: Side) => ({ cohortId, assignmentId });
const workOf = ({ assignment: { cohortId, assignmentId, workId } }: Side) => ({ cohortId, assignmentId, workId });

export const assignmentQuestions = [
  asked(assignments.taughtAssignments, (us) => ({
    inputs: [{ params: { cohortId: us.assignment.cohortId }, query: {} }],
    shows: [`Завдання ${us.mark}`],
  })),
  asked(assignments.assignment, (us) => ({ inputs: [{ params: placeOf(us) }], shows: [`Завдання ${us.mark}`] })),
  asked(assignments.assignmentPeople, (us) => ({
    inputs: [{ params: placeOf(us), query: {} }],
    shows: [us.assignment.personId],
  })),
  asked(assignmentMarking.works, (us) => ({
    inputs: [{ params: placeOf(us), query: {} }],
    shows: [us.assignment.workId],
  })),
  asked(assignmentMarking.work, (us) => ({ inputs: [{ params: workOf(us) }], shows: [`Робота ${us.mark}`] })),
  asked(assignmentMarking.overlaps, (us) => ({ inputs: [{ params: workOf(us) }], shows: [] })),
  asked(assignmentWork.ownAssignments, (us) => ({
    inputs: [{ params: { cohortId: us.assignment.cohortId } }],
    shows: [`Завдання ${us.mark}`],
  })),
  asked(assignmentWork.ownAssignment, (us) => ({ inputs: [{ params: placeOf(us) }], shows: [us.fileId] })),
  asked(assignmentWork.workFile, (us) => ({
    inputs: [{ params: { ...placeOf(us), fileId: us.fileId } }],
    shows: [us.fileId],
  })),
];
