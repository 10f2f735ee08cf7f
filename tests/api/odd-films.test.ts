/** Films that nobody planned for, sent as any other: what the product says of each – taken, or refused with its reason. */
import { beforeAll, describe, expect, it } from 'vitest';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmProcessing } from '#contracts/film-processing.ts';
import { writeCourse } from '../support/authoring.ts';
import { clip } from '../support/bundle.ts';
import { plainFilm, tenSoundsFilm } from '../support/film-sources.ts';
import { announced, sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { until, type TestClient } from '../support/stack.ts';
import { createAuthors } from '../support/versions.ts';

let author: TestClient;
let courseId: string;
beforeAll(async () => {
  const authors = await createAuthors();
  author = authors.instructor;
  ({ courseId } = await writeCourse(author, authors.tree.academyId, { lessons: 1, languages: ['uk'] }));
}, 60_000);

/** The clip, whose head says that it lasts so long (ISO 14496-12, mvhd). */
function lasting(seconds: number): Buffer<ArrayBuffer> {
  const film = Buffer.from(clip);
  const head = film.indexOf('mvhd', 0, 'latin1') + 4;
  film.writeUInt32BE(film.readUInt32BE(head + 12) * seconds, head + 16);
  return film;
}

const hours = 3600;

describe('a film is sent and', { timeout: 120_000 }, () => {
  it.each<[string, () => Buffer<ArrayBuffer>, object, object]>([
    ['is taken with ten sounds', tenSoundsFilm, {}, { state: 'kept', durationSeconds: 3 }],
    ['is taken whatever it is called', () => plainFilm(2), { fileName: 'лекція.txt' }, { state: 'kept' }],
    ['is taken with six hours', () => lasting(6 * hours), {}, { state: 'kept', durationSeconds: 6 * hours }],
    [
      'is refused with a second more',
      () => lasting(6 * hours + 1),
      {},
      { state: 'failed', upload: { fault: 'tooLong' } },
    ],
    [
      'is refused where it ends in the middle',
      () => Buffer.from(clip.subarray(0, clip.byteLength / 2)),
      {},
      { state: 'failed', upload: { fault: 'truncated' } },
    ],
  ])('%s', async (_, make, more, expected) => {
    const film = make();
    expect(await sendFilm(author, courseId, film, { ...announced(film), ...more })).toMatchObject(expected);
  });

  it('is not even announced with nothing in it, or with more than four gigabytes', async () => {
    for (const bytes of [0, 4 * 1024 ** 3 + 1]) {
      const body = { ...announced(), bytes };
      expect(outcome(await author.reply(draftFilms.startFilm, { params: { courseId }, body })), String(bytes)).toBe(
        'invalid',
      );
    }
  });

  it('is heard with one of its ten sounds', async () => {
    const { items: films } = await author.call(draftFilms.courseFilms, { params: { courseId } });
    const lectureId = films.find(({ durationSeconds }) => durationSeconds === 3)!.id;
    const ready = await until(
      async () =>
        (await author.call(filmProcessing.filmProcessing, { params: { courseId } })).items.find(
          (film) => film.lectureId === lectureId,
        )!,
      ({ state }) => state === 'ready' || state === 'failed',
      120,
    );
    expect(ready).toMatchObject({ state: 'ready', hasSound: true, heights: [240] });
  });
});
