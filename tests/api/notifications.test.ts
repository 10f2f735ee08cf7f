import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { messages, type Audience } from '#contracts/messages.ts';
import { usualMail, type MailChoice, type NoticeTopic } from '#contracts/notice-kinds.ts';
import { notifications } from '#contracts/notifications.ts';
import { addDays } from '#contracts/local-time.ts';
import { people } from '#contracts/people.ts';
import { timetable } from '#contracts/timetable.ts';
import { createAssignment, handIn } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import { plan } from '../support/timetable.ts';
import { tickAt } from './direct.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  newId,
  now,
  sentMail,
  settled,
  signIn,
  tick,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let instructor: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  instructor = await signIn(tree.instructor.login);
});

async function newLearner() {
  const person = await createPerson(tree.unitId, ['learner']);
  return { ...person, client: await signIn(person.login) };
}
const inbox = async (client: TestClient, query: { show?: 'unread' } = {}) =>
  (await client.call(notifications.inbox, { query })).items;
const unread = async (client: TestClient) => (await client.reply(notifications.unread, {})).body.unread;
const lettersTo = async (login: string) =>
  (await sentMail()).filter(({ to, heads }) => to.includes(login) && heads !== undefined);

async function write(personId: string, { title = 'Консультація', urgent = false } = {}) {
  const messageId = newId('message');
  const body = { audience: { kind: 'person' as const, personId }, title, text: 'О третій, у сорок другій.', urgent };
  const sent = await instructor.call(messages.sendMessage, { params: { messageId }, body });
  await settled();
  return { messageId, body, sent };
}
/** How mail comes about one topic. At any hour, unless said. */
async function choose(client: TestClient, topic: NoticeTopic, choice: MailChoice, hours = {}) {
  const { revision } = await client.call(notifications.preferences, {});
  const always = { digestHour: 7, quietFrom: 0, quietUntil: 0 };
  await client.call(notifications.setPreferences, {
    body: { mail: { ...usualMail, [topic]: choice }, ...always, ...hours, revision },
  });
}
const hourIn = async (timeZone: string): Promise<number> =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(await now()));
const hourMs = 3_600_000;

describe('a message', () => {
  it('stands in the inbox and comes as one letter, however often the bus delivers it', async () => {
    const learner = await newLearner();
    await choose(learner.client, 'messages', 'atOnce');
    const { messageId, body, sent } = await write(learner.id);
    // the request came twice
    expect(await instructor.call(messages.sendMessage, { params: { messageId }, body })).toEqual(sent);
    await settled();
    const [notice, ...others] = await inbox(learner.client);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      ...{ kind: 'message', read: false, link: `/inbox/messages/${messageId}` },
      message: { title: 'Консультація' },
    });
    const [letter, ...more] = await lettersTo(learner.login);
    expect(more).toEqual([]);
    expect(letter?.subject).toContain('Консультація');
    expect(letter?.text).not.toContain(body.text);
    for (const link of letter?.text.match(/https?:\/\/\S+/g) ?? []) expect(link).toContain(inject('origin'));
    await tick();
    await settled();
    expect(await lettersTo(learner.login)).toHaveLength(1);
  });

  it('shows its writer who has read it, and nobody else', async () => {
    const learner = await newLearner();
    const { messageId } = await write(learner.id);
    const params = { messageId };
    const reached = async () => (await instructor.call(messages.reached, { params, query: {} })).items;
    expect(await reached()).toMatchObject([{ id: learner.id, readAt: null }]);
    const [notice] = await inbox(learner.client);
    await learner.client.call(notifications.markRead, { body: { ids: [notice!.id] } });
    expect((await reached())[0]?.readAt).toBeTruthy();
    expect((await learner.client.call(messages.message, { params })).audience).toBeNull();
    expect(outcome(await learner.client.reply(messages.reached, { params, query: {} }))).toBe('notFound');
    const { client: stranger } = await newLearner();
    expect(outcome(await stranger.reply(messages.message, { params }))).toBe('notFound');
  });

  it('is mailed after the quiet hours, unless it is urgent', async () => {
    const learner = await newLearner();
    const hour = await hourIn('Europe/Kyiv');
    await choose(learner.client, 'messages', 'atOnce', { quietFrom: hour, quietUntil: (hour + 2) % 24 });
    await write(learner.id, { title: 'Не поспішає' });
    expect(await lettersTo(learner.login)).toEqual([]);
    await write(learner.id, { title: 'Терміново', urgent: true });
    expect((await lettersTo(learner.login)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Терміново'),
    ]);
    await tickAt('notifications', (await now()) + 2 * hourMs);
    await settled();
    expect((await lettersTo(learner.login)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Терміново'),
      expect.stringContaining('Не поспішає'),
    ]);
  });
});

