/** Translating: how far each lesson is, what changed in a source, and that saying “still right” lifts only the flag. */
import { beforeAll, describe, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { reviews } from '#contracts/reviews.ts';
import { translation } from '#contracts/translation.ts';
import {
  addLesson,
  addModule,
  createDraft,
  draftOf,
  joinTeam,
  lessonDraft,
  save,
  writeBlocks,
  written,
  type LessonKey,
} from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import { createAcademyTree, createPerson, newId, signIn, type TestClient } from '../support/stack.ts';

let [author, translator, reader, stranger]: TestClient[] = [];
let courseId: string;
let organisationId: string;

beforeAll(async () => {
  const [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const colleagues = await Promise.all([
    createPerson(tree.academyId, ['instructor']),
    createPerson(tree.academyId, ['instructor']),
  ]);
  [author, translator, reader, stranger] = await Promise.all(
    [tree.instructor, ...colleagues, other.instructor].map(({ login }) => signIn(login)),
  );
  organisationId = tree.academyId;
  courseId = (await createDraft(author!, tree.academyId, { languages: ['uk', 'kk', 'en'] })).id;
  await joinTeam(author!, courseId, colleagues[0].id, 'author');
  await joinTeam(author!, courseId, colleagues[1].id, 'reader');
});

const begin = async (...texts: Parameters<typeof writeBlocks>[2][]) => {
  const lesson: LessonKey = { courseId, lessonId: await addLesson(author!, courseId) };
  return { lesson, ids: await writeBlocks(author!, lesson, ...texts) };
};
const progress = async ({ lessonId }: LessonKey, client = author!) => {
  const { items } = await client.call(translation.translationProgress, { params: { courseId } });
  return items.find((each) => each.lessonId === lessonId)?.languages;
};
const former = (lesson: LessonKey, blockId: string, revision: number, client = author!) =>
  client.reply(translation.formerSource, { params: { ...lesson, blockId, revision: String(revision) } });

describe('progress', () => {
  it('tells of each lesson and language what is translated, out of date and left, in texts and words', async () => {
    const { lesson, ids } = await begin(
      { uk: 'Слід існує доти', kk: 'Із бар' },
      { uk: 'Два слова', kk: 'Екі сөз', en: 'Two words' },
      'Без перекладу зовсім',
    );
    await save(author!, lesson, written(ids[1]!, 'Уже три слова', { base: 1 }));
    expect(await progress(lesson, reader)).toEqual({
      kk: { total: 3, done: 2, stale: 1, words: 9, wordsLeft: 3 },
      en: { total: 3, done: 1, stale: 1, words: 9, wordsLeft: 6 },
    });
    await author!.call(draftOutline.binLesson, { params: lesson });
    expect(await progress(lesson)).toBeUndefined();
  });
});

describe('a source that changed', () => {
  it('is shown as it was when it was translated, however often it has been saved since', async () => {
    const {
      lesson,
      ids: [a = ''],
    } = await begin({ uk: 'Слід описують', kk: 'Із сипатталады' });
    for (const [base, text] of ['Слід описують на', 'Слід описують на місці', 'Слід описують негайно'].entries())
      await save(author!, lesson, written(a, text, { base: base + 1 }));
    expect((await former(lesson, a, 1, translator)).body).toEqual({ text: 'Слід описують', alt: null });
    // nobody has translated what stood in between
    expect(await Promise.all([2, 3, 4, 9].map(async (at) => outcome(await former(lesson, a, at))))).toEqual([
      ...['notFound', 'notFound', 'notFound', 'notFound'],
    ]);
    const { problems } = await author!.call(reviews.readiness, { params: { courseId } });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'translationStale', blockId: a, language: 'kk' }));
  });

  it('a translation that is still right gives up its flag and nothing else', async () => {
    const {
      lesson,
      ids: [a = ''],
    } = await begin({ uk: 'Слід', kk: 'Із' });
    await save(author!, lesson, written(a, 'Слід.', { base: 1 }));
    const right = written(a, 'Із', { language: 'kk', base: 1, sourceRevision: 2 });
    const [once] = await save(translator!, lesson, right);
    const [twice] = await save(translator!, lesson, right);
    expect([once?.outcome, twice?.outcome, twice?.block?.texts.kk]).toMatchObject([
      ...['saved', 'saved'],
      { text: 'Із', revision: 2, sourceRevision: 2 },
    ]);
    expect((await progress(lesson))?.kk).toMatchObject({ done: 1, stale: 0 });
    const { items } = await author!.call(draftBlocks.history, { params: lesson, query: {} });
    expect(items.filter(({ language }) => language === 'kk')).toEqual([]);
  });

  it('two translators of one text: the second sees both, and the words of both are kept', async () => {
    const {
      lesson,
      ids: [a = ''],
    } = await begin('Слід');
    const of = (text: string) => written(a, text, { language: 'kk', sourceRevision: 1 });
    const both = await Promise.all([save(author!, lesson, of('Із')), save(translator!, lesson, of('Ізі'))]);
    expect(
      both
        .flat()
        .map((each) => each.outcome)
        .sort(),
    ).toEqual(['conflict', 'saved']);
    const standing = (await lessonDraft(author!, lesson)).blocks[0]?.texts.kk?.text;
    const { items } = await author!.call(draftBlocks.history, { params: lesson, query: {} });
    const kept = items.find(({ kind }) => kind === 'conflict')?.text;
    expect([standing, kept].sort()).toEqual(['Із', 'Ізі']);
  });
});

