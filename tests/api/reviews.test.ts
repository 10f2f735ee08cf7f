/** From a draft to what learners read: submitted, returned with comments, mended, approved part by part, released. */
import { beforeAll, describe, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { courses, type Course } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { reviews } from '#contracts/reviews.ts';
import {
  addLesson,
  addModule,
  attach,
  draftOf,
  lessonDraft,
  save,
  writeBlocks,
  writeCourse,
  written,
  type WrittenCourse,
} from '../support/authoring.ts';
import { courseBundle, importCourse } from '../support/bundle.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import {
  approve,
  askForReview,
  giveBack,
  newReviewer,
  release,
  reviewIs,
  reviewOf,
  submit,
  type ReviewKey,
} from '../support/reviews.ts';
import {
  createAcademyTree,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { deliverRecords } from './direct.ts';
import { lessonIds } from './shelf.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;
let learner: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  [author, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  reviewer = (await newReviewer(tree.academyId)).client;
});

const course = (courseId: string, client = learner): Promise<Course> =>
  client.call(courses.course, { params: { courseId } });
const lesson = (courseId: string, lessonId: string, language: 'uk' | 'en' = 'uk', client = learner) =>
  client.call(courses.lesson, { params: { courseId, lessonId }, query: { language } });
const rewrite = async (params: { courseId: string; lessonId: string }, blockId: string, text: string) => {
  const { blocks } = await lessonDraft(author, params);
  const base = blocks.find(({ id }) => id === blockId)!.texts.uk!.revision;
  return save(author, params, written(blockId, text, { base }));
};