describe('a message to a cohort', () => {
  async function cohortOf(count: number) {
    const learners = await Promise.all(Array.from({ length: count }, newLearner));
    const personIds = learners.map(({ id }) => id);
    const today = academyDay(await now());
    const days = { startsOn: addDays(today, -28), endsOn: addDays(today, 60) };
    return { learners, cohortId: await createCohort(instructor, tree.academyId, { personIds, ...days }) };
  }
  const look = async (audience: Audience, by = instructor) => by.reply(messages.lookAtAudience, { body: { audience } });
  const send = (audience: Audience, messageId = newId('message')) =>
    instructor.reply(messages.sendMessage, {
      params: { messageId },
      body: { audience, title: 'Збір', text: 'О дев’ятій.', urgent: false },
    });

  it('reaches everybody who learns there, as many as was said before', async () => {
    const { learners, cohortId } = await cohortOf(2);
    const audience: Audience = { kind: 'cohort', cohortId };
    expect((await look(audience)).body).toEqual({ people: 2 });
    const messageId = newId('message');
    expect((await send(audience, messageId)).body).toMatchObject({ audience, link: null });
    expect(outcome(await send(audience, messageId))).toBe(200);
    await settled();
    for (const { client } of learners) expect(await inbox(client)).toMatchObject([{ message: { title: 'Збір' } }]);
    const { body } = await instructor.reply(messages.reached, { params: { messageId }, query: {} });
    expect(body.items).toHaveLength(2);
  });

  it('reaches those of it who are named, and nobody from elsewhere', async () => {
    const { learners, cohortId } = await cohortOf(2);
    const [named, other] = learners as [(typeof learners)[0], (typeof learners)[0]];
    const stranger = await newLearner();
    const audience: Audience = { kind: 'people', cohortId, personIds: [named.id, stranger.id] };
    expect((await look(audience)).body).toEqual({ people: 1 });
    const messageId = newId('message');
    expect((await send(audience, messageId)).body).toMatchObject({ audience, link: null });
    expect(outcome(await send(audience, messageId))).toBe(200);
    expect(outcome(await send({ ...audience, personIds: [other.id] }, messageId))).toBe('idTaken');
    await settled();
    expect(await inbox(named.client)).toMatchObject([{ message: { title: 'Збір' } }]);
    for (const { client } of [other, stranger]) expect(await inbox(client)).toEqual([]);
    expect(outcome(await send({ ...audience, personIds: [stranger.id] }))).toBe('nobodyReached');
  });

  it('reminds those who are late with an assignment, and leads them there', async () => {
    const { learners, cohortId } = await cohortOf(2);
    const [done, late] = learners as [(typeof learners)[0], (typeof learners)[0]];
    const past = (days: number) => new Date(Date.now() - days * 24 * hourMs).toISOString();
    const assignmentId = await createAssignment(instructor, cohortId, { opensAt: past(9), dueAt: past(2) });
    await handIn(done.client, { cohortId, assignmentId }, 'Протягом години.');
    const audience: Audience = { kind: 'late', cohortId, assignmentId };
    await settled();
    expect((await look(audience)).body).toEqual({ people: 1 });
    const messageId = newId('message');
    expect(outcome(await send(audience, messageId))).toBe(200);
    expect(outcome(await send(audience, messageId))).toBe(200);
    await settled();
    expect((await inbox(done.client)).filter(({ kind }) => kind === 'message')).toEqual([]);
    expect((await inbox(late.client)).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    const link = `/my-cohorts/${cohortId}/assignments/${assignmentId}`;
    expect(await late.client.call(messages.message, { params: { messageId } })).toMatchObject({ link, audience: null });
    await handIn(late.client, { cohortId, assignmentId }, 'Протягом години.');
    expect(outcome(await send(audience))).toBe('nobodyReached');
  });

  it('is for who teaches it', async () => {
    const { learners, cohortId } = await cohortOf(1);
    const elsewhere = await signIn((await createAcademyTree()).instructor.login);
    expect(outcome(await look({ kind: 'cohort', cohortId }, elsewhere))).toBe('notFound');
    expect(outcome(await look({ kind: 'cohort', cohortId }, learners[0]!.client))).toBe('notAllowed');
    const unknown: Audience = { kind: 'late', cohortId, assignmentId: newId('assignment') };
    expect(outcome(await look(unknown))).toBe('notFound');
  });

  it('of its timetable tells who learns and teaches there that a day was put off, and that it is back', async () => {
    const { learners, cohortId } = await cohortOf(1);
    const { client, login } = learners[0]!;
    const day = addDays(academyDay(await now()), 1);
    await plan(instructor, cohortId, { day });
    const params = { cohortId, day };
    const hour = await hourIn('Europe/Kyiv');
    await choose(client, 'timetable', 'atOnce', { quietFrom: hour, quietUntil: (hour + 2) % 24 });
    const { moves } = await instructor.call(timetable.previewPostponement, { params });
    const done = await instructor.call(timetable.postponeDay, {
      params,
      body: { reason: null, moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: 1, to })) },
    });
    await settled();
    const link = `/my-cohorts/${cohortId}/timetable`;
    expect(await inbox(client)).toMatchObject([{ kind: 'dayPostponed', link }]);
    // tomorrow does not wait for the end of the quiet hours
    expect(await lettersTo(login)).toMatchObject([{ subject: expect.stringContaining('перенесено') }]);
    await instructor.call(timetable.restoreDay, { params, query: { revision: String(done.revision) } });
    await settled();
    expect((await inbox(client)).map(({ kind }) => kind)).toEqual(['dayRestored', 'dayPostponed']);
  });
});

