/** What the original of an adopted course can change beside texts: order, films, captions, what the course says of itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { adoption, type Piece } from '#contracts/adoption.ts';
import { authoring } from '#contracts/authoring.ts';
import { cleanVtt } from '#contracts/captions/captions.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { addLesson, addModule, draftOf, writeBlocks, writeCourse } from '../support/authoring.ts';
import { captions as webVtt, clip } from '../support/bundle.ts';
import { sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { adoptCourse, decide, openPieces, releaseDraft, seesShared, share, upstreamOf } from '../support/sharing.ts';
import { createAcademyTree, newId, signIn, type TestClient } from '../support/stack.ts';

let [author, adopter, stranger]: TestClient[] = [];
let [from, copy, filmId] = ['', '', ''];

const captions = cleanVtt(webVtt.toString());
const inBoth = (uk: string) => ({ uk, en: `${uk} (en)` });
/** A second version of the film: as good as another one. */
const otherClip = Buffer.concat([clip, Buffer.from('\0\0\0\bfree')]);

const modulesOf = async (client: TestClient, courseId: string) =>
  (await draftOf(client, courseId)).modules.map(({ title }) => title.uk);
const lessonsOf = async (client: TestClient, courseId: string) => {
  const { modules, lessons } = await draftOf(client, courseId);
  return modules.map(({ id }) => lessons.filter(({ moduleId }) => moduleId === id).map(({ title }) => title.uk));
};
const caption = (courseId: string, lectureId: string, language: 'uk' | 'en', text: string) =>
  author!.call(draftFilms.filmCaptions, { params: { courseId, lectureId, language }, body: { text } });
const showFilm = (lessonId: string, lectureId: string | null) =>
  author!.call(draftFilms.lessonFilm, {
    params: { courseId: from, lessonId, language: 'uk' },
    body: { lectureId },
  });
const change = async (body: object) => {
  const { revision } = await draftOf(author!, from);
  return author!.call(authoring.changeDraft, { params: { courseId: from }, body: { revision, ...body } });
};

const piecesBy = async () => new Map((await openPieces(adopter!, copy)).map((piece) => [nameOf(piece), piece]));
const nameOf = ({ kind, field, language, about }: Piece): string =>
  [kind, field, about?.uk, kind === 'course' && field !== 'outcomes' ? null : language].filter(Boolean).join(' ');

beforeAll(async () => {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, adopter, stranger] = await Promise.all(
    [a.instructor, b.instructor, a.learner].map(({ login }) => signIn(login)),
  );
  ({ courseId: from } = await writeCourse(author!, a.academyId, { lessons: 3 }));
  await addModule(author!, from, inBoth('Другий модуль'));
  const lessonId = await addLesson(author!, from, { title: inBoth('Заняття 4') });
  await writeBlocks(author!, { courseId: from, lessonId }, inBoth('Текст'));
  ({ id: filmId } = await sendFilm(author!, from));
  await caption(from, filmId, 'uk', captions);
  const [first] = (await draftOf(author!, from)).lessons;
  await showFilm(first!.id, filmId);
  await share(author!, from, 'all');
  await releaseDraft(author!, from);
  await seesShared(adopter!, from);
  copy = await adoptCourse(adopter!, from, b.academyId);
}, 120_000);

describe('an original that is put into another order', { timeout: 120_000 }, () => {
  it('is shown as such, and taken or kept by itself', async () => {
    const { modules, lessons, outlineRevision } = await draftOf(author!, from);
    const [one, two] = modules;
    const [first, second] = lessons;
    const place = 'Zz';
    await author!.call(draftOutline.putModule, {
      params: { courseId: from, moduleId: two!.id },
      body: { title: two!.title, place, revision: two!.revision },
    });
    const move = async (lessonId: string, to: { moduleId: string; place: string }) => {
      const now = await draftOf(author!, from);
      const body = { ...to, outlineRevision: Math.max(outlineRevision, now.outlineRevision) };
      await author!.call(draftOutline.moveLesson, { params: { courseId: from, lessonId }, body });
    };
    await move(lessons[2]!.id, { moduleId: one!.id, place });
    await move(second!.id, { moduleId: two!.id, place });
    expect(first).toBeDefined();
    await releaseDraft(author!, from);

    const found = await piecesBy();
    expect([...found.keys()].sort()).toEqual(['order', 'order Модуль (uk)', 'place']);
    expect(found.get('order')).toMatchObject({
      base: 'Модуль (uk)\nДругий модуль',
      theirs: 'Другий модуль\nМодуль (uk)',
      mine: 'Модуль (uk)\nДругий модуль',
      changedHere: false,
    });
    expect(found.get('place')).toMatchObject({ base: 'Модуль (uk)', theirs: 'Другий модуль', mine: 'Модуль (uk)' });
    expect(await decide(adopter!, copy, found.get('order')!, 'take')).toEqual({ outcome: 'done', open: 2 });
    expect(await modulesOf(adopter!, copy)).toEqual(['Другий модуль', 'Модуль (uk)']);
    expect(await decide(adopter!, copy, found.get('place')!, 'take')).toMatchObject({ outcome: 'done' });
    expect(await lessonsOf(adopter!, copy)).toEqual([
      ['Заняття 2 (uk)', 'Заняття 4'],
      ['Заняття 1 (uk)', 'Заняття 3 (uk)'],
    ]);
    const [order] = await openPieces(adopter!, copy);
    expect(nameOf(order!)).toBe('order Модуль (uk)');
    expect(await decide(adopter!, copy, order!, 'keep')).toEqual({ outcome: 'done', open: 0 });
    expect((await lessonsOf(adopter!, copy))[1]).toEqual(['Заняття 1 (uk)', 'Заняття 3 (uk)']);
    // kept: not asked again with a version that changes nothing of it
    await change({ summary: inBoth('Про що тепер') });
    await releaseDraft(author!, from);
    expect((await openPieces(adopter!, copy)).map(nameOf)).toEqual(['course summary', 'course summary']);
    for (let left = 2; left > 0; left -= 1) {
      const [piece] = await openPieces(adopter!, copy);
      expect(await decide(adopter!, copy, piece!, 'take')).toEqual({ outcome: 'done', open: left - 1 });
    }
    expect((await draftOf(adopter!, copy)).behind).toBeUndefined();
  });
});

