/** Lessons that come from elsewhere: copies out of drafts and released courses, and courses that came by a bundle. */
import { beforeAll, describe, expect, it } from 'vitest';
import { authoring, type Draft } from '#contracts/authoring.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import {
  addLesson,
  addModule,
  attach,
  createDraft,
  draftOf,
  joinTeam,
  lessonDraft,
  save,
  seededDraft,
  writeBlocks,
  written,
} from '../support/authoring.ts';
import { reviews } from '#contracts/reviews.ts';
import { courseBundle, importCourse, png, sha256, smallBundle, withLecture } from '../support/bundle.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import { newReviewer, submit } from '../support/reviews.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  records,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let [tree, other]: AcademyTree[] = [];
let [author, stranger]: TestClient[] = [];
beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, stranger] = await Promise.all([tree.instructor, other.instructor].map(({ login }) => signIn(login)));
});

const textsOf = async (client: TestClient, courseId: string, lessonId: string) =>
  (await lessonDraft(client, { courseId, lessonId })).blocks.map(({ texts }) => texts);
const copy = (client: TestClient, courseId: string, moduleId: string, copyOf: { courseId: string; lessonId: string }) =>
  client.reply(draftOutline.addLesson, {
    params: { courseId },
    body: { id: newId('lesson'), moduleId, place: 'a0', title: { uk: 'Копія' }, minutes: 5, copyOf },
  });

describe('a copy', { timeout: 60_000 }, () => {
  it('of a lesson of a draft has its texts and pictures, and goes its own way', async () => {
    const { id: from } = await createDraft(author!, tree!.academyId);
    const lesson = { courseId: from, lessonId: await addLesson(author!, from) };
    const [first = ''] = await writeBlocks(author!, lesson, { uk: 'Раз', en: 'One' }, 'Два');
    await save(author!, lesson, written(first, 'Раз і ще раз', { base: 1 }));
    const data = await plainPicture(20, 20).png().toBuffer();
    const { id: mediaId } = await sendAndCheck(author!, { organisationId: tree!.academyId, kind: 'picture', data });
    await attach(author!, lesson, { mediaId, alt: 'Схема' });
    const { id: to } = await createDraft(author!, tree!.academyId);
    const made = await addLesson(author!, to, { copyOf: lesson });
    const blocks = (await lessonDraft(author!, { courseId: to, lessonId: made })).blocks;
    expect(blocks).toMatchObject([
      // behind its source it stays behind
      { texts: { uk: { text: 'Раз і ще раз', revision: 1 }, en: { text: 'One', sourceRevision: 0 } } },
      { texts: { uk: { text: 'Два' } } },
      { kind: 'picture', ref: mediaId, texts: { uk: { alt: 'Схема' } } },
    ]);
    const picture = await author!.reply(draftBlocks.draftPicture, { params: { courseId: to, mediaId }, query: {} });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    await save(author!, { courseId: to, lessonId: made }, written(blocks[1]!.id, 'Інакше', { base: 1 }));
    expect((await textsOf(author!, from, lesson.lessonId))[1]?.uk?.text).toBe('Два');
  });

  it('asked for twice is one', async () => {
    const { id: courseId } = await createDraft(author!, tree!.academyId);
    const lessonId = await addLesson(author!, courseId);
    await writeBlocks(author!, { courseId, lessonId }, 'Раз', 'Два');
    const id = newId('lesson');
    const moduleId = (await draftOf(author!, courseId)).modules[0]!.id;
    const body = { id, moduleId, place: 'a5', title: { uk: 'Копія' }, minutes: 5, copyOf: { courseId, lessonId } };
    const send = () => author!.call(draftOutline.addLesson, { params: { courseId }, body });
    await Promise.all([send(), send()]);
    expect((await send()).lessons).toHaveLength(2);
    expect((await textsOf(author!, courseId, id)).map(({ uk }) => uk?.text)).toEqual(['Раз', 'Два']);
  });

  it('of a released course is for who may see it', async () => {
    const [all, own] = [
      await importCourse(author!, courseBundle('all'), tree!.academyId),
      await importCourse(author!, courseBundle('own'), tree!.academyId),
    ];
    const lessonsOf = async (courseId: string) => (await seededDraft(author!, courseId)).lessons.map(({ id }) => id);
    const { id: to } = await createDraft(stranger!, other!.academyId);
    const moduleId = await addModule(stranger!, to);
    const taken = await copy(stranger!, to, moduleId, { courseId: all, lessonId: (await lessonsOf(all))[0]! });
    expect(taken.status).toBe(200);
    const [block] = await textsOf(stranger!, to, (taken.body as Draft).lessons[0]!.id);
    expect(block).toMatchObject({
      uk: { text: '# Право', by: { id: other!.instructor.id } },
      en: { sourceRevision: 1 },
    });
    const hidden = { courseId: own, lessonId: (await lessonsOf(own))[0]! };
    expect(outcome(await copy(stranger!, to, moduleId, hidden))).toBe('notFound');
    const { id: draft } = await createDraft(author!, tree!.academyId);
    const secret = { courseId: draft, lessonId: await addLesson(author!, draft) };
    expect(outcome(await copy(stranger!, to, moduleId, secret))).toBe('notFound');
    expect((await draftOf(stranger!, to)).lessons).toHaveLength(1);
  });
});

