/// <reference lib="dom" />
/** Slides of a lecture, while they are written and while they are seen, for everybody. */
import sharp from 'sharp';
import { courses } from '#contracts/courses.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmSlides } from '#contracts/film-slides.ts';
import { lectures } from '#contracts/lectures.ts';
import { writeCourse } from '../support/authoring.ts';
import { captions } from '../support/bundle.ts';
import { phoneRecording } from '../support/film-sources.ts';
import { announced, sendFilm } from '../support/films.ts';
import { sendAndCheck } from '../support/media.ts';
import { release, submit } from '../support/reviews.ts';
import { signIn, until } from '../support/stack.ts';
import { createAuthors } from '../support/versions.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

interface Ground {
  courseId: string;
  lessonId: string;
  lectureId: string;
}
type Who = 'author' | 'learner';

const places: Place<Ground, Who>[] = [
  {
    name: 'slides while they are written',
    who: 'author',
    path: ({ courseId, lectureId }) => `/authoring/${courseId}/captions/${lectureId}?view=slides`,
    ready: '.cues li:nth-child(3) img',
  },
  {
    name: 'a lecture of sound and slides',
    who: 'learner',
    path: ({ courseId, lessonId }) => `/courses/${courseId}/lessons/${lessonId}`,
    ready: '.screen .slide img',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const { tree, instructor: author, reviewer } = await createAuthors();
  const { courseId, lessonIds } = await writeCourse(author, tree.academyId, { lessons: 1, languages: ['uk'] });
  const [recording, lessonId] = [phoneRecording(12), lessonIds[0]!];
  const said = { ...announced(recording), durationSeconds: 12, fileName: 'лекція.m4a', lessonId };
  const { id: lectureId } = await sendFilm(author, courseId, recording, said);
  const params = { courseId, lectureId };
  const text = captions.toString();
  await author.call(draftFilms.filmCaptions, { params: { ...params, language: 'uk' }, body: { text } });
  const items = [];
  for (const [index, background] of ['#135', '#a30', '#eee'].entries()) {
    const data = await sharp({ create: { width: 960, height: 540, channels: 3, background } })
      .png()
      .toBuffer();
    const { id: key } = await sendAndCheck(author, { organisationId: tree.academyId, kind: 'picture', data });
    const alt = { uk: `Схема ${index + 1}: порядок огляду місця події з розподілом обов’язків` };
    items.push({ startMs: index * 4000, key, alt, title: index ? { uk: 'Огляд місця події' } : {} });
  }
  await author.call(filmSlides.saveFilmSlides, { params, body: { items, base: null } });
  await release(reviewer, await submit(author, courseId, { languages: ['uk'] }));
  const learner = await signIn(tree.learner.login);
  await learner.call(courses.enrol, { params: { courseId } });
  await until(
    () => learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } }),
    ({ state }) => state === 'ready',
    60,
  );
  return { ground: { courseId, lessonId, lectureId }, people: { author, learner } };
});
