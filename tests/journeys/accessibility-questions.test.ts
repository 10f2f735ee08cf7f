/// <reference lib="dom" />
/** Pages of the question bank: the list, the editor of each kind, the review, what other academies share. */
import { questionFolders } from '#contracts/question-folders.ts';
import { addQuestion, approvedQuestion, submitQuestions } from '../support/questions.ts';
import { newReviewer } from '../support/reviews.ts';
import { createAcademyTree, newId, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'author' | 'reviewer' | 'neighbour' | 'learner';
interface Ground {
  draftId: string;
  approvedId: string;
  waitingId: string;
  folderId: string;
}

const kinds = ['single', 'multiple', 'trueFalse', 'shortText', 'numeric', 'matching', 'ordering', 'gapFill', 'essay'];
const bank = () => '/questions';

const places: Place<Ground, Who>[] = [
  { name: 'a question bank', who: 'author', path: bank, ready: 'main li h2' },
  { name: 'a question bank, filters', who: 'author', path: () => '/questions?kind=single', ready: 'main li h2' },
  { name: 'a question bank, nothing found', who: 'author', path: () => '/questions?q=яяя', ready: 'main .empty' },
  { name: 'a question bank, to be read', who: 'reviewer', path: bank, ready: 'main li h2' },
  { name: 'a question bank, empty', who: 'neighbour', path: bank, ready: 'main .empty' },
  { name: 'a question bank, not for learners', who: 'learner', path: bank, ready: 'main [role=alert]' },
  {
    name: 'a new folder',
    who: 'author',
    path: bank,
    ready: 'main li h2',
    press: 'nav.tree > .btn:visible, .pocket .btn:visible',
  },
  ...kinds.map((kind) => ({
    name: `a new question, ${kind}`,
    who: 'author' as const,
    path: () => `/questions/new?kind=${kind}`,
    ready: 'main textarea',
  })),
  { name: 'a question', who: 'author', path: ({ draftId }) => `/questions/${draftId}`, ready: 'main textarea' },
  {
    name: 'a question in review',
    who: 'author',
    path: ({ waitingId }) => `/questions/${waitingId}`,
    ready: 'main .read',
  },
  {
    name: 'a question that does not open',
    who: 'author',
    path: () => `/questions/${newId('question')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
  { name: 'questions to review', who: 'reviewer', path: () => '/reviews?view=questions', ready: 'main li h2' },
  {
    name: 'a question to review',
    who: 'reviewer',
    path: ({ waitingId }) => `/questions/${waitingId}/review`,
    ready: 'main [data-answer]',
  },
  {
    name: 'a question that does not wait',
    who: 'reviewer',
    path: ({ draftId }) => `/questions/${draftId}/review`,
    ready: 'main .empty',
    allow: [/status of 409/],
  },
  { name: 'questions from a file', who: 'author', path: () => '/questions/import', ready: 'input[type=file]' },
  { name: 'questions into a file', who: 'author', path: () => '/questions/export', ready: 'main select' },
  { name: 'shared folders', who: 'neighbour', path: () => '/questions/shared', ready: 'main h2' },
  {
    name: 'a shared folder',
    who: 'neighbour',
    path: ({ folderId }) => `/questions/shared/${folderId}`,
    ready: 'main details',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, learner, neighbour] = await Promise.all(
    [tree.instructor.login, tree.learner.login, other.instructor.login].map((login) => signIn(login)),
  );
  const reviewer = (await newReviewer(tree.academyId)).client;
  const folderId = newId('folder');
  await author!.call(questionFolders.putFolder, {
    params: { organisationId: tree.academyId, folderId },
    body: { revision: 0, parentId: null, name: 'Затримання', sharedWith: 'all', organisationIds: [] },
  });
  const approvedId = await approvedQuestion({ author: author!, reviewer }, tree.academyId, { folderId });
  const draftId = await addQuestion(author!, tree.academyId, { tags: ['право'] });
  const waitingId = await addQuestion(author!, tree.academyId);
  await submitQuestions(author!, tree.academyId, waitingId);
  const ground = { draftId, approvedId, waitingId, folderId };
  return { ground, people: { author: author!, reviewer, neighbour: neighbour!, learner: learner! } };
});
