/** All endpoints of the room quizzes, in the order in which their addresses are tried. */
import { quizReviews } from '../quiz-reviews.ts';
import { quizzes } from '../quizzes.ts';

export const quizzesEndpoints = { ...quizzes, ...quizReviews };
