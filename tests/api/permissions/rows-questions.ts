/** Rows of the question bank: for who uses, writes or reviews the questions of the academy; elsewhere it does not exist. */
import { questionFolders } from '#contracts/question-folders.ts';
import type { questions } from '#contracts/questions.ts';
import { addQuestion, newQuestion, plainMeta, singleChoice, submitQuestions } from '../../support/questions.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forAll, forOwn, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** One that waits for reviewers, with all words a question can have. */
export async function createQuestion(author: TestClient, organisationId: string, mark = 'Запитання') {
  const folderId = newId('folder');
  const body = { revision: 0, parentId: null, name: mark, sharedWith: 'nobody' as const, organisationIds: [] };
  await author.call(questionFolders.putFolder, { params: { organisationId, folderId }, body });
  const of = { folderId, tags: [mark], content: singleChoice(`Про що питають: ${mark}?`) };
  const questionId = await addQuestion(author, organisationId, of);
  await submitQuestions(author, organisationId, questionId);
  return { questionId, folderId };
}

export function questionRows({ own, bank, author }: World): RowsOf<typeof questions & typeof questionFolders> {
  const ofBank = { params: { organisationId: own.academyId } };
  const ofQuestion = { params: { questionId: bank.questionId } };
  const draft = () => addQuestion(author, own.academyId);
  const inReview = async () => {
    const questionId = await draft();
    await submitQuestions(author, own.academyId, questionId);
    return { params: { questionId } };
  };
  const nobody = { revision: 0, parentId: null, name: 'Папка', sharedWith: 'nobody' as const, organisationIds: [] };
  const newFolder = () => ({ params: { ...ofBank.params, folderId: newId('folder') }, body: nobody });
  return {
    bank: { input: () => ({ ...ofBank, query: {} }), ...forOwnOrganisation },
    bankFacets: { input: () => ofBank, ...forOwnOrganisation },
    addQuestions: { input: () => ({ ...ofBank, body: { questions: [newQuestion()] } }), ...forOwnOrganisation },
    question: { input: () => ofQuestion, ...forOwn },
    changeQuestion: {
      input: async () => ({
        params: { questionId: await draft() },
        body: { ...plainMeta, revision: 1, content: singleChoice() },
      }),
      ...forOwn,
    },
    questionVersions: { input: () => ({ ...ofQuestion, query: {} }), ...forOwn },
    // it has none
    questionPicture: {
      input: () => ({ params: { ...ofQuestion.params, mediaId: newId('media') }, query: {} }),
      ...{ own: 'notFound', foreign: 'notFound' },
    },
    similarQuestions: { input: () => ofQuestion, ...forOwn },
    changeSeveral: {
      input: () => ({ ...ofBank, body: { ids: [bank.questionId], addTags: ['мітка'] } }),
      ...forOwnOrganisation,
    },
    submitQuestions: { input: () => ({ ...ofBank, body: { ids: [bank.questionId] } }), ...forOwnOrganisation },
    withdrawQuestion: { input: inReview, ...forOwn },
    questionQueue: { input: () => ({ ...ofBank, query: {} }), ...forOwnOrganisation },
    questionReview: { input: () => ofQuestion, ...forOwn },
    decideQuestion: {
      input: async () => {
        const { params } = await inReview();
        // of another content than the one that waits
        return { params, body: { decision: 'approve' as const, hash: '0'.repeat(64), note: null } };
      },
      ...{ own: 'conflict', foreign: 'notFound' },
    },
    putFolder: { input: newFolder, ...forOwnOrganisation },
    removeFolder: { input: () => ({ params: newFolder().params }), ...forOwnOrganisation },
    sharedFolders: { input: () => ({ query: {} }), ...forAll },
    // the academy shares it with nobody
    sharedQuestions: {
      input: () => ({ params: { folderId: bank.folderId }, query: {} }),
      ...{ own: 'notFound', foreign: 'notFound' },
    },
    copyQuestions: {
      input: () => ({
        ...ofBank,
        body: { folderId: null, questions: [{ from: newId('question'), id: newId('question') }] },
      }),
      ...forOwnOrganisation,
    },
  };
}
