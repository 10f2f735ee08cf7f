/// <reference lib="dom" />
/** Pages of a cohort’s discussion, for everybody. */
import { posts } from '#contracts/posts.ts';
import { createCohort } from '../support/cohorts.ts';
import { announce, startThread } from '../support/discussion.ts';
import { createAcademyTree, newId, settled, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'teacher' | 'learner';
type Ground = Awaited<ReturnType<typeof startThread>>;

const all = ({ cohortId }: Ground) => `/cohorts/${cohortId}/discussion`;
const one = (ground: Ground) => `${all(ground)}/${ground.threadId}`;

const places: Place<Ground, Who>[] = [
  { name: 'threads', who: 'learner', path: all, ready: 'main li h2' },
  {
    name: 'new thread',
    who: 'learner',
    path: all,
    ready: 'main li h2',
    press: 'main .btn.main',
    opens: 'main form textarea',
  },
  {
    name: 'announcements',
    who: 'learner',
    path: (ground) => `${all(ground)}?tab=announcements`,
    ready: 'main article',
  },
  {
    name: 'announcements, who teaches',
    who: 'teacher',
    path: (ground) => `${all(ground)}?tab=announcements`,
    ready: 'main article',
  },
  {
    name: 'what waits for who teaches',
    who: 'teacher',
    path: (ground) => `${all(ground)}?tab=teacher`,
    ready: '#reported',
  },
  { name: 'thread', who: 'learner', path: one, ready: 'main article .read' },
  { name: 'thread, who teaches', who: 'teacher', path: one, ready: 'main article .read' },
  {
    name: 'a thread that does not open',
    who: 'learner',
    path: (ground) => `${all(ground)}/${newId('thread')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const tree = await createAcademyTree();
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const cohortId = await createCohort(teacher, tree.academyId, { personIds: [tree.learner.id] });
  const ground = await startThread(learner, cohortId, { text: `Чи **можна**, @[${tree.instructor.id}]?` });
  const params = { cohortId, threadId: ground.threadId, postId: newId('post') };
  await teacher.call(posts.putPost, { params, body: { text: '- так;\n- але не всім.', replyTo: null } });
  await announce(teacher, cohortId);
  await settled();
  return { ground, people: { teacher, learner } };
});
