/** Folders that academies share with one another, and copies; exam questions never reach who may not use them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { questionFolders } from '#contracts/question-folders.ts';
import { questions, type Folder } from '#contracts/questions.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import { addQuestion, approvedQuestion, singleChoice } from '../support/questions.ts';
import { newReviewer } from '../support/reviews.ts';
import { createAcademyTree, newId, records, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let [owner, reader, third]: AcademyTree[] = [];
let [author, reviewer, guest, stranger]: TestClient[] = [];
/** the folder that is shared, one below it, an approved question with a picture in that, a draft beside it */
let top: string;
let below: string;
let approved: string;
let draft: string;
let mediaId: string;
let content: QuestionContent;

beforeAll(async () => {
  [owner, reader, third] = await Promise.all([createAcademyTree(), createAcademyTree(), createAcademyTree()]);
  [author, guest, stranger] = await Promise.all(
    [owner, reader, third].map(({ instructor }) => signIn(instructor.login)),
  );
  reviewer = (await newReviewer(owner!.academyId)).client;
  [top, below] = [newId('folder'), newId('folder')];
  await put(top, 0, { name: 'Спільне' });
  await put(below, 0, { name: 'Усередині', parentId: top });
  const data = await plainPicture(40, 30).png().toBuffer();
  mediaId = (await sendAndCheck(author!, { organisationId: owner!.academyId, kind: 'picture', data })).id;
  const picture = `![Схема](media:${mediaId})`;
  content = { ...singleChoice(), given: { uk: picture, en: picture } };
  const both = { author: author!, reviewer };
  approved = await approvedQuestion(both, owner!.academyId, {
    content,
    folderId: below,
    use: 'exam',
    tags: ['спільне'],
  });
  draft = await addQuestion(author!, owner!.academyId, { folderId: top });
});

const put = (folderId: string, revision: number, change: Partial<Folder>) =>
  author!.reply(questionFolders.putFolder, {
    params: { organisationId: owner!.academyId, folderId },
    body: { revision, parentId: null, name: 'Спільне', sharedWith: 'nobody', organisationIds: [], ...change },
  });
const offered = async (client: TestClient) =>
  (await client.call(questionFolders.sharedFolders, { query: {} })).items.map(({ folder }) => folder.id);
const shown = (client: TestClient, folderId: string) =>
  client.reply(questionFolders.sharedQuestions, { params: { folderId }, query: {} });
const copy = (client: TestClient, tree: AcademyTree, from: string, id = newId('question')) =>
  client.reply(questionFolders.copyQuestions, {
    params: { organisationId: tree.academyId },
    body: { folderId: null, questions: [{ from, id }] },
  });
const pictureOf = (client: TestClient, questionId: string) =>
  client.reply(questions.questionPicture, { params: { questionId, mediaId }, query: {} });

describe('a folder', () => {
  it('shared with nobody is its academy’s alone', async () => {
    expect(await offered(guest!)).toEqual([]);
    expect([outcome(await shown(guest!, top)), outcome(await pictureOf(guest!, approved))]).toEqual([
      ...['notFound', 'notFound'],
    ]);
    expect((await copy(guest!, reader!, approved)).body).toEqual({ copied: [] });
  });

  it('shared with one academy shows it what is approved in it and below, with pictures – and nobody else', async () => {
    const revision = 1;
    const listed = { sharedWith: 'listed' as const, organisationIds: [reader!.academyId] };
    expect((await put(top, revision, listed)).body).toMatchObject({ ...listed, revision: 2 });
    expect(await offered(guest!)).toEqual([top]);
    const { items } = await guest!.call(questionFolders.sharedFolders, { query: {} });
    expect(items[0]).toMatchObject({ organisation: { id: owner!.academyId }, folder: { organisationIds: [] } });
    for (const folderId of [top, below])
      expect((await shown(guest!, folderId)).body).toMatchObject({
        items: [{ questionId: approved, version: 1, content, use: 'exam', tags: ['спільне'], languages: ['uk', 'en'] }],
      });
    expect((await pictureOf(guest!, approved)).status).toBe(200);
    // the question itself, with its draft, stays at home
    expect(outcome(await guest!.reply(questions.question, { params: { questionId: approved } }))).toBe('notFound');
    expect([await offered(stranger!), outcome(await shown(stranger!, top))]).toEqual([[], 'notFound']);
    expect(outcome(await pictureOf(stranger!, approved))).toBe('notFound');
    const learner = await signIn(reader!.learner.login);
    expect(outcome(await shown(learner, top))).toBe('notAllowed');
    expect((await records(top)).map(({ type, data }) => [type, data])).toEqual([
      ['questions.shared', { with: 'listed', organisations: reader!.academyId }],
    ]);
  });

  it('gives copies that name their origin and are the other academy’s own drafts', async () => {
    const id = newId('question');
    expect((await copy(guest!, reader!, approved, id)).body).toEqual({ copied: [id] });
    expect((await copy(guest!, reader!, approved, id)).body).toEqual({ copied: [id] });
    const read = await guest!.call(questions.question, { params: { questionId: id } });
    expect(read).toMatchObject({
      ...{
        organisationId: reader!.academyId,
        state: 'draft',
        content,
        use: 'exam',
        tags: ['спільне'],
        mayChange: true,
      },
      origin: { questionId: approved, version: 1 },
    });
    expect((await pictureOf(guest!, id)).status).toBe(200);
    // the picture that came along may stay
    const { folderId, use, difficulty, tags, competences, norms } = read;
    const meta = { folderId, use, difficulty, tags, competences, norms };
    const body = { ...meta, revision: 1, content: { ...content, ask: { uk: 'Інакше?', en: 'Otherwise?' } } };
    expect((await guest!.reply(questions.changeQuestion, { params: { questionId: id }, body })).status).toBe(200);
    expect(await records(id)).toMatchObject([{ type: 'questions.copied', data: { from: approved, version: 1 } }]);
    expect((await copy(guest!, reader!, draft)).body).toEqual({ copied: [] });
    expect((await copy(stranger!, third!, approved)).body).toEqual({ copied: [] });
  });

  it('shared no more is gone at once; copies stay', async () => {
    expect((await put(top, 2, { sharedWith: 'nobody' })).status).toBe(200);
    expect([await offered(guest!), outcome(await shown(guest!, below))]).toEqual([[], 'notFound']);
    expect((await copy(guest!, reader!, approved)).body).toEqual({ copied: [] });
    expect((await put(top, 3, { sharedWith: 'all' })).status).toBe(200);
    expect([await offered(guest!), await offered(stranger!), await offered(author!)]).toEqual([[top], [top], []]);
    await put(top, 4, { sharedWith: 'nobody' });
  });

  it.each([
    ['with itself', () => [owner!.academyId]],
    ['with a unit', () => [reader!.unitId]],
    ['with nobody known', () => [newId('organisation')]],
  ])('is not shared %s', async (_, ids) => {
    expect(outcome(await put(below, 1, { parentId: top, sharedWith: 'listed', organisationIds: ids() }))).toBe(
      'invalid',
    );
  });
});
