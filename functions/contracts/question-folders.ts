/** Folders of a question bank; what academies share of it. */
import { Cursor, Language, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Folder, QuestionVersion, questionsPerRequest, questionUses, Tag } from './questions.ts';
import { z } from './z.ts';

const bankParams = z.strictObject({ organisationId: id('organisation') });
const folderParams = z.strictObject({ folderId: id('folder') });

/** An approved question as academies see it with whom its folder is shared. */
export const SharedQuestion = z.extend(
  z.pick(QuestionVersion, { questionId: true, version: true, content: true, approvedAt: true }),
  {
    languages: z.array(Language),
    use: z.enum(questionUses),
    difficulty: z.int(),
    tags: z.array(Tag),
  },
);
export type SharedQuestion = z.infer<typeof SharedQuestion>;

export const questionFolders = {
  putFolder: endpoint({
    method: 'PUT',
    path: '/api/questions/organisations/{organisationId}/folders/{folderId}',
    summary: 'Makes a folder, renames, moves or shares it with what is in it. `revision` 0: it is new.',
    permission: 'writeQuestions',
    params: z.strictObject({ organisationId: id('organisation'), folderId: id('folder') }),
    body: z.strictObject({
      revision: z.int(),
      parentId: z.nullable(id('folder')),
      name: line(120),
      sharedWith: z.enum(['nobody', 'listed', 'all']),
      organisationIds: z.array(id('organisation')).check(z.maxLength(90)),
    }),
    output: Folder,
    errors: ['conflict', 'idTaken', 'folderCircle', 'tooManyFolders'],
  }),
  removeFolder: endpoint({
    method: 'DELETE',
    path: '/api/questions/organisations/{organisationId}/folders/{folderId}',
    summary: 'Removes an empty folder.',
    permission: 'writeQuestions',
    params: z.strictObject({ organisationId: id('organisation'), folderId: id('folder') }),
    errors: ['folderNotEmpty'],
  }),
  sharedFolders: endpoint({
    method: 'GET',
    path: '/api/questions/shared',
    summary: 'Folders that other academies share with the asker’s.',
    permission: 'useQuestions',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(
      z.object({ folder: Folder, organisation: z.object({ id: id('organisation'), name: localised(200) }) }),
    ),
    errors: ['cursorInvalid'],
  }),
  sharedQuestions: endpoint({
    method: 'GET',
    path: '/api/questions/shared/{folderId}',
    summary: 'Approved questions of a shared folder and of those below it.',
    permission: 'useQuestions',
    params: folderParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(SharedQuestion),
    errors: ['cursorInvalid'],
  }),
  copyQuestions: endpoint({
    method: 'POST',
    path: '/api/questions/organisations/{organisationId}/copies',
    summary: 'Copies shared questions into one’s own bank, as drafts that name their origin.',
    permission: 'writeQuestions',
    params: bankParams,
    body: z.strictObject({
      folderId: z.nullable(id('folder')),
      questions: z
        .array(z.strictObject({ from: id('question'), id: id('question') }))
        .check(z.minLength(1), z.maxLength(questionsPerRequest)),
    }),
    output: z.object({ copied: z.array(id('question')) }),
    errors: ['idTaken'],
  }),
};
