/** Rules of a film: set with its draft, kept by the academy whatever a browser says, and who may save the film. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filmRules, noRules, type FilmRules } from '#contracts/film-rules.ts';
import { lectures } from '#contracts/lectures.ts';
import { requestOf } from '#contracts/request.ts';
import { clip } from '../support/bundle.ts';
import { outcome } from '../support/people.ts';
import { courseWithRules } from '../support/rules.ts';
import { createAcademyTree, createPerson, newId, signIn, type TestClient } from '../support/stack.ts';
import { createAuthors } from '../support/versions.ts';
import { Learner, lectureSeconds, type Place } from './learning.ts';

let free: Place;
let strict: Place;
let author: TestClient;

beforeAll(async () => {
  const authors = await createAuthors();
  author = authors.instructor;
  strict = await courseWithRules({ noSkipping: true, watermark: true }, lectureSeconds, authors);
  free = await courseWithRules({ download: true }, lectureSeconds, authors);
}, 120_000);

describe('rules of a film', () => {
  const of = () => ({ params: { courseId: strict.courseId, lectureId: strict.lectureId } });
  const put = (rules: FilmRules, base: string | null) =>
    author.reply(filmRules.saveFilmRules, { ...of(), body: { rules, base } });
  const kept = async () =>
    (await author.call(filmRules.filmRules, { params: { courseId: strict.courseId } })).items.find(
      ({ lectureId }) => lectureId === strict.lectureId,
    );
  const first = { noSkipping: true, watermark: true, download: false };

  it('are saved where nobody was quicker; those that allow everything are none', async () => {
    const before = (await kept())!;
    expect(before.rules).toEqual(first);
    expect(outcome(await put(noRules, null))).toBe('conflict');
    expect((await put(first, before.sha256)).body).toEqual({ sha256: before.sha256 });
    expect((await put(noRules, before.sha256)).body).toEqual({ sha256: null });
    expect(await kept()).toBeUndefined();
    expect((await put(first, null)).body).toEqual({ sha256: before.sha256 });
  });

  it('reach learners with a release, as they were when it was submitted', async () => {
    const { client } = await Learner.create(strict);
    const { sha256 } = (await kept())!;
    const changed = await put({ ...first, download: true }, sha256);
    const lecture = await client.call(lectures.lecture, { params: { lectureId: strict.lectureId } });
    expect(lecture).toMatchObject({ rules: first, fileBytes: null });
    await put(first, changed.body.sha256);
  });

  it('of no film are not there, and for nobody outside of the team', async () => {
    const { client } = await Learner.create(strict);
    const body = { rules: first, base: null };
    const none = { courseId: strict.courseId, lectureId: newId('lecture') };
    expect(outcome(await author.reply(filmRules.saveFilmRules, { params: none, body }))).toBe('notFound');
    expect(outcome(await client.reply(filmRules.filmRules, { params: { courseId: strict.courseId } }))).toBe(
      'notFound',
    );
    expect(outcome(await client.reply(filmRules.saveFilmRules, { ...of(), body }))).toBe('notFound');
  });
});

describe('a lecture that is to be watched in its order', () => {
  it('credits late seconds nothing before those that come before them, however they are sent', async () => {
    const learner = await Learner.create(strict);
    const report = await learner.watching();
    const late = { watchedSeconds: 0, spans: [], positionSeconds: 0, completed: false };
    expect(await report(600, [[60, 600]], 600)).toMatchObject(late);
    const spread = Array.from({ length: 100 }, (_, index): [number, number] => [index * 6 + 3, index * 6 + 5.5]);
    expect(await report(1200, spread, 600)).toMatchObject(late);
    expect(await learner.facts()).toEqual([]);
  });

  it('goes on where it was watched without a gap, and no further', async () => {
    const report = await (await Learner.create(strict)).watching();
    expect(await report(40, [[0, 40]], 40)).toMatchObject({ watchedSeconds: 40, positionSeconds: 40 });
    const ahead = await report(100, [[39, 60], [300, 340]], 340); // prettier-ignore
    expect(ahead).toMatchObject({ spans: [[0, 60]], positionSeconds: 60 });
    // what the device kept counts once what precedes it was watched
    const later = await report(400, [[60, 301], [300, 340]], 12); // prettier-ignore
    expect(later).toMatchObject({ spans: [[0, 340]], positionSeconds: 12 });
  });

  it('is watched by two devices as by one: each goes on where the other was', async () => {
    const report = await (await Learner.create(strict)).watching();
    await report(50, [[0, 50]], 50);
    expect(await report(90, [[45, 90]], 90)).toMatchObject({ spans: [[0, 90]], positionSeconds: 90 });
    // the first, asleep meanwhile, says again what it had
    expect(await report(100, [[0, 55]], 55)).toMatchObject({ spans: [[0, 90]], positionSeconds: 55 });
  });

  it('is open everywhere once it counts as watched', async () => {
    const report = await (await Learner.create(strict)).watching();
    expect(await report(600, [[0, 545]], 545)).toMatchObject({ completed: true });
    expect(await report(700, [[590, 600]], 600)).toMatchObject({ watchedSeconds: 555, positionSeconds: 600 });
  });

  it('is no matter where the rule is not set', async () => {
    const report = await (await Learner.create(free)).watching();
    expect(await report(60, [[500, 560]], 560)).toMatchObject({ watchedSeconds: 60, positionSeconds: 560 });
  });
});

describe('a film to be saved', () => {
  const file = (client: TestClient, lectureId = free.lectureId) =>
    client.fetch(requestOf(lectures.lectureFile, { params: { lectureId } }).path);
  const refused = async (client: TestClient, lectureId?: string) => {
    const answer = await file(client, lectureId);
    return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
  };

  it('leads who learns the course to its bytes, for five minutes, under its title', async () => {
    const { client } = await Learner.create(free);
    const { fileBytes } = await client.call(lectures.lecture, { params: { lectureId: free.lectureId } });
    expect(fileBytes).toBe(clip.byteLength);
    const answer = await file(client);
    const address = answer.headers.get('location') ?? '';
    expect([answer.status, new URL(address).searchParams.get('X-Amz-Expires')]).toEqual([302, '300']);
    const film = await fetch(address);
    expect(film.headers.get('content-disposition')).toMatch(/^attachment; .*\.mp4/);
    expect(Buffer.from(await film.arrayBuffer()).equals(clip)).toBe(true);
  });

  it('is for nobody else, and of no other film', async () => {
    const { client } = await Learner.create(strict);
    expect(await refused(client, strict.lectureId)).toEqual([403, 'notAllowed']);
    expect(await refused(client)).toEqual([403, 'notEnrolled']);
    const other = await createAcademyTree();
    const stranger = await signIn((await createPerson(other.academyId, ['learner'])).login);
    for (const lectureId of [free.lectureId, newId('lecture')])
      expect(await refused(stranger, lectureId)).toEqual([404, 'notFound']);
  });
});
