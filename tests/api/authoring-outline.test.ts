/** The outline of a draft: modules and lessons in their order, whoever moves them; the bin. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '#contracts/authoring.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import {
  addLesson,
  addModule,
  createDraft,
  draftOf,
  lessonDraft,
  placeAfter,
  writeBlocks,
  written,
} from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import { createAcademyTree, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
});

const lessonIds = ({ lessons }: Draft) => lessons.map(({ id }) => id);

describe('the outline', () => {
  let courseId: string;
  let [one, two]: string[] = [];
  beforeAll(async () => {
    courseId = (await createDraft(author, tree.academyId)).id;
    one = await addModule(author, courseId, { uk: 'Перший' });
    two = await addModule(author, courseId, { uk: 'Другий' });
  });
  const move = (lessonId: string, moduleId: string, place: string, outlineRevision: number) =>
    author.reply(draftOutline.moveLesson, {
      params: { courseId, lessonId },
      body: { moduleId, place, outlineRevision },
    });

  it('keeps modules and lessons in their places', async () => {
    const [a, b] = [
      await addLesson(author, courseId, { moduleId: one! }),
      await addLesson(author, courseId, { moduleId: one! }),
    ];
    const c = await addLesson(author, courseId, { moduleId: two! });
    const before = await draftOf(author, courseId);
    expect(before.modules.map(({ id }) => id)).toEqual([one, two]);
    expect(lessonIds(before)).toEqual([a, b, c]);
    const place = placeAfter(before.lessons.filter(({ moduleId }) => moduleId === two));
    const { body } = await move(a, two!, place, before.outlineRevision);
    expect(lessonIds(body)).toEqual([b, c, a]);
    expect(body.outlineRevision).toBe(before.outlineRevision + 1);
  });

  it('takes one of two moves of the same lesson, and moves of different ones', async () => {
    const [a, b] = [await addLesson(author, courseId), await addLesson(author, courseId)];
    const { outlineRevision } = await draftOf(author, courseId);
    const same = await Promise.all([move(a, one!, 'Zz', outlineRevision), move(a, one!, 'Zy', outlineRevision)]);
    expect(same.map(outcome).sort()).toEqual([200, 'lessonMoved']);
    expect(outcome(await move(b, one!, 'Zx', outlineRevision))).toBe(200);
    expect(outcome(await move(b, one!, 'Zx', outlineRevision))).toBe(200);
  });

  it('leaves room between two who ask for the same place', async () => {
    const { id } = await createDraft(author, tree.academyId);
    const moduleId = await addModule(author, id);
    const ids = await Promise.all(['a0', 'a0', 'a0'].map((place) => addLesson(author, id, { moduleId, place })));
    const { lessons } = await draftOf(author, id);
    expect(new Set(lessons.map(({ place }) => place)).size).toBe(3);
    expect(lessons.map((each) => each.id).sort()).toEqual(ids.sort());
  });

  it('gives up a module only when it is empty', async () => {
    const moduleId = await addModule(author, courseId);
    const lessonId = await addLesson(author, courseId, { moduleId });
    const params = { courseId, moduleId };
    expect(outcome(await author.reply(draftOutline.removeModule, { params }))).toBe('moduleNotEmpty');
    await author.call(draftOutline.binLesson, { params: { courseId, lessonId } });
    for (let times = 0; times < 2; times += 1)
      expect((await author.call(draftOutline.removeModule, { params })).modules.map(({ id }) => id)).toEqual([
        one,
        two,
      ]);
  });

  it('renames what others move at the same time', async () => {
    const lessonId = await addLesson(author, courseId, { moduleId: one! });
    const { outlineRevision } = await draftOf(author, courseId);
    const params = { courseId, lessonId };
    const rename = (title: string, revision: number) =>
      author.reply(draftOutline.changeLesson, { params, body: { revision, title: { uk: title } } });
    const answers = await Promise.all([rename('Інша назва', 0), move(lessonId, two!, 'Zz', outlineRevision)]);
    expect(answers.map(outcome)).toEqual([200, 200]);
    const { lessons } = await draftOf(author, courseId);
    expect(lessons.find(({ id }) => id === lessonId)).toMatchObject({
      title: { uk: 'Інша назва' },
      moduleId: two,
      revision: 1,
    });
    expect([outcome(await rename('Інша назва', 0)), outcome(await rename('Третя', 0))]).toEqual([200, 'conflict']);
    const revisions = { title: { uk: 'Новий' }, place: 'Zz', revision: 0 };
    const module = { params: { courseId, moduleId: one! }, body: revisions };
    expect([
      outcome(await author.reply(draftOutline.putModule, module)),
      outcome(await author.reply(draftOutline.putModule, module)),
    ]).toEqual([200, 200]);
    const late = { ...module, body: { ...revisions, title: { uk: 'Пізно' } } };
    expect(outcome(await author.reply(draftOutline.putModule, late))).toBe('conflict');
  });

  it('has no lesson under an id that stands for one of another course', async () => {
    const { id } = await createDraft(author, tree.academyId);
    const moduleId = await addModule(author, id);
    const taken = await addLesson(author, courseId);
    const body = { id: taken, moduleId, place: 'a0', title: { uk: 'Заняття' }, minutes: 5, copyOf: null };
    expect(outcome(await author.reply(draftOutline.addLesson, { params: { courseId: id }, body }))).toBe('idTaken');
    expect(outcome(await author.reply(draftBlocks.lessonDraft, { params: { courseId: id, lessonId: taken } }))).toBe(
      'notFound',
    );
  });

  it('knows nothing of another course’s, though it be one’s own', async () => {
    const { id } = await createDraft(author, tree.academyId);
    const own = await addLesson(author, id);
    const lessonId = await addLesson(author, courseId);
    const crossed = { courseId: id, lessonId };
    const to = { moduleId: one!, place: 'a0', outlineRevision: 99 };
    const added = {
      id: newId('lesson'),
      moduleId: one!,
      place: 'a0',
      title: { uk: 'Заняття' },
      minutes: 5,
      copyOf: null,
    };
    const asked = {
      read: author.reply(draftBlocks.lessonDraft, { params: crossed }),
      written: author.reply(draftBlocks.saveBlocks, {
        params: crossed,
        body: { changes: [written(newId('block'), 'Текст')] },
      }),
      history: author.reply(draftBlocks.history, { params: crossed, query: {} }),
      renamed: author.reply(draftOutline.changeLesson, { params: crossed, body: { revision: 0, minutes: 9 } }),
      moved: author.reply(draftOutline.moveLesson, { params: crossed, body: to }),
      movedAway: author.reply(draftOutline.moveLesson, { params: { courseId: id, lessonId: own }, body: to }),
      added: author.reply(draftOutline.addLesson, { params: { courseId: id }, body: added }),
      binned: author.reply(draftOutline.binLesson, { params: crossed }),
      restored: author.reply(draftOutline.restoreLesson, { params: crossed }),
      copied: author.reply(draftOutline.addLesson, {
        params: { courseId: id },
        body: { ...added, id: newId('lesson'), copyOf: crossed },
      }),
    };
    const ended = Object.fromEntries(
      await Promise.all(Object.entries(asked).map(async ([name, reply]) => [name, outcome(await reply)])),
    );
    expect(ended).toEqual(Object.fromEntries(Object.keys(asked).map((name) => [name, 'notFound'])));
  });

  it('takes no place beside which nothing would fit', async () => {
    const lessonId = await addLesson(author, courseId);
    const { status, body } = await move(lessonId, one!, 'a10', 99);
    expect([status, body.error.details?.['field']]).toEqual([400, 'body.place']);
  });
});

describe('the bin', () => {
  it('keeps a lesson with its texts for thirty days', async () => {
    const { id: courseId } = await createDraft(author, tree.academyId);
    const lessonId = await addLesson(author, courseId);
    const params = { courseId, lessonId };
    await writeBlocks(author, params, 'Текст');
    for (let times = 0; times < 2; times += 1)
      expect(lessonIds(await author.call(draftOutline.binLesson, { params }))).toEqual([]);
    expect(outcome(await author.reply(draftBlocks.lessonDraft, { params }))).toBe('notFound');
    const { items } = await author.call(draftOutline.bin, { params: { courseId } });
    expect(items).toMatchObject([{ lesson: { id: lessonId }, by: { id: tree.instructor.id } }]);
    for (let times = 0; times < 2; times += 1)
      expect(lessonIds(await author.call(draftOutline.restoreLesson, { params }))).toEqual([lessonId]);
    expect((await lessonDraft(author, params)).blocks.map(({ texts }) => texts.uk?.text)).toEqual(['Текст']);
  });
});
