/// <reference lib="dom" />
/** Pages that tell of versions, for everybody. */
import { draftFilms } from '#contracts/draft-films.ts';
import { versions } from '#contracts/versions.ts';
import { captions } from '../support/bundle.ts';
import { sendFilm } from '../support/films.ts';
import { signIn } from '../support/stack.ts';
import { createVersions } from '../support/versions.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'begun' | 'moved' | 'instructor' | 'admin';
type Ground = Awaited<ReturnType<typeof createVersions>> & { lectureId?: string };

const course = ({ courseId }: Ground) => `/courses/${courseId}`;
const learners = (ground: Ground) => `${course(ground)}/learners`;
const changes = (ground: Ground) => `${course(ground)}/changes`;
const draft = ({ courseId }: Ground) => `/authoring/${courseId}`;

const lesson = (ground: Ground) => `${draft(ground)}/lessons/${ground.talk}`;

const captionsOf = (ground: Ground) => `${draft(ground)}/captions/${ground.lectureId ?? ''}`;

const places: Place<Ground, Who>[] = [
  { name: 'a course with a newer version', who: 'begun', path: course, ready: 'main .note.acc' },
  { name: 'a course after a move', who: 'moved', path: course, ready: 'main .note' },
  { name: 'what changed, and going over', who: 'begun', path: changes, ready: '#go-over' },
  {
    name: 'what changed in a lesson',
    who: 'begun',
    path: (ground) => `${changes(ground)}?from=1&to=2#${ground.law}`,
    ready: 'main ins',
  },
  {
    name: 'a lesson that changed since it was read',
    who: 'moved',
    path: (ground) => `${course(ground)}/lessons/${ground.law}`,
    ready: '.notices .note.warn',
  },
  { name: 'learners of two versions', who: 'instructor', path: learners, ready: '#versions' },
  {
    name: 'moving learners',
    who: 'instructor',
    path: learners,
    ready: 'section[aria-labelledby=versions] .btn.main',
    press: 'section[aria-labelledby=versions] .btn.main',
  },
  {
    name: 'taking a course out of the catalogue',
    who: 'admin',
    path: draft,
    ready: 'aside section[aria-labelledby=leads] button',
    press: 'aside section[aria-labelledby=leads] button',
  },
  { name: 'a lesson with a lecture, while it is written', who: 'instructor', path: lesson, ready: 'section.films' },
  {
    name: 'captions of a lecture',
    who: 'instructor',
    path: captionsOf,
    ready: '.cues textarea',
  },
  {
    name: 'captions in a language without any',
    who: 'instructor',
    path: (on) => `${captionsOf(on)}?language=kk`,
    ready: '.bench .empty',
  },
  {
    name: 'captions to be shifted',
    who: 'instructor',
    path: captionsOf,
    ready: '.cues textarea',
    press: '.cues form .btn:nth-of-type(4)',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const ground = await createVersions('Дуже довга назва курсу про огляд місця події та збереження слідів');
  const { moved, begun, instructor, tree, courseId } = ground;
  await moved.client.call(versions.learnVersion, { params: { courseId }, body: { version: 2 } });
  const { id: lectureId } = await sendFilm(instructor, courseId);
  const params = { courseId, lessonId: ground.talk, language: 'uk' as const };
  await instructor.call(draftFilms.lessonFilm, { params, body: { lectureId } });
  await instructor.call(draftFilms.filmCaptions, {
    params: { courseId, lectureId, language: 'uk' },
    body: { text: captions.toString() },
  });
  const people = { begun: begun.client, moved: moved.client, instructor, admin: await signIn(tree.admin.login) };
  return { ground: { ...ground, lectureId }, people };
});
