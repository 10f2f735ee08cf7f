/// <reference lib="dom" />
/** Pages on which a cohort’s assignments are set, done and marked; with nothing on them as well. */
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { contentOf, createAssignment, handIn } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { createAcademyTree, createPerson, newId, signIn } from '../support/stack.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'teacher' | 'learner';
interface Ground {
  cohortId: string;
  empty: string;
  assignmentId: string;
  workId: string;
}

const staff = (rest: (ground: Ground) => string) => (ground: Ground) =>
  `/cohorts/${ground.cohortId}/assignments${rest(ground)}`;
const mine = (rest: (ground: Ground) => string) => (ground: Ground) =>
  `/my-cohorts/${ground.cohortId}/assignments${rest(ground)}`;

const places: Place<Ground, Who>[] = [
  { name: 'assignments of a cohort', who: 'teacher', path: staff(() => ''), ready: 'main li h2' },
  {
    name: 'no assignments yet',
    who: 'teacher',
    path: ({ empty }) => `/cohorts/${empty}/assignments`,
    ready: 'main .empty',
  },
  { name: 'a new assignment', who: 'teacher', path: staff(() => '/new'), ready: 'main form' },
  {
    name: 'an assignment',
    who: 'teacher',
    path: staff(({ assignmentId }) => `/${assignmentId}`),
    ready: '#people ~ ul li',
  },
  {
    name: 'an exception for one',
    who: 'teacher',
    path: staff(({ assignmentId }) => `/${assignmentId}`),
    ready: '#people ~ ul li button',
    press: '#people ~ ul li button',
  },
  {
    name: 'a work to mark',
    who: 'teacher',
    path: staff(({ assignmentId, workId }) => `/${assignmentId}/works/${workId}`),
    ready: 'main form fieldset',
  },
  { name: 'one’s assignments', who: 'learner', path: mine(() => ''), ready: 'main li h2' },
  { name: 'one’s work', who: 'learner', path: mine(({ assignmentId }) => `/${assignmentId}`), ready: '#sent' },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const own = await createAcademyTree();
  const people = await Promise.all([1, 2].map(() => createPerson(own.unitId, ['learner'])));
  const teacher = await signIn(own.instructor.login);
  const [learner, other] = [await signIn(people[0]!.login), await signIn(people[1]!.login)];
  const cohortId = await createCohort(teacher, own.academyId, { personIds: people.map(({ id }) => id) });
  const empty = await createCohort(teacher, own.academyId);
  const assignmentId = await createAssignment(teacher, cohortId, contentOf());
  const place = { cohortId, assignmentId };
  await handIn(learner, place, 'Особу доставлено о 10:00.\n\nПротокол складено о 13:30.');
  await handIn(other, place, 'Інша робота.');
  const { items } = await teacher.call(assignmentMarking.works, { params: place, query: {} });
  const { workId } = items[0]!;
  const passage = { quote: 'складено', before: '', after: '' };
  const comments = [{ id: newId('comment'), passage, text: 'Ким?' }];
  const mark = { revision: 0, number: 1, outcome: 'returned' as const, points: null, levels: { law: 'full' } };
  for (const each of items)
    await teacher.call(assignmentMarking.markWork, {
      params: { ...place, workId: each.workId },
      body: { ...mark, comment: 'Допишіть час.', comments, reworkDueAt: null, reason: null },
    });
  return { ground: { cohortId, empty, assignmentId, workId }, people: { teacher, learner } };
});
