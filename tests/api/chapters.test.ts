/** Chapters of a film: written with its draft, frozen with the submission, shown to learners with the release. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { filmChapters, type Chapter } from '#contracts/film-chapters.ts';
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

const first: Chapter[] = [
  { startMs: 0, title: { uk: 'Вступ', en: 'Opening' } },
  { startMs: 2500, title: { uk: 'Обшук' } },
];
const of = () => ({ params: { courseId, lectureId } });
const kept = () => author.call(filmChapters.filmChapters, of());
const put = (items: Chapter[], base: string | null) =>
  author.reply(filmChapters.saveFilmChapters, { ...of(), body: { items, base } });
const watched = async () =>
  (await learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } })).chapters;

describe('chapters of a film', () => {
  it('are saved where nobody was quicker; the same once more is the same', async () => {
    expect(await kept()).toEqual({ items: [], sha256: null });
    const saved = await put(first, null);
    expect(outcome(saved)).toBe(200);
    expect(await kept()).toEqual({ items: first, sha256: saved.body.sha256 });
    expect((await put(first, null)).body).toEqual(saved.body);
    expect(outcome(await put(first.slice(1), null))).toBe('conflict');
    expect(outcome(await put([], null))).toBe('conflict');
    expect((await put([], saved.body.sha256)).body).toEqual({ sha256: null });
    expect(await kept()).toEqual({ items: [], sha256: null });
    expect(outcome(await put(first, null))).toBe(200);
  });

  it('are in their order, a second apart, named, and inside of the film', async () => {
    const { sha256 } = await kept();
    const title = { uk: 'Розділ' };
    for (const wrong of [
      [...first].reverse(),
      [first[0]!, { startMs: 999, title }],
      [{ startMs: 3_600_000, title }],
      [{ startMs: 0, title: { uk: ' ' } }],
      [{ startMs: 0, title: { uk: 'д'.repeat(121) } }],
      Array.from({ length: 101 }, (_, index) => ({ startMs: index * 1000, title })),
    ])
      expect(outcome(await put(wrong, sha256)), JSON.stringify(wrong).slice(0, 80)).toBe('invalid');
    expect((await kept()).items).toEqual(first);
  });

  it('reach learners with a release, as they were when it was submitted', async () => {
    expect(await watched()).toEqual([]);
    const review = await submit(author, courseId, { languages: ['uk'] });
    const { sha256 } = await kept();
    await put([{ startMs: 1000, title: { uk: 'Пізніше' } }], sha256);
    await release(authors.reviewer, review);
    await settled();
    expect(await watched()).toEqual([
      { startSeconds: 0, title: { uk: 'Вступ', en: 'Opening' } },
      { startSeconds: 2.5, title: { uk: 'Обшук' } },
    ]);
    expect((await kept()).items).toEqual([{ startMs: 1000, title: { uk: 'Пізніше' } }]);
    await learner.call(courses.enrol, { params: { courseId } });
    expect(await watched()).toHaveLength(2);
  });

  it('of no film are not there, and for nobody outside of the team', async () => {
    const none = { params: { courseId, lectureId: newId('lecture') } };
    expect(outcome(await author.reply(filmChapters.filmChapters, none))).toBe('notFound');
    expect(outcome(await learner.reply(filmChapters.filmChapters, of()))).toBe('notFound');
    const body = { items: [], base: null };
    expect(outcome(await learner.reply(filmChapters.saveFilmChapters, { ...of(), body }))).toBe('notFound');
  });
});
