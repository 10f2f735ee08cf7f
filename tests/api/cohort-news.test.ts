/** What people of a cohort are told: answers, mentions, announcements, marks – in the inbox, each with the page it leads to. */
import { beforeAll, expect, it } from 'vitest';
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignments } from '#contracts/assignments.ts';
import { notifications } from '#contracts/notifications.ts';
import { posts } from '#contracts/posts.ts';
import { threads } from '#contracts/threads.ts';
import { createAssignment, handIn, type Place } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { announce, startThread } from '../support/discussion.ts';
import { tickAt } from './direct.ts';
import { createAcademyTree, createPerson, newId, now, settled, signIn, type AcademyTree } from '../support/stack.ts';

const dayMs = 86_400_000;

let tree: AcademyTree;
let teacher: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  tree = await createAcademyTree();
  teacher = await signIn(tree.instructor.login);
});

/** A cohort with two new learners. */
async function begun() {
  const people = await Promise.all([1, 2].map(() => createPerson(tree.academyId, ['learner'])));
  const cohortId = await createCohort(teacher, tree.academyId, { personIds: people.map(({ id }) => id) });
  const [one, two] = await Promise.all(
    people.map(async (person) => ({ ...person, client: await signIn(person.login) })),
  );
  return { cohortId, one: one!, two: two! };
}
type Learner = Awaited<ReturnType<typeof begun>>['one'];
const told = async ({ client }: Pick<Learner, 'client'>) => {
  await settled();
  return (await client.call(notifications.inbox, { query: {} })).items.map(({ kind, link, title }) => ({
    ...{ kind, link },
    title: title?.uk,
  }));
};

it('who asked is told of an answer, who answered that it was accepted, who is mentioned that they are', async () => {
  const { cohortId, one, two } = await begun();
  const { threadId } = await startThread(one.client, cohortId, {
    title: 'Строк протоколу',
    text: `Що скажете, @[${two.id}]?`,
  });
  const params = { cohortId, threadId, postId: newId('post') };
  await two.client.call(posts.putPost, { params, body: { text: 'Одну годину.', replyTo: null } });
  const link = `/cohorts/${cohortId}/discussion/${threadId}`;
  const title = 'Строк протоколу';
  expect(await told(one)).toEqual([{ kind: 'answerPosted', link, title }]);
  expect(await told(two)).toEqual([{ kind: 'mentioned', link, title }]);
  await one.client.call(threads.acceptAnswer, { params: { cohortId, threadId }, body: { postId: params.postId } });
  expect((await told(two))[0]).toEqual({ kind: 'answerAccepted', link, title });
});

it('an announcement is told to everybody of the cohort but its author', async () => {
  const { cohortId, one, two } = await begun();
  await announce(teacher, cohortId, 'Заняття перенесено');
  const link = `/cohorts/${cohortId}/discussion?tab=announcements`;
  for (const learner of [one, two])
    expect(await told(learner)).toEqual([{ kind: 'announced', link, title: 'Заняття перенесено' }]);
  expect((await told({ client: teacher })).filter((each) => each.link === link)).toEqual([]);
});

it('marks of an assignment are told to those who have one, a work given back to its author', async () => {
  const { cohortId, one, two } = await begun();
  const assignmentId = await createAssignment(teacher, cohortId, { rubric: [], title: 'Рапорт' });
  const place: Place = { cohortId, assignmentId };
  await handIn(one.client, place, 'Перша робота.');
  const { items } = await teacher.call(assignmentMarking.works, { params: place, query: {} });
  const mark = { number: 1, levels: {}, comment: 'Додайте час.', comments: [], reason: null };
  const params = { ...place, workId: items[0]!.workId };
  await teacher.call(assignmentMarking.markWork, {
    params,
    body: { ...mark, outcome: 'returned', points: null, revision: 0, reworkDueAt: '2090-01-20T15:00:00.000Z' },
  });
  const link = `/my-cohorts/${cohortId}/assignments/${assignmentId}`;
  expect(await told(one)).toEqual([{ kind: 'workReturned', link, title: 'Рапорт' }]);
  await handIn(one.client, place, 'Друга робота.');
  await teacher.call(assignmentMarking.markWork, {
    params,
    body: { ...mark, number: 2, outcome: 'marked', points: 9, revision: 1, reworkDueAt: null },
  });
  const { revision } = await teacher.call(assignments.assignment, { params: place });
  await teacher.call(assignmentMarking.releaseMarks, {
    params: place,
    body: { released: true, revision, reason: null },
  });
  expect((await told(one))[0]).toEqual({ kind: 'workReleased', link, title: 'Рапорт' });
  expect(await told(two)).toEqual([]);
});

it('a day before an assignment is due, those who have not handed it in are told, once', async () => {
  const { cohortId, one, two } = await begun();
  // in two minutes it will be a day before
  const dueAt = new Date((await now()) + dayMs + 120_000).toISOString();
  const assignmentId = await createAssignment(teacher, cohortId, { dueAt, title: 'Протокол' });
  await handIn(two.client, { cohortId, assignmentId }, 'Готово.');
  await settled();
  await tickAt('notifications', await now());
  expect(await told(one)).toEqual([]);
  const soon = (await now()) + 180_000;
  await Promise.all([tickAt('notifications', soon), tickAt('notifications', soon)]);
  const link = `/my-cohorts/${cohortId}/assignments/${assignmentId}`;
  expect(await told(one)).toEqual([{ kind: 'dueNear', link, title: 'Протокол' }]);
  expect(await told(two)).toEqual([]);
});
