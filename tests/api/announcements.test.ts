/** Announcements of a cohort, and who has read them. */
import { beforeAll, expect, it } from 'vitest';
import { announcements } from '#contracts/announcements.ts';
import { createCohort } from '../support/cohorts.ts';
import { announce } from '../support/discussion.ts';
import { outcome } from '../support/people.ts';
import { createAcademyTree, newId, settled, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let own: AcademyTree;
let [teacher, learner]: TestClient[] = [];
let cohortId = '';

beforeAll(async () => {
  own = await createAcademyTree();
  [teacher, learner] = await Promise.all([own.instructor, own.learner].map(({ login }) => signIn(login)));
  cohortId = await createCohort(teacher!, own.academyId, { personIds: [own.learner.id, own.unitLearner.id] });
});

const list = async (client: TestClient) => {
  await settled();
  return (await client.call(announcements.announcements, { params: { cohortId }, query: {} })).items;
};

it('are written by who teaches, once, and changed with a history', async () => {
  const params = { cohortId, announcementId: newId('announcement') };
  const body = { title: 'Заняття перенесено', text: 'Починаємо о десятій.', pinned: false };
  expect(outcome(await learner!.reply(announcements.announce, { params, body }))).toBe('notAllowed');
  const send = (title = body.title) => teacher!.reply(announcements.announce, { params, body: { ...body, title } });
  expect((await Promise.all([send(), send()])).map(outcome)).toEqual([200, 200]);
  expect(outcome(await send('Інше'))).toBe('idTaken');
  const change = (text: string) =>
    teacher!.reply(announcements.changeAnnouncement, { params, body: { ...body, text, revision: 0 } });
  expect(outcome(await change('Починаємо об одинадцятій.'))).toBe(200);
  expect(outcome(await change('Не починаємо.'))).toBe('conflict');
  const { items } = await learner!.call(announcements.announcementHistory, { params });
  expect(items.map(({ text }) => text)).toEqual([body.text]);
});

it('say who has read them, to who teaches', async () => {
  const params = { cohortId, announcementId: await announce(teacher!, cohortId, 'Іспит у п’ятницю') };
  const read = () => learner!.call(announcements.readAnnouncement, { params });
  await read();
  const [first] = (await list(learner!)).filter(({ id }) => id === params.announcementId);
  await read();
  const [again] = (await list(learner!)).filter(({ id }) => id === params.announcementId);
  expect(again?.readAt).toBe(first?.readAt);
  const readers = await teacher!.call(announcements.announcementReaders, { params, query: {} });
  expect(readers).toMatchObject({ read: 1, members: 2 });
  expect(readers.items.find(({ id }) => id === own.learner.id)?.readAt).toBe(first?.readAt);
  expect(readers.items.find(({ id }) => id === own.unitLearner.id)?.readAt).toBeNull();
});

it('stand first where they are pinned', async () => {
  const pinned = await announce(teacher!, cohortId, 'Правила групи');
  const later = await announce(teacher!, cohortId, 'Пізніше');
  const params = { cohortId, announcementId: pinned };
  const body = { title: 'Правила групи', text: 'Починаємо о десятій.', pinned: true, revision: 0 };
  await teacher!.call(announcements.changeAnnouncement, { params, body });
  const titles = (await list(learner!)).map(({ id }) => id);
  expect(titles.slice(0, 2)).toEqual([pinned, later]);
});
