/** What becomes of films as cameras, phones and recorders write them – and of those that are none. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { filmProcessing, type FilmProcessing } from '#contracts/film-processing.ts';
import { lectures, type Lecture } from '#contracts/lectures.ts';
import { writeCourse } from '../support/authoring.ts';
import { courseBundle, importCourse, sha256, withLecture } from '../support/bundle.ts';
import * as sources from '../support/film-sources.ts';
import { announced, sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import {
  deadLetters,
  items,
  loseMedia,
  newId,
  records,
  removeItem,
  settled,
  signIn,
  until,
  type TestClient,
} from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';
import { deliverRecords, deliverTranscoding } from './direct.ts';

let authors: Authors;
let author: TestClient;
let learner: TestClient;
beforeAll(async () => {
  authors = await createAuthors();
  author = authors.instructor;
  learner = await signIn(authors.tree.learner.login);
}, 60_000);

const filmsOf = async (courseId: string): Promise<FilmProcessing[]> =>
  (await author.call(filmProcessing.filmProcessing, { params: { courseId } })).items;
const ended = ({ state }: FilmProcessing) => state === 'ready' || state === 'failed' || state === 'cancelled';
const filmIn = async (courseId: string, isSo = ended, tries = 120): Promise<FilmProcessing> =>
  until(
    async () => (await filmsOf(courseId))[0]!,
    (film) => film !== undefined && isSo(film),
    tries,
  );

/** A film in a draft, as its author brings it; answers what becomes of it. */
async function sent(bytes: Buffer<ArrayBuffer>) {
  const { courseId } = await writeCourse(author, authors.tree.academyId, { lessons: 1, languages: ['uk'] });
  const film = await sendFilm(author, courseId, bytes, announced(bytes));
  expect(film).toMatchObject({ state: 'kept' });
  return { courseId, lectureId: film.id };
}

/** A released course whose lecture is this film. */
async function released(film: Buffer) {
  const courseId = await importCourse(author, withLecture(courseBundle(), { film }), authors.tree.academyId);
  const { modules } = await learner.call(courses.course, { params: { courseId } });
  const lectureId = modules[1]!.lessons[0]!.lectures.uk!;
  await learner.call(courses.enrol, { params: { courseId } });
  return { courseId, lectureId, processing: await filmIn(courseId) };
}

