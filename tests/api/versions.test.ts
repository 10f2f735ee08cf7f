/** Learners stay on their version until they are moved; what they did goes along, and what changed is shown. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { jobs } from '#contracts/jobs.ts';
import { progress } from '#contracts/progress.ts';
import { versions } from '#contracts/versions.ts';
import { outcome } from '../support/people.ts';
import { createPerson, newId, records, settled, until, type TestClient } from '../support/stack.ts';
import {
  createAuthors,
  releaseFirst,
  releaseSecond,
  versionLearner,
  whatChanged,
  type Authors,
} from '../support/versions.ts';

let authors: Authors;
let instructor: TestClient;
beforeAll(async () => {
  authors = await createAuthors();
  ({ instructor } = authors);
});

const released = () => releaseFirst(authors);
const learner = (courseId: string, read: readonly string[] = []) => versionLearner(authors, courseId, read);

const progressOf = (client: TestClient, courseId: string) => client.call(progress.course, { params: { courseId } });
const courseOf = (client: TestClient, courseId: string) => client.call(courses.course, { params: { courseId } });
const goOver = (client: TestClient, courseId: string, version = 2) =>
  client.reply(versions.learnVersion, { params: { courseId }, body: { version } });

/** Takes learners over by a job and waits for its end. */
async function move(courseId: string, people: string[] | null, version = 2) {
  const jobId = newId('job');
  const body = { jobId, organisationId: authors.tree.academyId, version, people };
  await instructor.call(versions.moveLearners, { params: { courseId }, body });
  return until(
    () => instructor.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
}

describe('a learner who has begun', () => {
  it('stays on their version, goes over by themselves, and loses nothing', async () => {
    const made = await released();
    const { courseId, law, duty } = made;
    const { id, client } = await learner(courseId, [law, duty]);
    await settled();
    expect(await releaseSecond(authors, made)).toMatchObject({ whatChanged });
    await settled();
    expect(await courseOf(client, courseId)).toMatchObject({ version: 1, newer: 2, lessonsTotal: 3 });
    expect(await progressOf(client, courseId)).toMatchObject({ version: 1, moved: null, lessonsCompleted: 2 });
    // to another one than the newest there is no way
    expect(outcome(await goOver(client, courseId, 3))).toBe('conflict');
    expect((await goOver(client, courseId)).body).toMatchObject({ courseId, version: 2 });
    expect((await goOver(client, courseId)).status).toBe(200);

    expect(await courseOf(client, courseId)).toMatchObject({ version: 2, newer: null });
    const mine = await progressOf(client, courseId);
    expect(mine).toMatchObject({ version: 2, moved: { from: 1 }, lessonsCompleted: 1, lessonsTotal: 3 });
    // done stays done, and says what it is behind
    expect(mine.lessons.find(({ lessonId }) => lessonId === law)).toMatchObject({
      state: 'completed',
      changed: { version: 1, languages: ['uk'], film: false },
    });
    // kept on a device that was offline, and of the text of then
    const then = { params: { courseId, lessonId: law }, query: { version: '1' } };
    expect(await client.call(progress.readLesson, then)).toMatchObject({ changed: { version: 1 } });
    const read = await client.call(progress.readLesson, { params: { courseId, lessonId: law } });
    expect(read).toMatchObject({ state: 'completed', changed: null });
    await settled();
    expect(await progressOf(client, courseId)).toMatchObject({ lessonsCompleted: 1, completedAt: null });
    const facts = (await records(id)).filter(({ type }) => type === 'courses.moved');
    expect(facts).toMatchObject([{ actorId: id, objectId: courseId, data: { version: 2, from: 1 } }]);
    const [row] = (await learnersOf(courseId)).filter(({ personId }) => personId === id);
    expect(row).toMatchObject({ version: 2, status: 'learning', lessonsCompleted: 1, lessonsTotal: 3 });
  }, 120_000);

  it('sees what changed, lesson by lesson, with the text of both versions', async () => {
    const made = await released();
    const { courseId, law, duty, talk } = made;
    const { client } = await learner(courseId, [law]);
    await settled();
    await releaseSecond(authors, made);
    const query = { from: '1', to: '2' };
    const { lessons, notes } = await client.call(versions.versionChanges, { params: { courseId }, query });
    expect(notes).toMatchObject([{ version: 2, whatChanged }]);
    expect(lessons.map(({ kind }) => kind)).toEqual(['changed', 'same', 'added', 'removed']);
    expect(lessons[0]).toMatchObject({ lessonId: law, languages: ['uk'], rewritten: ['uk'] });
    expect(lessons[1]).toMatchObject({ lessonId: talk });
    expect(lessons[3]).toMatchObject({ lessonId: duty, number: null });
    const texts = (lessonId: string) =>
      client.call(versions.lessonVersions, {
        params: { courseId, lessonId },
        query: { ...query, language: 'uk' as const },
      });
    expect(await texts(law)).toMatchObject({
      language: 'uk',
      before: { text: expect.not.stringContaining('інакше') as string },
      after: { text: expect.stringContaining('тепер інакше.') as string },
    });
    expect((await texts(duty)).after).toBeNull();
    const late = await learner(courseId);
    // who began with the second has no first one to look back to
    const asked = await late.client.reply(versions.versionChanges, { params: { courseId }, query });
    expect(outcome(asked)).toBe('notFound');
    expect((await late.client.call(versions.courseVersions, { params: { courseId } })).items).toMatchObject([
      { version: 2 },
    ]);
    const turned = await client.reply(versions.versionChanges, { params: { courseId }, query: { from: '2', to: '1' } });
    expect(outcome(turned)).toBe('invalid');
  }, 120_000);
});

const learnersOf = async (courseId: string) => {
  const query = { organisationId: authors.tree.academyId };
  return (await instructor.call(progress.learners, { params: { courseId }, query })).items;
};

it('who has not opened a lesson begins with the newest; who has completed one keeps it for ever', async () => {
  const made = await released();
  const { courseId, law, duty, talk } = made;
  const waiting = await learner(courseId);
  const done = await learner(courseId, [law, duty, talk]);
  await settled();
  await releaseSecond(authors, made);
  await settled();
  expect(await courseOf(waiting.client, courseId)).toMatchObject({ version: 2 });
  expect((await records(waiting.id)).filter(({ type }) => type === 'courses.moved')).toMatchObject([
    { actorId: 'system', data: { version: 2, from: 1 } },
  ]);
  expect(await courseOf(done.client, courseId)).toMatchObject({ version: 1, newer: null });
  expect(outcome(await goOver(done.client, courseId))).toBe('courseCompleted');
  expect(await move(courseId, null)).toMatchObject({ result: { moved: '0', stayed: '2', version: '2' } });
  expect(await progressOf(done.client, courseId)).toMatchObject({ version: 1, lessonsCompleted: 3 });
  expect((await progressOf(done.client, courseId)).completedAt).not.toBeNull();
}, 120_000);

it('an instructor sees who is on which version and takes over some, then all; asked twice it is done once', async () => {
  const made = await released();
  const { courseId, law, duty } = made;
  const [one, two, stranger] = await Promise.all([
    learner(courseId, [law]),
    learner(courseId, [law, duty]),
    createPerson(authors.tree.academyId, ['learner']),
  ]);
  await settled();
  await releaseSecond(authors, made);
  await settled();
  const counts = () =>
    instructor.call(versions.learnerVersions, {
      params: { courseId },
      query: { organisationId: authors.tree.academyId },
    });
  expect(await counts()).toEqual({ newest: 2, items: [{ version: 1, learners: 2, begun: 2, completed: 0 }] });
  // somebody who does not learn it is passed over
  expect(await move(courseId, [one.id, stranger.id])).toMatchObject({ result: { moved: '1', stayed: '0' } });
  expect((await counts()).items.map(({ version, learners }) => [version, learners])).toEqual([
    [2, 1],
    [1, 1],
  ]);
  expect(await progressOf(one.client, courseId)).toMatchObject({ version: 2, lessonsCompleted: 1 });
  expect(await progressOf(two.client, courseId)).toMatchObject({ version: 1 });

  const body = { jobId: newId('job'), organisationId: authors.tree.academyId, version: 2, people: null };
  const ask = () => instructor.reply(versions.moveLearners, { params: { courseId }, body });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const other = { ...body, people: [one.id] };
  expect(outcome(await instructor.reply(versions.moveLearners, { params: { courseId }, body: other }))).toBe('idTaken');
  await settled();
  expect(await progressOf(two.client, courseId)).toMatchObject({ version: 2, moved: { from: 1 }, lessonsCompleted: 1 });
  expect((await records(two.id)).filter(({ type }) => type === 'courses.moved')).toHaveLength(1);
  const stale = { ...body, jobId: newId('job'), version: 1 };
  expect(outcome(await instructor.reply(versions.moveLearners, { params: { courseId }, body: stale }))).toBe(
    'conflict',
  );
}, 120_000);

it('where all that was left is gone, going over completes the course, in the version it was completed by', async () => {
  const made = await released();
  const { courseId, law, talk } = made;
  const { id, client } = await learner(courseId, [law, talk]);
  await settled();
  await releaseSecond(authors, made, { shorter: true });
  await goOver(client, courseId);
  expect((await progressOf(client, courseId)).completedAt).not.toBeNull();
  await settled();
  const completed = (await records(id)).filter(({ type }) => type === 'progress.courseCompleted');
  expect(completed).toMatchObject([{ objectId: courseId, data: { version: 2 } }]);
}, 120_000);