describe('the inbox', () => {
  it('counts what is unread, and says nothing new to who knows the number', async () => {
    const learner = await newLearner();
    for (const title of ['Перше', 'Друге', 'Третє']) await write(learner.id, { title });
    expect(await unread(learner.client)).toBe(3);
    const [latest, second] = await inbox(learner.client);
    expect(latest?.message?.title).toBe('Третє');
    await learner.client.call(notifications.markAllRead, { body: { upTo: second!.id } });
    expect((await inbox(learner.client, { show: 'unread' })).map(({ id }) => id)).toEqual([latest!.id]);
    await learner.client.call(notifications.markRead, { body: { ids: [latest!.id] } });
    expect(await unread(learner.client)).toBe(0);
    expect((await inbox(learner.client)).every(({ read }) => read)).toBe(true);
  });

  it('tells of changed roles', async () => {
    const learner = await newLearner();
    const admin = await signIn(tree.admin.login);
    const { revision } = await admin.call(people.person, { params: { personId: learner.id } });
    await admin.call(people.setRoles, {
      params: { personId: learner.id, organisationId: tree.unitId },
      body: { roles: ['learner', 'reviewer'], revision },
    });
    await settled();
    expect(await inbox(learner.client)).toMatchObject([{ kind: 'rolesChanged', link: '/profile' }]);
  });
});

it('a digest comes once a day at the hour and in the language of its person', async () => {
  const learner = await newLearner();
  const { revision } = await learner.client.call(identity.me, {});
  await learner.client.call(identity.changeMe, { body: { locale: 'kk', timeZone: 'Asia/Almaty', revision } });
  const hour = await hourIn('Asia/Almaty');
  await choose(learner.client, 'messages', 'daily', { digestHour: (hour + 3) % 24 });
  await write(learner.id, { title: 'Бірінші' });
  await write(learner.id, { title: 'Екінші' });
  await tick();
  await settled();
  expect(await lettersTo(learner.login)).toEqual([]);
  const atTheHour = (await now()) + 3 * hourMs;
  await Promise.all([tickAt('notifications', atTheHour), tickAt('notifications', atTheHour)]);
  await settled();
  const [letter, ...more] = await lettersTo(learner.login);
  expect(more).toEqual([]);
  expect(letter?.subject).toBe('«Курс»: сізге арналған жаңалықтар – 2');
  expect(letter?.text).toContain('Хабарлама: Бірінші');
  expect(letter?.text).toContain('Қайырлы күн.');
  await tickAt('notifications', atTheHour + 24 * hourMs);
  await settled();
  expect(await lettersTo(learner.login)).toHaveLength(1);
});

describe('mail is declined', () => {
  const address = /\/unsubscribe\/([\w-]{43})>$/;

  it('by the link in a letter, which only asks until one answers', async () => {
    const learner = await newLearner();
    await choose(learner.client, 'messages', 'atOnce');
    await write(learner.id);
    const [letter] = await lettersTo(learner.login);
    const token = address.exec(letter!.heads!['List-Unsubscribe']!)![1]!;
    expect(letter?.text).toContain(`/unsubscribe#${token}`);
    const open = await instructor.reply(notifications.openUnsubscribe, { params: { token } });
    expect(open.status).toBe(303);
    const looked = await instructor.call(notifications.lookAtUnsubscribe, { body: { token } });
    expect(looked).toEqual({ what: 'messages', declined: false });
    await instructor.call(notifications.unsubscribe, { body: { token } });
    expect((await learner.client.call(notifications.preferences, {})).mail.messages).toBe('never');
    await write(learner.id);
    expect(await lettersTo(learner.login)).toHaveLength(1);
    expect(await inbox(learner.client)).toHaveLength(2);
  });

  it('by the button of a mail program, without a session or our own header', async () => {
    const learner = await newLearner();
    await choose(learner.client, 'messages', 'atOnce');
    await write(learner.id);
    const [letter] = await lettersTo(learner.login);
    expect(letter?.heads?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const [, url = ''] = /^<(.+)>$/.exec(letter!.heads!['List-Unsubscribe']!)!;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(url, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    expect(answer.status).toBe(200);
    expect((await learner.client.call(notifications.preferences, {})).mail.messages).toBe('never');
  });
});