describe('what the original says of itself', { timeout: 120_000 }, () => {
  it('topics, and translations of outcomes, are taken by themselves', async () => {
    await change({ topics: ['докази', 'право'], outcomes: [{ uk: 'Знає право (uk)', en: 'Knows the law' }] });
    await releaseDraft(author!, from);
    const found = await piecesBy();
    expect([...found.keys()].sort()).toEqual(['course outcomes en', 'course topics']);
    expect(found.get('course topics')).toMatchObject({ base: '', theirs: 'докази\nправо', mine: '' });
    expect(outcome(await rewritten(found.get('course topics')!))).toBe('invalid');
    await decide(adopter!, copy, found.get('course topics')!, 'take');
    const outcomes = (await piecesBy()).get('course outcomes en')!;
    expect(outcomes).toMatchObject({ theirs: 'Knows the law' });
    await decide(adopter!, copy, outcomes, 'take');
    const now = await draftOf(adopter!, copy);
    expect(now).toMatchObject({
      topics: ['докази', 'право'],
      outcomes: [{ uk: 'Знає право (uk)', en: 'Knows the law' }],
    });
    expect((await upstreamOf(adopter!, copy)).open).toBe(0);
  });

  /** Lists are taken or left; nobody writes them anew. */
  async function rewritten(piece: Piece) {
    const { newest } = await upstreamOf(adopter!, copy);
    const decision = { key: piece.key, revision: piece.revision, choice: 'edit' as const, text: 'щось' };
    return adopter!.reply(adoption.decideUpstream, {
      params: { courseId: copy },
      body: { version: newest ?? 0, decisions: [decision] },
    });
  }
});

describe('films of the original', { timeout: 120_000 }, () => {
  const filmOf = async () =>
    (await draftOf(adopter!, copy)).lessons.find(({ title }) => title.uk === 'Заняття 1 (uk)')!;

  it('captions that changed or came are shown in words, and taken language by language', async () => {
    await caption(from, filmId, 'uk', captions.replace('коротка', 'виправлена'));
    await caption(from, filmId, 'en', captions);
    await releaseDraft(author!, from);
    const found = await piecesBy();
    expect([...found.keys()].sort()).toEqual(['captions uk en', 'captions uk uk']);
    const [uk, en] = [found.get('captions uk uk')!, found.get('captions uk en')!];
    expect([uk.base, uk.mine, uk.theirs?.includes('виправлена'), en.change, en.base]).toEqual([
      ...[captions, captions, true, 'added', null],
    ]);
    expect(await decide(adopter!, copy, uk, 'keep')).toEqual({ outcome: 'done', open: 1 });
    expect(await decide(adopter!, copy, en, 'take')).toEqual({ outcome: 'done', open: 0 });
    expect((await filmOf()).lectures.uk?.captions.toSorted()).toEqual(['en', 'uk']);
  });

  it('another film can be watched before it is taken; what was kept is asked again only when it changes again', async () => {
    const { id } = await sendFilm(author!, from, otherClip);
    await caption(from, id, 'uk', captions);
    const [first] = (await draftOf(author!, from)).lessons.filter(({ title }) => title.uk === 'Заняття 1 (uk)');
    await showFilm(first!.id, id);
    await releaseDraft(author!, from);
    const [piece] = await openPieces(adopter!, copy);
    expect(piece).toMatchObject({ kind: 'film', change: 'changed', language: 'uk', changedHere: false });
    const watch = (client: TestClient, lectureId: string) =>
      client.reply(adoption.upstreamFilm, { params: { courseId: copy, lectureId } });
    expect((await watch(adopter!, piece!.film!.theirs!.id)).status).toBe(302);
    expect(outcome(await watch(adopter!, newId('lecture')))).toBe('notFound');
    expect(outcome(await watch(stranger!, piece!.film!.theirs!.id))).toBe('notFound');
    const before = (await filmOf()).lectures.uk!.id;
    expect(await decide(adopter!, copy, piece!, 'take')).toEqual({ outcome: 'done', open: 0 });
    const after = (await filmOf()).lectures.uk!;
    expect([after.id === before, after.captions]).toEqual([false, ['uk']]);
    // what B releases shows it
    expect(await releaseDraft(adopter!, copy)).toBe(1);

    await showFilm(first!.id, null);
    await releaseDraft(author!, from);
    const [gone] = await openPieces(adopter!, copy);
    expect(gone).toMatchObject({ kind: 'film', change: 'removed' });
    expect(await decide(adopter!, copy, gone!, 'keep')).toEqual({ outcome: 'done', open: 0 });
    expect((await filmOf()).lectures.uk?.id).toBe(after.id);
  });
});
