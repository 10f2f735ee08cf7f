/** Hints of a film: written with its draft, frozen with the submission, read by learners with the release. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filmHints, type Hint } from '#contracts/film-hints.ts';
import { lectures } from '#contracts/lectures.ts';
import { outcome } from '../support/people.ts';
import { release, submit } from '../support/reviews.ts';
import { newId, settled, type TestClient } from '../support/stack.ts';
import { lectureCourse, type LectureCourse } from '../support/lecture-course.ts';

let authors: LectureCourse['authors'];
let author: TestClient;
let learner: TestClient;
let courseId: string;
let lectureId: string;

beforeAll(async () => {
  ({ authors, author, learner, courseId, lectureId } = await lectureCourse());
}, 60_000);

const first: Hint[] = [
  { atMs: 500, text: { uk: 'Зверніть увагу на підставу.', en: 'Mind the ground.' } },
  { atMs: 4000, text: { uk: 'Порівняйте зі статтею 208.' } },
];
const of = () => ({ params: { courseId, lectureId } });
const kept = () => author.call(filmHints.filmHints, of());
const put = (items: Hint[], base: string | null) =>
  author.reply(filmHints.saveFilmHints, { ...of(), body: { items, base } });
const read = async () => (await learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } })).hints;

describe('hints of a film', () => {
  it('are saved where nobody was quicker; the same once more is the same', async () => {
    expect(await kept()).toEqual({ items: [], sha256: null });
    const saved = await put(first, null);
    expect(outcome(saved)).toBe(200);
    expect(await kept()).toEqual({ items: first, sha256: saved.body.sha256 });
    expect((await put(first, null)).body).toEqual(saved.body);
    expect(outcome(await put(first.slice(1), null))).toBe('conflict');
    expect((await put([], saved.body.sha256)).body).toEqual({ sha256: null });
    expect(outcome(await put(first, null))).toBe(200);
  });

  it('are in their order, a second apart, of some words, and inside of the film', async () => {
    const { sha256 } = await kept();
    const text = { uk: 'Підказка' };
    for (const wrong of [
      [...first].reverse(),
      [first[0]!, { atMs: 1499, text }],
      [{ atMs: 3_600_000, text }],
      [{ atMs: 0, text: { uk: ' ' } }],
      [{ atMs: 0, text: {} }],
      [{ atMs: 0, text: { uk: 'п'.repeat(501) } }],
      Array.from({ length: 101 }, (_, index) => ({ atMs: index * 1000, text })),
    ])
      expect(outcome(await put(wrong, sha256)), JSON.stringify(wrong).slice(0, 80)).toBe('invalid');
    expect((await kept()).items).toEqual(first);
  });

  it('reach learners with a release, as they were when it was submitted', async () => {
    expect(await read()).toEqual([]);
    const review = await submit(author, courseId, { languages: ['uk'] });
    const { sha256 } = await kept();
    await put([{ atMs: 1000, text: { uk: 'Пізніше' } }], sha256);
    await release(authors.reviewer, review);
    await settled();
    expect(await read()).toEqual([
      { atSeconds: 0.5, text: first[0]!.text },
      { atSeconds: 4, text: first[1]!.text },
    ]);
  });

  it('of no film are not there, and for nobody outside of the team', async () => {
    const none = { params: { courseId, lectureId: newId('lecture') } };
    expect(outcome(await author.reply(filmHints.filmHints, none))).toBe('notFound');
    expect(outcome(await learner.reply(filmHints.filmHints, of()))).toBe('notFound');
    const body = { items: [], base: null };
    expect(outcome(await learner.reply(filmHints.saveFilmHints, { ...of(), body }))).toBe('notFound');
  });
});
