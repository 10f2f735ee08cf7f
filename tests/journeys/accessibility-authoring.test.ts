/// <reference lib="dom" />
/** Pages of those who write courses, for everybody. */
import { draftFilms } from '#contracts/draft-films.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { addLesson, createDraft, joinTeam, writeCourse } from '../support/authoring.ts';
import { announced } from '../support/films.ts';
import { giveBack, newReviewer, release, submit } from '../support/reviews.ts';
import { createAcademyTree, createPerson, newId, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'author' | 'beginner' | 'reader' | 'admin';
interface Ground {
  /** nothing but a name */
  empty: string;
  /** released once, given back the second time, something in the bin */
  full: string;
  /** with texts missing, never submitted */
  ready: string;
  /** a lesson of `full` with text */
  lesson: string;
}

const at = (key: Exclude<keyof Ground, 'lesson'>, view?: string) => (ground: Ground) =>
  `/authoring/${ground[key]}${view ? `?view=${view}` : ''}`;
const lesson = ({ full, lesson }: Ground) => `/authoring/${full}/lessons/${lesson}`;
const standing = 'section[aria-labelledby=standing] .btn';

const places: Place<Ground, Who>[] = [
  { name: 'courses in the making', who: 'author', path: () => '/authoring', ready: 'main li h2' },
  { name: 'courses in the making, none', who: 'beginner', path: () => '/authoring', ready: 'main .empty' },
  { name: 'courses of the academy', who: 'admin', path: () => '/authoring?view=academy', ready: 'main li h2' },
  { name: 'a new course', who: 'beginner', path: () => '/authoring', ready: 'main .empty', press: '.heading .main' },
  { name: 'a course that begins', who: 'author', path: at('empty'), ready: '.first input' },
  { name: 'a course', who: 'author', path: at('full'), ready: '.modules .meta .trs' },
  { name: 'a course, its reader', who: 'reader', path: at('full'), ready: '.modules .meta .trs' },
  { name: 'a move of a lesson', who: 'author', path: at('full'), ready: standing, press: '.lesson .grip' },
  { name: 'the bin', who: 'author', path: at('full'), ready: standing, press: '.outline .head .btn' },
  { name: 'a submission', who: 'author', path: at('ready'), ready: `${standing}.main`, press: `${standing}.main` },
  { name: 'an archive', who: 'author', path: at('full'), ready: standing, press: '[aria-labelledby=leads] button' },
  {
    name: 'an archiving',
    who: 'author',
    path: at('full'),
    ready: standing,
    press: '[aria-labelledby=leads] button:last-of-type',
  },
  { name: 'a course to bring in', who: 'author', path: () => '/authoring/import', ready: 'main .choose' },
  { name: 'a course, settings', who: 'author', path: at('full', 'settings'), ready: 'main form textarea' },
  { name: 'a course, no lectures yet', who: 'author', path: at('empty', 'films'), ready: 'main .empty' },
  { name: 'a course, a lecture on its way', who: 'author', path: at('full', 'films'), ready: '.arrival input' },
  { name: 'a course, team', who: 'author', path: at('full', 'team'), ready: '#team' },
  { name: 'a colleague to add', who: 'author', path: at('full', 'team'), ready: '#team', press: '.heading .main' },
  { name: 'a course, releases', who: 'author', path: at('full', 'history'), ready: '[role=tabpanel] li h2 a' },
  { name: 'the editor', who: 'author', path: lesson, ready: '[role=textbox] p' },
  {
    name: 'a translation beside its source',
    who: 'author',
    path: ({ full, lesson: id }) => `/authoring/${full}/translation?language=en&lesson=${id}`,
    ready: '.pair .soft',
  },
  {
    name: 'titles to be translated',
    who: 'author',
    path: ({ full }) => `/authoring/${full}/translation?language=en`,
    ready: '.pair textarea',
    press: '.work .between > .btn',
  },
  { name: 'a lesson as learners see it', who: 'author', path: (on) => `${lesson(on)}/preview`, ready: '.read p' },
  {
    name: 'a course in the making that does not open',
    who: 'author',
    path: () => `/authoring/${newId('course')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const tree = await createAcademyTree();
  const { academyId } = tree;
  const [author, admin] = await Promise.all([signIn(tree.instructor.login), signIn(tree.admin.login)]);
  const beginner = await createPerson(academyId, ['instructor']).then(({ login }) => signIn(login));
  const colleague = await createPerson(academyId, ['instructor']);
  const { client: reviewer } = await newReviewer(academyId);
  const { id: empty } = await createDraft(author, academyId, { title: { uk: 'Початок' } });
  const { courseId: ready } = await writeCourse(author, academyId, { title: { uk: 'Готовий' } });
  const { courseId: full } = await writeCourse(author, academyId, { lessons: 2 });
  await joinTeam(author, full, colleague.id, 'reader');
  await release(reviewer, await submit(author, full));
  const gone = await addLesson(author, full, { title: { uk: 'Зайве' } });
  const { lessons } = await author.call(draftOutline.binLesson, { params: { courseId: full, lessonId: gone } });
  const { id: lessonId, revision } = lessons[0]!;
  const body = { revision, title: { uk: 'Названо інакше' } };
  await author.call(draftOutline.changeLesson, { params: { courseId: full, lessonId }, body });
  await giveBack(reviewer, await submit(author, full), 'Назвіть заняття так, як у програмі.');
  await author.call(draftFilms.startFilm, { params: { courseId: full }, body: announced() });
  const reader = await signIn(colleague.login);
  return { ground: { empty, full, ready, lesson: lessonId }, people: { author, beginner, reader, admin } };
});
