/** What becomes of answers inside lectures with their people: united with those of a duplicate, without words once the person is erased. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import {
  answerTo,
  asks,
  askedOf,
  learnerOf,
  lectureToAsk,
  option,
  releaseAsking,
  type AskingLecture,
} from '../support/lecture-questions.ts';
import { items, newId, records, settled, signIn, until, type TestClient } from '../support/stack.ts';

let asking: AskingLecture;
let admin: TestClient;

beforeAll(async () => {
  asking = await lectureToAsk(2);
  const [first = '', second = ''] = asking.questionIds;
  await releaseAsking(asking, [asks(first, 1000), asks(second, 3000)]);
  admin = await signIn(asking.authors.tree.admin.login);
}, 60_000);

it('what a duplicate has answered counts for the kept person, once', async () => {
  const [kept, duplicate] = [await learnerOf(asking), await learnerOf(asking)];
  const [first = '', second = ''] = asking.questionIds;
  await answerTo(kept.client, asking, first, option('b'));
  await answerTo(duplicate.client, asking, first, option('a'));
  await answerTo(duplicate.client, asking, second, option('c'));
  const params = { personId: kept.personId };
  const seen = await admin.call(people.previewMerge, { params, query: { duplicateId: duplicate.personId } });
  const revisions = { revision: seen.keptRevision, duplicateRevision: seen.duplicateRevision };
  await admin.call(people.mergePeople, { params, body: { duplicateId: duplicate.personId, ...revisions } });
  await settled();
  const { body } = await askedOf(kept.client, asking);
  expect(body.items.map(({ answered }) => [answered?.tries, answered?.firstShare, answered?.bestShare])).toEqual([
    [2, 0, 1],
    [1, 0, 0],
  ]);
  const place = { courseId: asking.courseId, lessonId: asking.lessonId };
  expect(await kept.client.call(progress.openLesson, { params: place })).toMatchObject({ questionsLeft: 0 });
});

it('is in the copy of all data about one person', async () => {
  const { client } = await learnerOf(asking);
  await answerTo(client, asking, asking.questionIds[0]!, option('b'));
  const jobId = newId('job');
  await client.call(audit.startOwnExport, { body: { jobId } });
  const { file } = await until(
    () => client.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
  const files = unzipSync(Buffer.from(await (await fetch(file!.url)).arrayBuffer()));
  expect(JSON.parse(strFromU8(files['lectureAnswers.json']!))).toMatchObject([
    { lectureId: asking.lectureId, answers: [{ questionId: asking.questionIds[0], tries: 1, first: { share: 0 } }] },
  ]);
});

it('loses its words when the person is erased; that it was answered stays on record', async () => {
  const { client, personId } = await learnerOf(asking);
  await answerTo(client, asking, asking.questionIds[0]!, option('b'));
  const partition = `$assessments#${personId}`;
  expect((await items(partition)).map(({ entity }) => entity)).toContain('lectureAnswers');
  const params = { personId };
  const { revision } = await admin.call(people.person, { params });
  const jobId = newId('job');
  await admin.call(people.erasePerson, { params, body: { jobId, mode: 'erase', revision } });
  await until(
    () => admin.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
  await settled();
  const left = (await items(partition)).map(({ entity }) => entity);
  expect(left).toContain('lectureShares');
  expect(left).not.toContain('lectureAnswers');
  expect((await records(personId)).map(({ type }) => type)).toContain('assessments.lectureAnswered');
});
