/** All endpoints of the room questions, in the order in which their addresses are tried. */
import { questionFolders } from '../question-folders.ts';
import { questions } from '../questions.ts';

// `/shared` before `/{questionId}`
export const questionsEndpoints = { ...questionFolders, ...questions };