describe('a course that came by a bundle', { timeout: 60_000 }, () => {
  it('is a draft of who brought it in, with its lessons as blocks', async () => {
    const courseId = await importCourse(author!, withLecture(courseBundle()), tree!.academyId);
    const draft = await seededDraft(author!, courseId);
    expect(draft).toMatchObject({
      ...{ state: 'released', version: 1, role: 'owner', languages: ['uk', 'en'], topics: ['rights'], mayChange: true },
      lessons: [
        { minutes: 10 },
        { minutes: 5 },
        { minutes: 7, lectures: { uk: { durationSeconds: 6, captions: ['uk'] } } },
      ],
    });
    expect(draft.modules.map(({ title }) => title.en)).toEqual(['Basics', 'Practice']);
    const [law, duty] = draft.lessons;
    expect((await textsOf(author!, courseId, law!.id)).map(({ uk, en }) => [uk?.text, en?.text])).toEqual([
      ['# Право', '# Law'],
      ['![Схема](law/scheme.png)', '![Scheme](law/scheme.png)'],
    ]);
    expect((await textsOf(author!, courseId, duty!.id)).map(({ uk }) => uk?.text)).toEqual([
      '# Обовʼязок',
      '| а | б |\n|---|---|\n| 1 | 2 |',
    ]);
    expect((await records(courseId)).filter(({ kind }) => kind === 'fact').map(({ type }) => type)).toEqual([
      'authoring.imported',
      'authoring.reviewOpened',
      'authoring.partApproved',
      'authoring.approved',
      'courses.released',
    ]);
  });

  it('is nobody’s to begin anew', async () => {
    const id = await importCourse(author!, smallBundle(), tree!.academyId);
    const body = { id, organisationId: other!.academyId, title: { uk: 'Чужий' }, languages: ['uk' as const] };
    expect(outcome(await stranger!.reply(authoring.createDraft, { body }))).toBe('idTaken');
  });
});

