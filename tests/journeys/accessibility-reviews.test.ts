/// <reference lib="dom" />
/** Pages of reviewing, for everybody. */
import { reviewComments } from '#contracts/review-comments.ts';
import { save, writeCourse, written } from '../support/authoring.ts';
import { newReviewer, release, submit, type ReviewKey } from '../support/reviews.ts';
import { createAcademyTree, createPerson, newId, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'reviewer' | 'author' | 'nobody';
type Ground = ReviewKey & { lessonId: string };

const overview = ({ courseId, reviewId }: Ground) => `/reviews/${courseId}/${reviewId}`;
const lesson = (language: string) => (ground: Ground) =>
  `${overview(ground)}?lesson=${ground.lessonId}&language=${language}`;

const places: Place<Ground, Who>[] = [
  { name: 'review queue', who: 'reviewer', path: () => '/reviews', ready: 'main li h2' },
  { name: 'review queue, not for a learner', who: 'nobody', path: () => '/reviews', ready: 'main [role=alert]' },
  { name: 'review', who: 'reviewer', path: overview, ready: '#decision' },
  { name: 'review, its author', who: 'author', path: overview, ready: '#decision' },
  { name: 'approval', who: 'reviewer', path: overview, ready: '#decision', press: 'li.part .btn.main' },
  { name: 'return', who: 'reviewer', path: overview, ready: '#decision', press: 'li.part .btn:nth-child(2)' },
  { name: 'delegation', who: 'reviewer', path: overview, ready: '#decision', press: 'li.part .btn.soft' },
  { name: 'changes of a lesson', who: 'reviewer', path: lesson('uk'), ready: 'article.comment' },
  { name: 'changes of a translation', who: 'reviewer', path: lesson('en'), ready: '[data-source]' },
  {
    name: 'differences for printing',
    who: 'reviewer',
    path: (ground) => `${overview(ground)}?view=print`,
    ready: 'main h3',
  },
  {
    name: 'a review that does not open',
    who: 'reviewer',
    path: () => `/reviews/${newId('course')}/${newId('review')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const tree = await createAcademyTree();
  const author = await signIn(tree.instructor.login);
  const { client: reviewer } = await newReviewer(tree.academyId);
  const nobody = await createPerson(tree.academyId, ['learner']).then(({ login }) => signIn(login));
  const { courseId, lessonIds, blockIds } = await writeCourse(author, tree.academyId, { lessons: 2 });
  await release(reviewer, await submit(author, courseId));
  const [lessonId, blockId] = [lessonIds[0]!, blockIds[0]![1]!];
  const table = '| Слід | Годин |\n|---|---|\n| взуття | 2 |';
  await save(author, { courseId, lessonId }, written(blockId, `Текст, виправлений.\n\n${table}`, { base: 1 }));
  const key = await submit(author, courseId, { note: 'Перевірте таблицю.' });
  await reviewer.call(reviewComments.putComment, {
    params: { ...key, commentId: newId('comment') },
    body: { lessonId, blockId, language: 'uk', quote: 'виправлений', text: 'Що саме?' },
  });
  return { ground: { ...key, lessonId }, people: { reviewer, author, nobody } };
});