describe('a new course', { timeout: 120_000 }, () => {
  let made: WrittenCourse;
  let picture: string;
  let file: string;
  let first: ReviewKey;
  const at = () => ({ courseId: made.courseId, lessonId: made.lessonIds[0]! });
  beforeAll(async () => {
    made = await writeCourse(author, tree.academyId, { lessons: 2 });
    const { academyId: organisationId } = tree;
    const data = await plainPicture(900, 600).png().toBuffer();
    picture = (await sendAndCheck(author, { organisationId, kind: 'picture', data })).id;
    const text = Buffer.from('Бланк протоколу');
    file = (await sendAndCheck(author, { organisationId, kind: 'file', name: 'Бланк.txt', data: text })).id;
  }, 60_000);

  it('is not there for learners, and cannot be submitted while something is missing', async () => {
    expect(outcome(await learner.reply(courses.course, { params: { courseId: made.courseId } }))).toBe('notFound');
    await attach(author, at(), { mediaId: picture, text: 'Підпис', alt: '' });
    const { problems, changed, translations } = await author.call(reviews.readiness, { params: at() });
    expect(changed).toBe(true);
    expect(translations.en).toEqual({ total: 5, done: 4, stale: 0 });
    expect(problems.filter(({ blocks }) => blocks)).toMatchObject([{ code: 'altMissing', language: 'uk' }]);
    const body = { id: newId('review'), languages: ['uk' as const], note: null, dueAt: null };
    const refused = await author.reply(reviews.submit, { params: at(), body });
    expect(refused.body.error).toMatchObject({ code: 'notReady', details: { problem: 'altMissing' } });
  });

  it('is frozen when it is submitted, and asked for once', async () => {
    const { blocks } = await lessonDraft(author, at());
    const shown = blocks.find(({ kind }) => kind === 'picture')!;
    await save(author, at(), written(shown.id, 'Підпис «під» схемою', { base: 1, alt: 'Схема' }));
    await attach(author, at(), { kind: 'file', mediaId: file, text: 'Бланк' });
    first = await askForReview(author, made.courseId, { note: 'Перша редакція' });
    await askForReview(author, made.courseId, { id: first.reviewId, note: 'Перша редакція' });
    const again = { id: newId('review'), languages: ['uk' as const], note: null, dueAt: null };
    expect(outcome(await author.reply(reviews.submit, { params: at(), body: again }))).toBe('reviewOpen');
    expect(outcome(await author.reply(reviews.submit, { params: at(), body: { ...again, id: first.reviewId } }))).toBe(
      'idTaken',
    );
    const open = await reviewIs(author, first, 'open');
    expect(open).toMatchObject({
      state: 'open',
      version: 1,
      before: null,
      changedLessons: 2,
      note: 'Перша редакція',
      languages: ['uk', 'en'],
      mayWithdraw: true,
      submittedBy: { id: tree.instructor.id },
    });
    expect(open.parts.map(({ part, state, mayDecide }) => [part, state, mayDecide])).toEqual([
      ['course', 'open', false],
      ['en', 'open', false],
    ]);
    expect(open.lessons.map(({ kind }) => kind)).toEqual(['added', 'added']);
    expect(open.courseChanges.map(({ field }) => field)).toContain('title');
    expect((await draftOf(author, made.courseId)).state).toBe('inReview');
  });

  it('waits for the reviewers of the academy, who see what was submitted and not what is written since', async () => {
    await until(
      () => reviewer.call(reviews.reviewQueue, { params: { organisationId: tree.academyId }, query: {} }),
      ({ items }) => items.some(({ id }) => id === first.reviewId),
    );
    await rewrite(at(), made.blockIds[0]![1]!, 'Написано вже потім.');
    const { before, after } = await reviewer.call(reviews.reviewLesson, { params: { ...first, ...at() } });
    expect(before).toBeNull();
    expect(after?.blocks.map(({ texts }) => texts.uk?.text)).toEqual([
      '## Розділ 1 (uk)',
      'Текст заняття 1. (uk)',
      'Підпис «під» схемою',
      'Бланк',
    ]);
    expect(outcome(await reviewer.reply(authoring.draft, { params: at() }))).toBe('notFound');
  });

  it('is returned with comments, which the authors read and settle', async () => {
    const commentId = newId('comment');
    const body = {
      lessonId: made.lessonIds[0]!,
      blockId: made.blockIds[0]![1]!,
      language: 'uk' as const,
      quote: 'Текст',
      text: 'Назвіть статтю',
    };
    const params = { ...first, commentId };
    for (const text of ['Назвіть статтю', 'Назвіть статтю закону'])
      await reviewer.call(reviewComments.putComment, { params, body: { ...body, text } });
    await reviewer.call(reviewComments.putComment, {
      params: { ...first, commentId: newId('comment') },
      body: { ...body, blockId: null, language: null, quote: null, text: 'Загалом добре' },
    });
    const back = { params: first, body: { part: 'course' as const, decision: 'return' as const, note: ' ' } };
    expect(outcome(await reviewer.reply(reviews.decide, back))).toBe('noteMissing');
    expect(await giveBack(reviewer, first, 'Є зауваження')).toMatchObject({ state: 'returned', openComments: 2 });
    expect(outcome(await reviewer.reply(reviewComments.putComment, { params, body }))).toBe('reviewEnded');
    expect((await draftOf(author, made.courseId)).state).toBe('returned');
    const { items } = await author.call(reviewComments.comments, { params: at() });
    expect(items.map(({ text, quote }) => [text, quote])).toEqual([
      ['Загалом добре', null],
      ['Назвіть статтю закону', 'Текст'],
    ]);
    const settle = { params, body: { resolved: true } };
    for (const _ of [1, 2])
      expect((await author.call(reviewComments.resolveComment, settle)).resolvedBy?.id).toBe(tree.instructor.id);
    expect((await reviewOf(author, first)).openComments).toBe(1);
  });

  it('is released when the last part is approved, and only then', async () => {
    const second = await submit(author, made.courseId);
    const { candidate } = await reviewOf(reviewer, second);
    const body = { part: 'course' as const, decision: 'approve' as const, note: null };
    const stale = { params: second, body: { ...body, candidate: '0'.repeat(64) } };
    expect(outcome(await reviewer.reply(reviews.decide, stale))).toBe('conflict');
    const decided = await reviewer.call(reviews.decide, { params: second, body: { ...body, candidate: candidate! } });
    expect(decided.state).toBe('open');
    await settled();
    expect(outcome(await learner.reply(courses.course, { params: { courseId: made.courseId } }))).toBe('notFound');
    expect((await approve(reviewer, second, 'en')).state).toBe('approved');
    // asked again in ignorance of the answer
    expect(outcome(await reviewer.reply(reviews.decide, { params: second, body: { ...body, part: 'en' } }))).toBe(200);
    expect(await reviewIs(author, second, 'released')).toMatchObject({ version: 1 });
    expect(await draftOf(author, made.courseId)).toMatchObject({ state: 'released', version: 1 });
  });

  it('is read by learners as it was approved, with its picture and file', async () => {
    expect(await course(made.courseId)).toMatchObject({ version: 1, languages: ['uk', 'en'], lessonsTotal: 2 });
    const read = await lesson(made.courseId, made.lessonIds[0]!);
    const [path, shown] = Object.entries(read.pictures)[0]!;
    expect(read.text).toBe(
      `## Розділ 1 (uk)\n\nНаписано вже потім.\n\n![Схема](${path} "Підпис «під» схемою")\n\n[Бланк](file:${file})\n`,
    );
    expect((await lesson(made.courseId, made.lessonIds[0]!, 'en')).text).toContain('Текст заняття 1. (en)');
    const variants = shown.variants ?? [];
    expect(new Set(variants.map(({ type }) => type))).toEqual(new Set(['image/avif', 'image/webp']));
    for (const { sha256, type } of [{ sha256: shown.sha256, type: 'image/webp' }, variants[0]!]) {
      const { status, headers } = await learner.reply(courses.picture, { params: { ...at(), sha256 } });
      expect([status, headers.get('content-type')]).toEqual([200, type]);
    }
    expect(read.files).toEqual({ [file]: { name: 'Бланк.txt', type: 'text/plain', bytes: 29 } });
    const link = await learner.fetch(`/api/courses/${made.courseId}/files/${file}`, { redirect: 'manual' });
    expect(link.status).toBe(302);
    const taken = await fetch(link.headers.get('location')!);
    expect(await taken.text()).toBe('Бланк протоколу');
    expect(taken.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect((await lesson(made.courseId, made.lessonIds[1]!)).pictures).toEqual({});
  });

  it('has its story on record', async () => {
    const types = (await records(made.courseId)).filter(({ kind }) => kind === 'fact').map(({ type }) => type);
    expect(types.filter((type) => /^(authoring\.(review|part|appr|ret)|courses)/.test(type))).toEqual([
      'authoring.reviewOpened',
      'authoring.returned',
      'authoring.reviewOpened',
      'authoring.partApproved',
      'authoring.approved',
      'courses.released',
    ]);
  });

  it('cannot be submitted again as it is', async () => {
    const body = { id: newId('review'), languages: ['uk' as const, 'en' as const], note: null, dueAt: null };
    expect(outcome(await author.reply(reviews.submit, { params: at(), body }))).toBe('nothingChanged');
    expect((await author.call(reviews.readiness, { params: at() })).changed).toBe(false);
  });

  it('is released anew with a lesson less, one moved, one changed and one added; who learns it stays where they were', async () => {
    const { courseId } = made;
    await learner.call(courses.enrol, { params: { courseId } });
    await learner.call(progress.openLesson, { params: at() });
    await settled();
    const second = await addModule(author, courseId, { uk: 'Другий модуль', en: 'Second module' });
    const third = await addLesson(author, courseId, { moduleId: second, title: { uk: 'Третє', en: 'Third' } });
    await writeBlocks(author, { courseId, lessonId: third }, { uk: 'Нове', en: 'New' });
    const { outlineRevision } = await author.call(draftOutline.binLesson, { params: at() });
    const move = { moduleId: second, place: 'Zz', outlineRevision };
    await author.call(draftOutline.moveLesson, { params: { courseId, lessonId: made.lessonIds[1]! }, body: move });
    const key = await submit(author, courseId);
    const { lessons, before } = await reviewOf(reviewer, key);
    expect(before).toBe(1);
    expect(lessons.map(({ lessonId, kind, number }) => [lessonId, kind, number])).toEqual([
      [made.lessonIds[1], 'moved', 1],
      [third, 'added', 2],
      [made.lessonIds[0], 'removed', null],
    ]);
    const gone = await reviewer.call(reviews.reviewLesson, { params: { ...key, lessonId: made.lessonIds[0]! } });
    expect([gone.after, gone.before?.blocks.length]).toEqual([null, 4]);
    expect(await release(reviewer, key)).toMatchObject({ version: 2 });
    expect(await course(courseId)).toMatchObject({ version: 1 });
    expect((await lesson(courseId, made.lessonIds[0]!)).text).toContain('Написано вже потім.');
    const newcomer = await signIn(tree.unitLearner.login);
    const renewed = await course(courseId, newcomer);
    expect([renewed.version, lessonIds(renewed)]).toEqual([2, [made.lessonIds[1], third]]);
  });
});

describe('a release', { timeout: 120_000 }, () => {
  it('happens once for each review, however often and late its approval is heard of', async () => {
    const {
      courseId,
      lessonIds: [lessonId],
      blockIds,
    } = await writeCourse(author, tree.academyId);
    const params = { courseId, lessonId: lessonId! };
    const one = await submit(author, courseId);
    await release(reviewer, one);
    await rewrite(params, blockIds[0]![0]!, '## Інакше');
    const two = await submit(author, courseId);
    await release(reviewer, two);
    const heard = (await items(courseId)).filter(({ type }) => type === 'authoring.approved');
    for (const { id, objectId, data } of [...heard, ...heard]) {
      const { batchItemFailures } = await deliverRecords('courses', [
        { id, type: 'authoring.approved', subjectId: courseId, objectId, data },
      ]);
      expect(batchItemFailures).toEqual([]);
    }
    await settled();
    expect((await course(courseId)).version).toBe(2);
    expect((await records(courseId)).filter(({ type }) => type === 'courses.released')).toHaveLength(2);
    expect((await draftOf(author, courseId)).version).toBe(2);
  });

  it('of an imported course keeps the lessons, texts and pictures that nobody has changed', async () => {
    const courseId = await importCourse(author, courseBundle(), tree.academyId);
    const { lessons } = await until(
      () => author.reply(authoring.draft, { params: { courseId } }),
      ({ status }) => status === 200,
      30,
    ).then(({ body }) => body);
    const before = await lesson(courseId, lessons[0]!.id);
    const [duty] = lessons.filter(({ title }) => title.uk === 'Обовʼязок');
    expect((await author.call(reviews.readiness, { params: { courseId } })).changed).toBe(false);
    await writeBlocks(author, { courseId, lessonId: duty!.id }, 'Дописано.');
    const key = await submit(author, courseId);
    const { lessons: changes, courseChanges, parts } = await reviewOf(reviewer, key);
    expect(changes.map(({ kind, languages }) => [kind, languages])).toEqual([
      ['same', []],
      ['changed', ['uk']],
      ['same', []],
    ]);
    expect([courseChanges, parts.map(({ part }) => part)]).toEqual([[], ['course']]);
    await release(reviewer, key);
    const after = await lesson(courseId, lessons[0]!.id);
    expect(after).toMatchObject({ version: 2, text: before.text, pictures: before.pictures, languages: ['uk', 'en'] });
    expect((await lesson(courseId, duty!.id)).text).toMatch(/Дописано\.\n$/);
  });
});

async function items(subjectId: string) {
  return (await records(subjectId)) as unknown as {
    id: string;
    type: string;
    objectId: string;
    data: Record<string, string>;
  }[];
}