describe('titles', () => {
  /** A course of its own with a module, a lesson and everything in two languages. */
  const named = async () => {
    const draft = await createDraft(author!, organisationId, {
      title: { uk: 'Курс', kk: 'Курс' },
      languages: ['uk', 'kk'],
    });
    const params = { courseId: draft.id };
    const said = {
      summary: { uk: 'Про що', kk: 'Не туралы' },
      outcomes: [{ uk: 'Знає', kk: 'Біледі' }, { uk: 'Уміє' }],
    };
    await author!.call(authoring.changeDraft, { params, body: { revision: draft.revision, ...said } });
    const moduleId = await addModule(author!, draft.id, { uk: 'Модуль', kk: 'Модуль' });
    const lessonId = await addLesson(author!, draft.id, { moduleId, title: { uk: 'Слід', kk: 'Із' } });
    return { params, moduleId, lessonId };
  };
  const stale = async (courseParams: { courseId: string }) =>
    (await author!.call(reviews.readiness, { params: courseParams })).translations.kk?.stale;

  it('of a course, its modules and lessons are behind once the source says something else, with what it said', async () => {
    const { params, moduleId, lessonId } = await named();
    const now = await draftOf(author!, params.courseId);
    expect([now.behind, now.modules[0]?.behind, now.lessons[0]?.behind]).toEqual([undefined, undefined, undefined]);
    const { title, place, revision } = now.modules[0]!;
    const moduleBody = { title: { ...title, uk: 'Розділ' }, place, revision };
    await author!.call(draftOutline.putModule, { params: { ...params, moduleId }, body: moduleBody });
    const lessonBody = { revision: 0, title: { uk: 'Сліди', kk: 'Із' } };
    await author!.call(draftOutline.changeLesson, { params: { ...params, lessonId }, body: lessonBody });
    const outcomes = [{ uk: 'Уміє' }, { uk: 'Знає право', kk: 'Біледі' }];
    const after = await author!.call(authoring.changeDraft, {
      params,
      body: { revision: now.revision, title: { uk: 'Новий курс', kk: 'Курс' }, outcomes },
    });
    expect(after.behind).toEqual({ title: { kk: 'Курс' }, outcomes: [{}, { kk: 'Знає' }] });
    expect([after.modules[0]?.behind, after.lessons[0]?.behind]).toEqual([{ kk: 'Модуль' }, { kk: 'Слід' }]);
    expect((await lessonDraft(author!, { ...params, lessonId })).lesson.behind).toEqual({ kk: 'Слід' });
    expect(await stale(params)).toBe(4);
    const { problems } = await author!.call(reviews.readiness, { params });
    expect(problems.filter(({ code }) => code === 'translationStale').map((each) => each.lessonId)).toEqual([
      ...[null, null, null, lessonId],
    ]);
  });

  it('found still right give up the flag and keep their words; said twice it is the same', async () => {
    const { params, lessonId } = await named();
    const at = { params: { ...params, lessonId } };
    await author!.call(draftOutline.changeLesson, { ...at, body: { revision: 0, title: { uk: 'Сліди', kk: 'Із' } } });
    const body = { revision: 1, title: { uk: 'Сліди', kk: 'Із' }, madeFrom: { kk: 'Сліди' } };
    const both = [await author!.call(draftOutline.changeLesson, { ...at, body })];
    both.push(await author!.call(draftOutline.changeLesson, { ...at, body }));
    expect(both.map(({ lessons: [lesson] }) => [lesson?.title.kk, lesson?.behind, lesson?.revision])).toEqual([
      ['Із', undefined, 2],
      ['Із', undefined, 2],
    ]);
    expect(await stale(params)).toBe(0);
  });

  it('translated from what has changed meanwhile are behind from the first; a copy is as it was', async () => {
    const { params, lessonId, moduleId } = await named();
    const title = { uk: 'Сліди', kk: 'Іздер' };
    const { lessons } = await author!.call(draftOutline.changeLesson, {
      params: { ...params, lessonId },
      body: { revision: 0, title, madeFrom: { kk: 'Слід' } },
    });
    expect(lessons[0]?.behind).toEqual({ kk: 'Слід' });
    const copyOf = { ...params, lessonId };
    const copy = await addLesson(author!, params.courseId, {
      moduleId,
      title: { uk: 'Сліди 2', kk: 'Іздер 2' },
      copyOf,
    });
    const found = (await draftOf(author!, params.courseId)).lessons.find(({ id }) => id === copy);
    expect(found?.behind).toEqual({ kk: 'Слід' });
  });
});

describe('of a course', () => {
  it('strangers learn nothing, and a text is found in its own lesson alone', async () => {
    const {
      lesson,
      ids: [a = ''],
    } = await begin({ uk: 'Було', kk: 'Болды' });
    const { lesson: other } = await begin('Інше');
    await save(author!, lesson, written(a, 'Стало', { base: 1 }));
    expect(outcome(await stranger!.reply(translation.translationProgress, { params: { courseId } }))).toBe('notFound');
    const asked = [
      former(lesson, a, 1, stranger),
      former(other, a, 1),
      former({ ...lesson, lessonId: newId('lesson') }, a, 1),
      former(lesson, newId('block'), 1),
    ];
    expect((await Promise.all(asked)).map(outcome)).toEqual(['notFound', 'notFound', 'notFound', 'notFound']);
    await author!.call(draftOutline.binLesson, { params: lesson });
    expect(outcome(await former(lesson, a, 1))).toBe('notFound');
  });
});
