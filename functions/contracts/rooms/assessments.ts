/** All endpoints of the room assessments, in the order in which their addresses are tried. */
import { attempts } from '../attempts.ts';
import { lectureQuestions } from '../lecture-questions.ts';
import { marking } from '../marking.ts';
import { runs } from '../runs.ts';

export const assessmentsEndpoints = { ...attempts, ...runs, ...marking, ...lectureQuestions };
