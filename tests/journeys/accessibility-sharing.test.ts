/** Shared courses, adoption and recall, for everybody. */
import { courses } from '#contracts/courses.ts';
import { sharing } from '#contracts/sharing.ts';
import { writeCourse } from '../support/authoring.ts';
import { adoptCourse, releaseDraft, rewrite, seesShared, share } from '../support/sharing.ts';
import { createAcademyTree, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'adopter' | 'author' | 'admin' | 'learner';
interface Ground {
  from: string;
  copy: string;
  lesson: string;
}

const places: Place<Ground, Who>[] = [
  { name: 'shared courses', who: 'adopter', path: () => '/authoring/shared', ready: 'main li h2' },
  { name: 'shared courses, none found', who: 'adopter', path: () => '/authoring/shared?q=zzz', ready: 'main .empty' },
  { name: 'a shared course', who: 'adopter', path: ({ from }) => `/authoring/shared/${from}`, ready: '#adopt' },
  {
    name: 'an adoption',
    who: 'adopter',
    path: ({ from }) => `/authoring/shared/${from}`,
    ready: '#adopt',
    press: '[aria-labelledby=adopt] .main',
  },
  {
    name: 'a lesson of a shared course',
    who: 'adopter',
    path: ({ from, lesson }) => `/authoring/shared/${from}/lessons/${lesson}`,
    ready: '.read p',
  },
  { name: 'an adopted course', who: 'adopter', path: ({ copy }) => `/authoring/${copy}`, ready: '#origin' },
  {
    name: 'differences from the original',
    who: 'adopter',
    path: ({ copy }) => `/authoring/${copy}/upstream`,
    ready: '[data-piece]',
  },
  {
    name: 'both texts',
    who: 'adopter',
    path: ({ copy }) => `/authoring/${copy}/upstream`,
    ready: '[data-piece]',
    press: '[data-piece] .acts > button:last-of-type',
  },
  {
    name: 'what was changed here',
    who: 'adopter',
    path: ({ copy }) => `/authoring/${copy}/upstream?view=own`,
    ready: 'details summary',
  },
  {
    name: 'with whom a course is shared',
    who: 'author',
    path: ({ from }) => `/authoring/${from}`,
    ready: '[aria-labelledby=sharing] .btn',
    press: '[aria-labelledby=sharing] .btn',
  },
  {
    name: 'a recall',
    who: 'admin',
    path: ({ from }) => `/authoring/${from}`,
    ready: '[aria-labelledby=leads] button',
    press: '[aria-labelledby=leads] button:nth-of-type(2)',
  },
  { name: 'a recalled course', who: 'learner', path: ({ copy }) => `/courses/${copy}`, ready: 'main .note.bad' },
  { name: 'home with a recalled course', who: 'learner', path: () => '/', ready: 'main .note.bad' },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const people = {
    author: await signIn(a.instructor.login),
    admin: await signIn(a.admin.login),
    adopter: await signIn(b.instructor.login),
    learner: await signIn(b.learner.login),
  };
  const { author, admin, adopter, learner } = people;
  const { courseId: from, lessonIds } = await writeCourse(author, a.academyId, { lessons: 2 });
  await share(author, from, 'all');
  await releaseDraft(author, from);
  await seesShared(adopter, from);
  const copy = await adoptCourse(adopter, from, b.academyId);
  await rewrite(adopter, copy, [0, 1], 'Наш приклад.');
  await releaseDraft(adopter, copy);
  await learner.call(courses.enrol, { params: { courseId: copy } });
  await rewrite(author, from, [0, 1], 'Виправлено: 72 години.');
  await releaseDraft(author, from);
  const recalled = { params: { courseId: from, version: '1' }, body: { reason: 'Хибний строк' } };
  await admin.call(sharing.recallVersion, recalled);
  return { ground: { from, copy, lesson: lessonIds[0]! }, people };
});