describe('pictures of a draft', { timeout: 60_000 }, () => {
  it('are for its team, and only those it uses', async () => {
    const data = await plainPicture(30, 20).png().toBuffer();
    const [used, unused] = [
      await sendAndCheck(author!, { organisationId: tree!.academyId, kind: 'picture', data }),
      await sendAndCheck(author!, { organisationId: tree!.academyId, kind: 'picture', data }),
    ];
    const { id: courseId } = await createDraft(author!, tree!.academyId);
    const lesson = { courseId, lessonId: await addLesson(author!, courseId) };
    const blockId = await attach(author!, lesson, { mediaId: used!.id, alt: 'Схема' });
    const reader = await createPerson(tree!.unitId, ['instructor']);
    await joinTeam(author!, courseId, reader.id, 'reader');
    const look = async (client: TestClient, mediaId: string) =>
      outcome(await client.reply(draftBlocks.draftPicture, { params: { courseId, mediaId }, query: { width: '320' } }));
    const client = await signIn(reader.login);
    expect([await look(client, used!.id), await look(client, unused!.id), await look(stranger!, used!.id)]).toEqual([
      200,
      'notFound',
      'notFound',
    ]);
    // what was once shown can be looked up in the history
    await save(author!, lesson, { op: 'remove', blockId, base: 1 });
    expect(await look(client, used!.id)).toBe(200);
  });

  it('of another academy are not to be had by naming them', async () => {
    const data = await plainPicture(20, 30).png().toBuffer();
    const theirs = await sendAndCheck(stranger!, { organisationId: other!.academyId, kind: 'picture', data });
    const { id: courseId } = await createDraft(author!, tree!.academyId);
    const lesson = { courseId, lessonId: await addLesson(author!, courseId) };
    const blockId = newId('block');
    const outcomes = await save(
      author!,
      lesson,
      { op: 'add', blockId, kind: 'picture', ref: theirs.id, place: 'a0' },
      written(blockId, 'підпис'),
    );
    expect(outcomes.map((each) => each.outcome)).toEqual(['gone', 'gone']);
    const [empty = ''] = [newId('block')];
    const later = await save(
      author!,
      lesson,
      { op: 'add', blockId: empty, kind: 'picture', ref: null, place: 'a0' },
      { op: 'ref', blockId: empty, base: 1, ref: theirs.id },
    );
    expect(later.map((each) => each.outcome)).toEqual(['saved', 'conflict']);
    const params = { courseId, mediaId: theirs.id };
    expect(outcome(await author!.reply(draftBlocks.draftPicture, { params, query: {} }))).toBe('notFound');
  });
});

describe('a picture that came with a bundle', { timeout: 60_000 }, () => {
  it('is shown to who writes and to who reviews, as often as its text goes on', async () => {
    const reviewer = await newReviewer(tree!.academyId);
    const courseId = await importCourse(author!, courseBundle(), tree!.academyId);
    const { lessons, modules } = await seededDraft(author!, courseId);
    const lessonId = lessons.find(({ title }) => title.uk === 'Право')!.id;
    const picture = (client: TestClient, of: { courseId: string; lessonId: string }, hash = sha256(png)) =>
      client.reply(draftBlocks.lessonPicture, { params: { ...of, sha256: hash } });
    const { pictures } = await lessonDraft(author!, { courseId, lessonId });
    expect(pictures).toMatchObject({ 'law/scheme.png': { sha256: sha256(png), width: expect.any(Number) as number } });
    const shown = await picture(author!, { courseId, lessonId });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(outcome(await picture(author!, { courseId, lessonId }, sha256(Buffer.from('x'))))).toBe('notFound');
    expect(outcome(await picture(stranger!, { courseId, lessonId }))).toBe('notFound');

    const copied = newId('lesson');
    const body = { id: copied, moduleId: modules[0]!.id, place: 'a9', title: { uk: 'Копія', en: 'Copy' }, minutes: 5 };
    const copyOf = { courseId, lessonId };
    await author!.call(draftOutline.addLesson, { params: { courseId }, body: { ...body, copyOf } });
    await settled();
    const key = await submit(author!, courseId, { languages: ['uk'] });
    for (const each of [lessonId, copied]) {
      const { after } = await reviewer.client.call(reviews.reviewLesson, { params: { ...key, lessonId: each } });
      expect(after?.pictures['law/scheme.png']?.sha256).toBe(sha256(png));
      expect((await picture(reviewer.client, { courseId, lessonId: each })).status).toBe(200);
    }
  });
});
