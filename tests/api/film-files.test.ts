/** Another file for a released lecture: brought, looked at, shown, undone; learners of the version before keep the old one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmCaptions } from '#contracts/film-captions.ts';
import { filmChapters } from '#contracts/film-chapters.ts';
import { filmFiles } from '#contracts/film-files.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { versions } from '#contracts/versions.ts';
import { draftOf } from '../support/authoring.ts';
import { clip, courseBundle, importCourse, sha256, withLecture } from '../support/bundle.ts';
import { plainFilm } from '../support/film-sources.ts';
import { replacing, sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { release, submit } from '../support/reviews.ts';
import { newId, now, signIn, until, type TestClient } from '../support/stack.ts';
import { createAuthors, versionLearner, type Authors } from '../support/versions.ts';
import { replyAt } from './direct.ts';

let authors: Authors;
let author: TestClient;
let courseId: string;
let lessonId: string;
let lectureId: string;
const longer = plainFilm(9);
const [old, next] = [sha256(clip), sha256(longer)];

beforeAll(async () => {
  authors = await createAuthors();
  author = authors.instructor;
  courseId = await importCourse(author, withLecture(courseBundle()), authors.tree.academyId);
  const lesson = (await draftOf(author, courseId)).lessons.find((each) => each.lectures.uk)!;
  [lessonId, lectureId] = [lesson.id, lesson.lectures.uk!.id];
}, 60_000);

const of = () => ({ params: { courseId, lectureId } });
const files = () => author.call(filmFiles.filmFiles, of());
const show = (source: string, base: string, byMs: number | null, client = author) =>
  client.reply(filmFiles.showFilmFile, { params: { courseId, lectureId, source }, body: { base, byMs } });
const shift = (source: string, byMs: number) =>
  author.call(filmFiles.filmShift, { params: { courseId, lectureId, source }, query: { byMs: String(byMs) } });
const chapters = () => author.call(filmChapters.filmChapters, of());
const captions = async () =>
  (await author.call(filmCaptions.captionsText, { params: { courseId, lectureId, language: 'uk' } })).text!;
const shown = async () => (await draftOf(author, courseId)).lessons.find(({ id }) => id === lessonId)!.lectures.uk;
const starts = (vtt: string) => [...vtt.matchAll(/(\d\d:\d\d\.\d+) -->/g)].map(([, time]) => time);
const lectureFor = (client: TestClient) =>
  client.call(lectures.lecture, { params: { lectureId }, query: { courseId } });
const watching = () => ({ params: { courseId, lessonId, lectureId } });

/** Watches a stretch, a minute after the lesson was opened. */
async function watch(client: TestClient, spans: [number, number][]) {
  const opened = await now();
  await replyAt(client, opened, progress.openLesson, { params: { courseId, lessonId } });
  const body = { positionSeconds: spans.at(-1)![1], spans };
  return (await replyAt(client, opened + 60_000, progress.reportWatch, { ...watching(), body })).body;
}

