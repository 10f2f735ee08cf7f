/** Endpoints of the question bank: its list, questions, review, folders, what is shared. */
import { questionsEndpoints } from '#contracts/rooms/questions.ts';
import { serve } from '../platform/http.ts';
import { addQuestions } from './add.ops.ts';
import { bank, bankFacets } from './bank.ops.ts';
import { putFolder, removeFolder } from './folders.ops.ts';
import { changeQuestion, question, questionPicture, questionVersions } from './questions.ops.ts';
import { decideQuestion, questionQueue, questionReview, submitQuestions, withdrawQuestion } from './review.ops.ts';
import { changeSeveral } from './several.ops.ts';
import { copyQuestions, sharedFolders, sharedQuestions } from './shared.ops.ts';
import { similarQuestions } from './similar.ops.ts';

export const handler = serve(questionsEndpoints, {
  bank,
  bankFacets,
  addQuestions,
  question,
  changeQuestion,
  questionVersions,
  questionPicture,
  similarQuestions,
  changeSeveral,
  submitQuestions,
  withdrawQuestion,
  questionQueue,
  questionReview,
  decideQuestion,
  putFolder,
  removeFolder,
  sharedFolders,
  sharedQuestions,
  copyQuestions,
});
