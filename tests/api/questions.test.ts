/** The question bank: brought in, found, changed, sorted. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { questionFolders } from '#contracts/question-folders.ts';
import { questions } from '#contracts/questions.ts';
import { norms } from '#contracts/norms.ts';
import { newArticle } from '../support/norms.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import { addQuestion, addQuestions, newQuestion, plainMeta, singleChoice } from '../support/questions.ts';
import {
  createAcademyTree,
  nationalAdmin,
  newId,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let ofBank: { params: { organisationId: string } };
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  ofBank = { params: { organisationId: tree.academyId } };
});

const read = (questionId: string) => author.call(questions.question, { params: { questionId } });
const found = async (query: object) =>
  (await author.call(questions.bank, { ...ofBank, query })).items.map(({ id }) => id);
const folder = async (name: string, parentId: string | null = null): Promise<string> => {
  const folderId = newId('folder');
  const body = { revision: 0, parentId, name, sharedWith: 'nobody' as const, organisationIds: [] };
  await author.call(questionFolders.putFolder, { params: { ...ofBank.params, folderId }, body });
  return folderId;
};
const several = async (change: object, ...ids: string[]) =>
  (await author.call(questions.changeSeveral, { ...ofBank, body: { ids, ...change } })).changed;

describe('a question brought in', () => {
  it('stands in the bank as a draft, with its key for who writes', async () => {
    const content = singleChoice('Хто оцінює **ефективність** поліції?');
    const id = await addQuestion(author, tree.academyId, { content, tags: ['закон'], difficulty: 4 });
    expect(await read(id)).toMatchObject({
      ...{ kind: 'single', state: 'draft', version: null, changed: false, archived: false, revision: 1 },
      ...{ languages: ['uk', 'en'], tags: ['закон'], difficulty: 4, content, mayChange: true, mayDecide: false },
      ask: { uk: 'Хто оцінює ефективність поліції?' },
      changedBy: { id: tree.instructor.id },
    });
  });

  it('sent once more is there once; under an id that is taken it is refused', async () => {
    const made = newQuestion();
    expect(await addQuestions(author, tree.academyId, made)).toMatchObject([{ outcome: 'added', similar: [] }]);
    expect(await addQuestions(author, tree.academyId, made)).toMatchObject([{ outcome: 'added' }]);
    const before = (await author.call(questions.bankFacets, ofBank)).questions;
    const other = { ...made, content: singleChoice() };
    const outcomes = await addQuestions(author, tree.academyId, other, newQuestion());
    expect(outcomes.map((each) => each.outcome)).toEqual(['idTaken', 'added']);
    expect((await author.call(questions.bankFacets, ofBank)).questions).toBe(before + 1);
  });

  it('is judged by itself: what names things that are not there does not hold up the others', async () => {
    const picture = `![Схема](media:${newId('media')})`;
    const pictured: QuestionContent = { ...singleChoice(), given: { uk: picture, en: picture } };
    const outcomes = await addQuestions(
      author,
      tree.academyId,
      newQuestion({ folderId: newId('folder') }),
      newQuestion({ competences: [newId('competence')] }),
      newQuestion({ norms: [newId('article')] }),
      newQuestion({ content: pictured }),
      newQuestion({ content: large(130_000) }),
      newQuestion(),
    );
    expect(outcomes.map((each) => each.outcome)).toEqual([
      ...['referenceUnknown', 'referenceUnknown', 'referenceUnknown', 'referenceUnknown', 'tooLarge', 'added'],
    ]);
  });

  it('may name norms and pictures that are there, and shows the picture', async () => {
    const article = newArticle();
    await (await nationalAdmin()).call(norms.putArticle, article);
    const data = await plainPicture(40, 30).png().toBuffer();
    const { id: mediaId } = await sendAndCheck(author, { ...ofBank.params, kind: 'picture', data });
    const words = `![Схема](media:${mediaId}) за [ст. 23](norm:${article.params.articleId})`;
    const content: QuestionContent = { ...singleChoice(), given: { uk: words, en: words } };
    const questionId = await addQuestion(author, tree.academyId, { content, norms: [article.params.articleId] });
    const shown = await author.reply(questions.questionPicture, { params: { questionId, mediaId }, query: {} });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const other = { questionId: await addQuestion(author, tree.academyId), mediaId };
    expect(outcome(await author.reply(questions.questionPicture, { params: other, query: {} }))).toBe('notFound');
  });

  it('that asks nearly the same as another is pointed out, in the bank and among those that come with it', async () => {
    const words = `Які документи оформлює наряд поліції після застосування кайданків ${newId('question').slice(-6)}`;
    const first = await addQuestion(author, tree.academyId, { content: singleChoice(`${words}?`) });
    const [again, twin] = [1, 2].map(() => newQuestion({ content: singleChoice(`${words}, і в який строк?`) }));
    const outcomes = await addQuestions(author, tree.academyId, again!, twin!);
    expect(outcomes.map(({ similar }) => similar.sort())).toEqual([
      [first, twin!.id].sort(),
      [first, again!.id].sort(),
    ]);
    const { questions: alike } = await author.call(questions.similarQuestions, { params: { questionId: first } });
    expect(alike.map(({ id }) => id).sort()).toEqual([again!.id, twin!.id].sort());
    const other = await createAcademyTree();
    const elsewhere = await signIn(other.instructor.login);
    const copy = newQuestion({ content: singleChoice(`${words}?`) });
    expect(await addQuestions(elsewhere, other.academyId, copy)).toMatchObject([{ similar: [] }]);
  });

  it.each([
    ['26 of them', { questions: Array.from({ length: 26 }, () => newQuestion()) }],
    ['21 tags', { questions: [newQuestion({ tags: Array.from({ length: 21 }, (_, at) => `м${at}`) })] }],
    ['10,000 tags', { questions: [newQuestion({ tags: Array.from({ length: 10_000 }, (_, at) => `м${at}`) })] }],
    ['a tag twice', { questions: [newQuestion({ tags: ['м', 'м'] })] }],
  ])('is refused with %s', async (_, body) => {
    expect(outcome(await author.reply(questions.addQuestions, { ...ofBank, body }))).toBe('invalid');
  });

  it('belongs to an academy or region, not to a unit', async () => {
    const admin = await signIn(tree.admin.login);
    const params = { organisationId: tree.unitId };
    expect(outcome(await admin.reply(questions.bank, { params, query: {} }))).toBe('invalid');
  });
});

function large(bytes: number): QuestionContent {
  const long = 'x'.repeat(2000);
  const options = Array.from({ length: Math.min(40, Math.ceil(bytes / 8000)) }, (_, at) => ({
    ...{ id: `o${at}`, share: at ? 0 : 1, text: { uk: long, en: long, ru: long, kk: long } },
  }));
  return { ask: { uk: 'Що?', en: 'What?', ru: 'Что?', kk: 'Не?' }, body: { kind: 'single', shuffle: true, options } };
}

describe('a draft', () => {
  const save = (questionId: string, body: object) =>
    author.reply(questions.changeQuestion, { params: { questionId }, body: { ...plainMeta, ...body } as never });

  it('is saved under its revision, twice is once; who was slower is told', async () => {
    const questionId = await addQuestion(author, tree.academyId);
    const content = singleChoice();
    const body = { revision: 1, content, tags: ['нове'], difficulty: 5 };
    expect((await save(questionId, body)).body).toMatchObject({ revision: 2, content, tags: ['нове'] });
    expect((await save(questionId, body)).body).toMatchObject({ revision: 2 });
    const late = { revision: 1, content: singleChoice() };
    expect(outcome(await save(questionId, late))).toBe('conflict');
    expect((await read(questionId)).content).toEqual(content);
  });

  it('is not saved with what is not there, or more than fits', async () => {
    const questionId = await addQuestion(author, tree.academyId);
    const content = singleChoice();
    expect(outcome(await save(questionId, { revision: 1, content, norms: [newId('article')] }))).toBe('invalid');
    expect(outcome(await save(questionId, { revision: 1, content: large(130_000) }))).toBe('tooLarge');
    expect((await read(questionId)).revision).toBe(1);
  });
});

describe('the list of a bank', () => {
  it('is narrowed by everything at once, and by words in any language', async () => {
    const law = await folder('Закон');
    const police = await folder('Поліція', law);
    const tag = newId('question').slice(-8);
    const content = singleChoice(`Здоров’я ${tag}`);
    const one = await addQuestion(author, tree.academyId, { folderId: police, tags: [tag, 'інше'], difficulty: 3 });
    const two = await addQuestion(author, tree.academyId, { folderId: law, tags: [tag], use: 'exam', content });
    expect((await found({ tag })).sort()).toEqual([one, two].sort());
    expect((await found({ folderId: law })).sort()).toEqual([one, two].sort());
    for (const query of [{ folderId: police }, { tag, difficulty: '3' }, { tag, use: 'practice' }, { tag: 'інше' }])
      expect(await found(query), JSON.stringify(query)).toEqual([one]);
    for (const words of [`здоров'я ${tag}`, `RIGHT здоровя ${tag}`]) expect(await found({ words })).toEqual([two]);
    for (const query of [
      { tag, kind: 'essay' },
      { tag, state: 'approved' },
      { tag, archived: 'true' },
    ])
      expect(await found(query)).toEqual([]);
    const facets = await author.call(questions.bankFacets, ofBank);
    expect(facets.tags).toContain(tag);
    expect(facets.folders.find(({ id }) => id === police)).toMatchObject({ name: 'Поліція', parentId: law });
  });

  it('comes in pages, the latest changed first, each question once', async () => {
    const school = await createAcademyTree();
    const writer = await signIn(school.instructor.login);
    const made = Array.from({ length: 60 }, () => newQuestion());
    for (let start = 0; start < 60; start += 20)
      await addQuestions(writer, school.academyId, ...made.slice(start, start + 20));
    const params = { organisationId: school.academyId };
    const first = await writer.call(questions.bank, { params, query: {} });
    expect(first.items).toHaveLength(50);
    const rest = await writer.call(questions.bank, { params, query: { cursor: first.next! } });
    expect(rest).toMatchObject({ next: null, items: { length: 10 } });
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(made.map(({ id }) => id).sort());
    const other = await signIn(school.admin.login);
    expect(outcome(await other.reply(questions.bank, { params, query: { cursor: first.next! } }))).toBe(
      'cursorInvalid',
    );
  });
});

describe('several at once', () => {
  it('are moved, tagged, made harder; asked twice it is done once', async () => {
    const folderId = await folder('Куди');
    const ids = [
      await addQuestion(author, tree.academyId, { tags: ['геть'] }),
      await addQuestion(author, tree.academyId),
    ];
    const change = { folderId, addTags: ['разом'], removeTags: ['геть'], difficulty: 5 };
    expect(await several(change, ...ids, newId('question'))).toEqual(ids);
    expect(await several(change, ...ids)).toEqual(ids);
    for (const id of ids)
      expect(await read(id)).toMatchObject({ folderId, tags: ['разом'], difficulty: 5, revision: 2 });
    expect(
      outcome(await author.reply(questions.changeSeveral, { ...ofBank, body: { ids, folderId: newId('folder') } })),
    ).toBe('invalid');
  });

  it('are put away and brought back: out of the list, the folder, the count – never gone', async () => {
    const folderId = await folder('Архів');
    const id = await addQuestion(author, tree.academyId, { folderId });
    const count = async () => (await author.call(questions.bankFacets, ofBank)).questions;
    const before = await count();
    expect(await several({ archived: true }, id)).toEqual([id]);
    expect([await found({ folderId }), await found({ archived: 'true' }), await count()]).toEqual([
      [],
      [id],
      before - 1,
    ]);
    expect((await read(id)).mayChange).toBe(false);
    // an empty folder goes; what stood in it comes back beside the folders
    await author.call(questionFolders.removeFolder, { params: { ...ofBank.params, folderId } });
    expect(await several({ archived: false }, id)).toEqual([id]);
    expect(await read(id)).toMatchObject({ archived: false, folderId: null });
    expect((await records(id)).map(({ type, data }) => [type, data])).toEqual([
      ['questions.archived', { archived: true }],
      ['questions.archived', { archived: false }],
    ]);
  });

  it('that are kept for exams and no more leave a fact', async () => {
    const id = await addQuestion(author, tree.academyId, { use: 'exam' });
    await several({ use: 'practice' }, id);
    expect(await records(id)).toMatchObject([
      { type: 'questions.useChanged', kind: 'fact', actorId: tree.instructor.id, objectId: tree.academyId },
    ]);
  });
});

describe('folders', () => {
  const put = (folderId: string, body: object) =>
    author.reply(questionFolders.putFolder, {
      params: { ...ofBank.params, folderId },
      body: { revision: 1, parentId: null, name: 'Папка', sharedWith: 'nobody', organisationIds: [], ...body },
    });

  it('are renamed and moved under their revision, never into themselves', async () => {
    const top = await folder('Верх');
    const below = await folder('Низ', top);
    expect((await put(top, { name: 'Гора' })).body).toMatchObject({ name: 'Гора', revision: 2 });
    expect((await put(top, { name: 'Гора' })).body).toMatchObject({ revision: 2 });
    expect(outcome(await put(top, { name: 'Вершина' }))).toBe('conflict');
    for (const parentId of [below, top])
      expect(outcome(await put(top, { revision: 2, parentId }))).toBe('folderCircle');
    expect(outcome(await put(below, { parentId: newId('folder') }))).toBe('invalid');
    expect(outcome(await put(top, { revision: 0, name: 'Ще раз' }))).toBe('idTaken');
  });

  it('go only when nothing is in them', async () => {
    const top = await folder('Повна');
    const below = await folder('Усередині', top);
    await addQuestion(author, tree.academyId, { folderId: below });
    const remove = (folderId: string) =>
      author.reply(questionFolders.removeFolder, { params: { ...ofBank.params, folderId } });
    expect([outcome(await remove(top)), outcome(await remove(below))]).toEqual(['folderNotEmpty', 'folderNotEmpty']);
    await several({ folderId: null }, ...(await found({ folderId: below })));
    expect([outcome(await remove(below)), outcome(await remove(top)), outcome(await remove(top))]).toEqual([
      200, 200, 200,
    ]);
  });

  it('two that are moved into one another at the same moment make no circle', async () => {
    const [one, two] = [await folder('Один'), await folder('Два')];
    const ended = await Promise.all([put(one, { parentId: two }), put(two, { parentId: one })]);
    expect(ended.map(outcome).sort()).toEqual([200, 'folderCircle']);
  });

  it('of another academy keep their id', async () => {
    const other = await createAcademyTree();
    const elsewhere = await signIn(other.instructor.login);
    const folderId = await folder('Наша');
    const body = { revision: 0, parentId: null, name: 'Їхня', sharedWith: 'nobody' as const, organisationIds: [] };
    const params = { organisationId: other.academyId, folderId };
    expect(outcome(await elsewhere.reply(questionFolders.putFolder, { params, body }))).toBe('idTaken');
  });
});
