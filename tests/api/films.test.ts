/** A lecture that authors bring into a lesson: sent, captioned, reviewed, released, watched. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { lectures } from '#contracts/lectures.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftOf, writeCourse, type WrittenCourse } from '../support/authoring.ts';
import { captions, clip } from '../support/bundle.ts';
import { announced, sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { release, submit } from '../support/reviews.ts';
import { newId, signIn, until, type TestClient } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';

let authors: Authors;
let author: TestClient;
let made: WrittenCourse;
beforeAll(async () => {
  authors = await createAuthors();
  author = authors.instructor;
  made = await writeCourse(author, authors.tree.academyId, { lessons: 2, languages: ['uk'] });
}, 60_000);

const show = (lectureId: string | null, lessonId = made.lessonIds[0]!, language: 'uk' | 'en' = 'uk') =>
  author.reply(draftFilms.lessonFilm, {
    params: { courseId: made.courseId, lessonId, language },
    body: { lectureId },
  });
const caption = (lectureId: string, text: string | null) =>
  author.reply(draftFilms.filmCaptions, {
    params: { courseId: made.courseId, lectureId, language: 'uk' },
    body: { text },
  });
const problems = async () =>
  (await author.call(reviews.readiness, { params: { courseId: made.courseId } })).problems.map(({ code }) => code);

describe('a lecture of a draft', { timeout: 120_000 }, () => {
  it('is sent, shown by a lesson, not released without captions, and watched by learners', async () => {
    const { courseId, lessonIds } = made;
    const { id } = await sendFilm(author, courseId);
    // asked for again, nothing is to be put any more; another film cannot take its place
    const again = await author.call(draftFilms.startFilm, { params: { courseId }, body: announced(clip, id) });
    expect(again).toMatchObject({ state: 'kept', captions: [], released: false, upload: null });
    const other = await author.reply(draftFilms.startFilm, {
      params: { courseId },
      body: { ...announced(clip, id), title: { uk: 'Інша' } },
    });
    expect(outcome(other)).toBe('idTaken');

    expect(outcome(await show(id, lessonIds[0], 'en'))).toBe('invalid');
    expect(outcome(await show(newId('lecture')))).toBe('notFound');
    expect((await show(id)).body.lessons[0]?.lectures).toMatchObject({ uk: { id, captions: [] } });
    expect(await problems()).toContain('captionsMissing');
    const refused = await author.reply(reviews.submit, {
      params: { courseId },
      body: { id: newId('review'), languages: ['uk'], note: null, dueAt: null },
    });
    expect(refused.body.error).toMatchObject({ code: 'notReady', details: { problem: 'captionsMissing' } });

    expect(outcome(await caption(id, 'Це не субтитри'))).toBe('bundleCaptionsInvalid');
    expect((await caption(id, captions.toString())).body.captions).toEqual(['uk']);
    expect(await problems()).not.toContain('captionsMissing');
    expect((await draftOf(author, courseId)).lessons[0]?.lectures).toMatchObject({ uk: { captions: ['uk'] } });

    await release(authors.reviewer, await submit(author, courseId, { languages: ['uk'] }));
    const learner = await signIn(authors.tree.learner.login);
    await learner.call(courses.enrol, { params: { courseId } });
    const { modules, lecturesTotal } = await learner.call(courses.course, { params: { courseId } });
    expect([modules[0]?.lessons[0]?.lectures, lecturesTotal]).toEqual([{ uk: id }, 1]);
    const ready = await until(
      () => learner.call(lectures.lecture, { params: { lectureId: id }, query: { courseId } }),
      ({ state }) => state === 'ready',
      60,
    );
    expect(ready.captions).toMatchObject([{ language: 'uk' }]);
    const { items } = await author.call(draftFilms.courseFilms, { params: { courseId } });
    expect(items).toMatchObject([{ id, state: 'kept', released: true, captions: ['uk'] }]);

    // the other lesson can show it as well; taken out, the draft has changed
    expect((await show(id, lessonIds[1])).body.lessons[1]?.lectures.uk?.id).toBe(id);
    expect((await show(null, lessonIds[1])).body.lessons[1]?.lectures).toEqual({});
    expect((await draftOf(author, courseId)).changed).toBe(true);
  });
});