describe('another file for a lecture', { timeout: 180_000 }, () => {
  it('comes in parts and waits beside the one that is shown, made ready meanwhile', async () => {
    const items = [
      { startMs: 0, title: { uk: 'Вступ' } },
      { startMs: 4000, title: { uk: 'Підсумок' } },
    ];
    await author.call(filmChapters.saveFilmChapters, { ...of(), body: { items, base: null } });
    expect(await files()).toEqual({ shown: { source: old, durationSeconds: 6 }, items: [] });
    const body = replacing(lectureId, longer, 9);
    expect(await sendFilm(author, courseId, longer, body)).toMatchObject({ id: body.id, state: 'kept' });
    // asked for again it is there already, and cannot be taken back any more
    expect((await author.call(draftFilms.startFilm, { params: { courseId }, body })).state).toBe('kept');
    const stopped = await author.reply(draftFilms.stopFilm, { params: { courseId, lectureId: body.id } });
    expect(outcome(stopped)).toBe('uploadEnded');
    const ready = await until(files, ({ items: [file] }) => file?.processing === 'ready', 60);
    expect(ready.items).toMatchObject([{ source: next, durationSeconds: 9, fileName: 'нова.mp4', state: 'brought' }]);
    // no lecture of its own, and nothing has changed yet
    const listed = (await author.call(draftFilms.courseFilms, { params: { courseId } })).items;
    expect(listed).toMatchObject([{ id: lectureId, durationSeconds: 6, files: { brought: 1, former: 0 } }]);
    expect((await shown())!.durationSeconds).toBe(6);
  });

  it('takes nothing’s place but that of a film of the course in its language', async () => {
    const start = (more: object) =>
      author.reply(draftFilms.startFilm, {
        params: { courseId },
        body: { ...replacing(lectureId, longer, 9), ...more },
      });
    expect(outcome(await start({ replaces: newId('lecture') }))).toBe('notFound');
    expect(outcome(await start({ language: 'en' }))).toBe('invalid');
    expect(outcome(await show(sha256(Buffer.from('none')), old, 0))).toBe('notFound');
    expect(outcome(await show(next, next, 0))).toBe('conflict');
    expect(outcome(await show(next, old, null))).toBe('invalid');
    const stranger = await signIn(authors.tree.learner.login);
    expect(outcome(await show(next, old, 0, stranger))).toBe('notFound');
  });

  it('is told what would be moved and cut, before anything is', async () => {
    const later = await shift(next, 3000);
    expect(later.items).toEqual([
      { kind: 'captions', language: 'uk', kept: 2, shortened: 0, cut: 0 },
      { kind: 'chapters', language: null, kept: 2, shortened: 0, cut: 0 },
    ]);
    const much = await shift(next, 5000);
    expect(much.items).toMatchObject([
      { kept: 2, shortened: 1 },
      { kept: 1, cut: 1 },
    ]);
    expect((await chapters()).items).toHaveLength(2);
  });

  it('is shown with captions and chapters moved; undone, all is as it was', async () => {
    expect((await show(next, old, 3000)).body).toMatchObject({ id: lectureId, durationSeconds: 9, captions: ['uk'] });
    // the same once more is the same
    expect((await show(next, old, 3000)).body).toMatchObject({ files: { brought: 0, former: 1 } });
    expect((await chapters()).items.map(({ startMs }) => startMs)).toEqual([3000, 7000]);
    expect(starts(await captions())).toEqual(['00:03.000', '00:05.500']);
    expect((await shown())!.durationSeconds).toBe(9);
    expect((await show(old, next, null)).body).toMatchObject({ durationSeconds: 6, files: { brought: 0, former: 1 } });
    expect((await chapters()).items.map(({ startMs }) => startMs)).toEqual([0, 4000]);
    expect(starts(await captions())).toEqual(['00:00.000', '00:02.500']);
    // what was written for the new file is not lost either
    expect(outcome(await show(next, old, null))).toBe(200);
    expect((await chapters()).items.map(({ startMs }) => startMs)).toEqual([3000, 7000]);
  });

  it('is watched by who comes to the new version, from its beginning; the others keep theirs, and done stays done', async () => {
    const [done, begun] = await Promise.all([versionLearner(authors, courseId), versionLearner(authors, courseId)]);
    expect(await watch(done.client, [[0, 6]])).toMatchObject({ completed: true });
    expect(await watch(begun.client, [[0, 2]])).toMatchObject({ watchedSeconds: 2 });
    await done.client.call(progress.readLesson, { params: { courseId, lessonId } });
    await release(authors.reviewer, await submit(author, courseId));

    const before = await lectureFor(begun.client);
    expect(before).toMatchObject({ version: 1, durationSeconds: 6, state: 'ready' });
    expect(await begun.client.call(progress.watch, watching())).toMatchObject({
      watchedSeconds: 2,
      positionSeconds: 2,
    });
    expect(outcome(await begun.client.reply(lectures.openPass, { params: { lectureId } }))).toBe(200);

    for (const { client } of [done, begun])
      await client.call(versions.learnVersion, { params: { courseId }, body: { version: 2 } });
    const after = await lectureFor(begun.client);
    expect(after).toMatchObject({ version: 2, durationSeconds: 9, state: 'ready' });
    expect(after.playlists).not.toEqual(before.playlists);
    expect(after.chapters.map(({ startSeconds }) => startSeconds)).toEqual([3, 7]);
    expect(await begun.client.call(progress.watch, watching())).toMatchObject({
      watchedSeconds: 0,
      positionSeconds: 0,
    });
    const way = await done.client.call(progress.course, { params: { courseId } });
    expect(way.lessons.find((each) => each.lessonId === lessonId)).toMatchObject({
      state: 'completed',
      changed: { film: true },
    });
  });

  it('is put away where it is not wanted, and its captions never begin what was watched anew', async () => {
    const shorter = plainFilm(4);
    await sendFilm(author, courseId, shorter, replacing(lectureId, shorter, 4));
    const params = { courseId, lectureId, source: sha256(shorter) };
    for (let times = 0; times < 2; times += 1) await author.call(filmFiles.forgetFilmFile, { params });
    expect((await files()).items.map(({ source }) => source)).toEqual([old]);

    const text = (await captions()).replace('коротка', 'дуже коротка');
    const of = { courseId, lectureId, language: 'uk' as const };
    await author.call(draftFilms.filmCaptions, { params: of, body: { text } });
    await release(authors.reviewer, await submit(author, courseId));
    const learner = await versionLearner(authors, courseId);
    expect(await lectureFor(learner.client)).toMatchObject({ version: 2, durationSeconds: 9 });
    const course = await learner.client.call(courses.course, { params: { courseId } });
    expect(course.version).toBe(3);
  });
});