/** The lecture with its files, as a learner fetches them. */
async function watched(lectureId: string) {
  const lecture: Lecture = await learner.call(lectures.lecture, { params: { lectureId }, query: {} });
  const { headers } = await learner.reply(lectures.openPass, { params: { lectureId } });
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const file = async (path: string) => {
    const answer = await fetch(
      new URL(path, inject('origin') + (lecture.playlists!.watch ?? lecture.playlists!.listen!)),
      { headers: { cookie } },
    );
    expect([path, answer.status]).toEqual([path, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  return { lecture, file, text: async (path: string) => (await file(path)).toString() };
}

const lengthsIn = (playlist: string) => [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]));

describe('a film that can be watched', { timeout: 120_000 }, () => {
  it('from a phone held upright stays upright, at an even loudness, with thumbnails and a poster', async () => {
    const { lectureId, processing } = await released(sources.uprightFilm());
    expect(processing).toMatchObject({ state: 'ready', percent: 100, attempt: 1, heights: [240], hasSound: true });
    const { lecture, file, text } = await watched(lectureId);
    const master = await text('watch.m3u8');
    expect(master).toContain('RESOLUTION=240x426');
    const peak = Math.max(...[...master.matchAll(/STREAM-INF:BANDWIDTH=(\d+)/g)].map((match) => Number(match[1])));
    expect(peak).toBeLessThan(140_000);
    const sound = await text('listen-sound.m3u8');
    const pieces = [...sound.matchAll(/^(?:#EXT-X-MAP:URI="([^"]+)"|([^#\s].*))$/gm)].map(
      ([, init, piece]) => init ?? piece!,
    );
    const whole = Buffer.concat(await Promise.all(pieces.map(file)));
    expect(Math.abs(sources.loudnessOf(whole) + 23)).toBeLessThan(0.7);
    const images = await text(/#EXT-X-IMAGE-STREAM-INF.*URI="([^"]+)"/.exec(master)![1]!);
    expect(images).toContain('#EXT-X-TILES:RESOLUTION=88x160,LAYOUT=5x5,DURATION=2');
    const jpeg = [0xff, 0xd8, 0xff];
    for (const path of [lecture.poster!, images.split('\n').find((line) => line.endsWith('.jpg'))!])
      expect([...(await file(path)).subarray(0, 3)]).toEqual(jpeg);
  });

  it('is made again by a rebuild where its items or its media are lost', async () => {
    const { courseId, lectureId } = await released(sources.plainFilm(4));
    const rebuilt = async () => {
      const data = { version: 1 };
      await deliverRecords('lectures', [{ type: 'courses.released', subjectId: courseId, data }]);
      return filmIn(courseId);
    };
    const before = await watched(lectureId);
    expect(await rebuilt()).toMatchObject({ state: 'ready', attempt: 1 });
    for (const { pk, sk } of await items(`$lectures#${lectureId}`)) await removeItem(String(pk), String(sk));
    expect(await filmsOf(courseId)).toMatchObject([{ attempt: 0 }]);
    expect(await rebuilt()).toMatchObject({ lectureId, state: 'ready', attempt: 1, percent: 100 });
    await loseMedia(lectureId);
    expect(await rebuilt()).toMatchObject({ lectureId, state: 'ready', attempt: 2 });
    const after = await watched(lectureId);
    expect(await after.text('watch.m3u8')).toBe(await before.text('watch.m3u8'));
    expect(await deadLetters()).toEqual([]);
  });

  it('whose pictures come unevenly has pieces of the same length in every size', async () => {
    const { lectureId, processing } = await released(sources.unevenFilm());
    expect(processing).toMatchObject({ state: 'ready', heights: [240, 360] });
    const { text } = await watched(lectureId);
    const [small, large] = [lengthsIn(await text('watch-240.m3u8')), lengthsIn(await text('watch-360.m3u8'))];
    expect(small.slice(0, -1)).toEqual(large.slice(0, -1));
    expect(small.length).toBeGreaterThan(1);
    for (const seconds of small.slice(0, -1)) expect(Math.abs(seconds - 4)).toBeLessThan(0.01);
  });

  it('without sound is watched, and not offered to be listened to', async () => {
    const { courseId, lectureId, processing } = await released(sources.silentFilm());
    expect(processing).toMatchObject({ state: 'ready', hasSound: false, heights: [240] });
    const { lecture, text } = await watched(lectureId);
    expect(lecture.playlists).toMatchObject({ listen: null });
    expect(await text('watch.m3u8')).not.toContain('TYPE=AUDIO');
    expect(await filmsOf(courseId)).toMatchObject([{ lectureId, state: 'ready' }]);
  });

  it('is sound alone, a lecture to listen to: nothing is made to be seen', async () => {
    const { courseId, lectureId, processing } = await released(sources.soundAlone());
    expect(processing).toMatchObject({ state: 'ready', hasSound: true, heights: [], attempt: 1 });
    const { lecture, text } = await watched(lectureId);
    expect(lecture).toMatchObject({ poster: null, playlists: { watch: null } });
    const sound = await text('listen-sound.m3u8');
    expect(lengthsIn(sound).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(3.5);
    expect(await filmsOf(courseId)).toMatchObject([{ lectureId, state: 'ready' }]);
  });

  it.each([
    ['a phone', sources.phoneRecording],
    ['a dictaphone', sources.mp3Recording],
  ])('is a recording of %s that was sent as any film', async (_, make) => {
    const { courseId, lectureId } = await sent(make());
    expect(await filmIn(courseId)).toMatchObject({ lectureId, state: 'ready', heights: [], hasSound: true });
  });

  it('with two sounds is prepared while its course is still a draft', async () => {
    const { courseId, lectureId } = await sent(sources.twoSoundsFilm());
    expect(await filmIn(courseId)).toMatchObject({ lectureId, state: 'ready', hasSound: true, attempt: 1 });
    await settled();
    expect(await records(lectureId)).toMatchObject([{ type: 'lectures.ready', data: { attempt: 1 } }]);
  });

  const hevc = sources.hevcFilm();
  it.skipIf(!hevc)('coded as newer phones do (HEVC) is prepared', async () => {
    const { courseId } = await sent(hevc!);
    expect(await filmIn(courseId)).toMatchObject({ state: 'ready', heights: [240] });
  });
});

describe('a film that cannot be watched', { timeout: 120_000 }, () => {
  it.each([
    ['cutOff', 'copied in part', sources.cutOffFilm],
    [
      'unreadable',
      'noise named as a film',
      () => Buffer.concat([sources.silentFilm().subarray(0, 32), Buffer.alloc(999)]),
    ],
  ])('says why: %s (%s); tried again it is another attempt, once', async (failure, _, make) => {
    const bytes = make();
    const courseId = await importCourse(author, withLecture(courseBundle(), { film: bytes }), authors.tree.academyId);
    const film = await filmIn(courseId);
    expect(film).toMatchObject({ state: 'failed', failure, attempt: 1 });
    const params = { courseId, lectureId: film.lectureId };
    const again = () => author.reply(filmProcessing.processFilm, { params, body: { attempt: 2 } });
    const answers = await Promise.all([again(), again()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const second = await filmIn(courseId, (one) => one.attempt === 2 && ended(one));
    expect(second).toMatchObject({ state: 'failed', failure });
    await settled();
    expect((await filmsOf(courseId))[0]).toEqual(second);
    // somebody who saw an older state, or none, begins nothing
    for (const attempt of [1, 2, 4])
      expect((await author.reply(filmProcessing.processFilm, { params, body: { attempt } })).body).toEqual(second);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a recording that was copied in part', { timeout: 120_000 }, () => {
  it('is not ready either where its end was heard of when it was asked for again', async () => {
    const { courseId, lectureId, processing } = await released(sources.cutOffFilm());
    expect(processing).toMatchObject({ state: 'failed', failure: 'cutOff' });
    // its job has ended, and nothing is known of it here
    for (const { pk, sk } of await items(`$lectures#${lectureId}`)) await removeItem(String(pk), String(sk));
    await deliverRecords('lectures', [{ type: 'courses.released', subjectId: courseId, data: { version: 1 } }]);
    expect(await filmIn(courseId)).toEqual(processing);
  });
});

describe('preparing a film', { timeout: 120_000 }, () => {
  it('is stopped, stays so whatever comes late, and can be begun again', async () => {
    const bytes = sources.longFilm();
    const { courseId, lectureId } = await sent(bytes);
    const params = { courseId, lectureId };
    const stop = (attempt: number) => author.reply(filmProcessing.cancelProcessing, { params, body: { attempt } });
    const isBegun = (attempt: number) => (film: FilmProcessing) =>
      film.attempt === attempt && film.state === 'processing';
    await filmIn(courseId, isBegun(1));
    // what has not begun, or was before, stops nothing
    expect((await stop(2)).body.state).toBe('processing');
    expect((await stop(1)).body).toMatchObject({ state: 'cancelled', attempt: 1 });
    const stopped = await filmIn(courseId);
    expect(stopped.state).toBe('cancelled');
    const late = [
      { status: 'STATUS_UPDATE', jobProgress: { jobPercentComplete: 70 } },
      { status: 'COMPLETE' },
      { status: 'ERROR', errorCode: 1999 },
    ];
    const film = sha256(bytes);
    await deliverTranscoding({ app: 'kurs', lectureId, film, attempt: '1' }, late);
    const asked = { source: film, language: 'uk', durationSeconds: 600, attempt: 1 };
    const type = 'authoring.filmProcessingAsked';
    await deliverRecords('lectures', [{ type, subjectId: courseId, objectId: lectureId, data: asked }]);
    expect((await filmsOf(courseId))[0]).toEqual(stopped);

    await author.call(filmProcessing.processFilm, { params, body: { attempt: 2 } });
    await filmIn(courseId, isBegun(2));
    // the end of the attempt before is none of this one's
    await deliverTranscoding({ app: 'kurs', lectureId, film, attempt: '1' }, late);
    expect((await filmsOf(courseId))[0]).toMatchObject({ attempt: 2 });
    await stop(2);
    expect(await filmIn(courseId)).toMatchObject({ state: 'cancelled', attempt: 2 });
    await settled();
    expect(await records(lectureId)).toEqual([]);
  });

  it('is the team’s alone, and of a film that is not there nothing', async () => {
    const { courseId } = await writeCourse(author, authors.tree.academyId, { lessons: 1, languages: ['uk'] });
    const params = { courseId, lectureId: newId('lecture') };
    for (const endpoint of [filmProcessing.processFilm, filmProcessing.cancelProcessing])
      expect(outcome(await author.reply(endpoint, { params, body: { attempt: 1 } }))).toBe('notFound');
    expect(outcome(await learner.reply(filmProcessing.filmProcessing, { params: { courseId } }))).toBe('notFound');
  });
});
