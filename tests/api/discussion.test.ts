/** Discussions of a cohort: threads, posts, answers, moderation, what is unread, search. */
import { beforeAll, describe, expect, it } from 'vitest';
import { posts } from '#contracts/posts.ts';
import { threads } from '#contracts/threads.ts';
import { createCohort } from '../support/cohorts.ts';
import { newThread, startThread } from '../support/discussion.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let own: AcademyTree;
let [teacher, learner, other, stranger]: TestClient[] = [];
let otherId = '';
let cohortId = '';

beforeAll(async () => {
  own = await createAcademyTree();
  const mate = await createPerson(own.academyId, ['learner'], { familyName: 'Сусідня' });
  const outside = await createPerson(own.academyId, ['learner']);
  otherId = mate.id;
  [teacher, learner, other, stranger] = await Promise.all(
    [own.instructor, own.learner, mate, outside].map(({ login }) => signIn(login)),
  );
  cohortId = await createCohort(teacher!, own.academyId, { personIds: [own.learner.id, mate.id] });
});

type Place = Awaited<ReturnType<typeof startThread>>;
const say = async (client: TestClient, { threadId }: Place, text: string) => {
  const params = { cohortId, threadId, postId: newId('post') };
  await client.call(posts.putPost, { params, body: { text, replyTo: null } });
  return params;
};
const page = (client: TestClient, { threadId }: Place, query: object = { from: 'start' }) =>
  client.call(posts.posts, { params: { cohortId, threadId }, query });
const texts = async (...of: Parameters<typeof page>) => (await page(...of)).items.map(({ text }) => text);
const cards = async (client: TestClient) =>
  (await client.call(threads.threads, { params: { cohortId }, query: {} })).items;
const card = async (client: TestClient, { threadId }: Place) =>
  client.call(threads.thread, { params: { cohortId, threadId } });
const reason = 'Не стосується теми';

describe('a thread', () => {
  it('is started once, however often it is sent, and is for the cohort alone', async () => {
    const [threadId, body] = [newId('thread'), newThread()];
    const send = (text = body.text) =>
      learner!.reply(threads.startThread, { params: { cohortId, threadId }, body: { ...body, text } });
    const replies = await Promise.all([send(), send()]);
    expect(replies.map(outcome)).toEqual([200, 200]);
    expect(outcome(await send('Інший текст'))).toBe('idTaken');
    const place = { cohortId, threadId, postId: body.postId };
    expect(await texts(other!, place)).toEqual([body.text]);
    expect(outcome(await stranger!.reply(threads.thread, { params: { cohortId, threadId } }))).toBe('notFound');
  });

  it('keeps strange words as they are', async () => {
    const text = '<img src=x onerror=alert(1)> [тут](javascript:alert(1)) \u{1F46E}';
    expect(await texts(other!, await startThread(learner!, cohortId, { text }))).toEqual([text]);
  });

  it('is answered by the post that its author or an instructor names', async () => {
    const place = await startThread(learner!, cohortId);
    const { postId } = await say(other!, place, 'Так, можна.');
    const accept = (client: TestClient, accepted: string | null) =>
      client.reply(threads.acceptAnswer, {
        params: { cohortId, threadId: place.threadId },
        body: { postId: accepted },
      });
    const waits = async () => {
      const { items } = await teacher!.call(threads.openQuestions, { params: { cohortId }, query: {} });
      return items.some(({ id }) => id === place.threadId);
    };
    expect(await waits()).toBe(true);
    expect(outcome(await accept(other!, postId))).toBe('notAllowed');
    expect(outcome(await accept(learner!, place.postId))).toBe('invalid');
    expect((await accept(learner!, postId)).body).toMatchObject({ acceptedPostId: postId });
    await settled();
    expect(await waits()).toBe(false);
    expect((await accept(teacher!, null)).body).toMatchObject({ acceptedPostId: null });
  });

  it('tells what is unread, by person', async () => {
    const place = await startThread(learner!, cohortId);
    const { postId } = await say(other!, place, 'Нове.');
    await settled();
    expect(await card(learner!, place)).toMatchObject({ unread: true, replies: 1 });
    expect((await page(learner!, place)).items.map(({ unread }) => unread)).toEqual([false, true]);
    await learner!.call(threads.seeThread, { params: { cohortId, threadId: place.threadId }, body: { postId } });
    expect(await card(learner!, place)).toMatchObject({ unread: false });
    expect(await card(teacher!, place)).toMatchObject({ unread: true });
  });
});

describe('a post', () => {
  it('is written once and edited with its history', async () => {
    const place = await startThread(learner!, cohortId);
    const params = { ...place, postId: newId('post') };
    const put = () => learner!.call(posts.putPost, { params, body: { text: 'Перше.', replyTo: null } });
    const [one, two] = await Promise.all([put(), put()]);
    expect(one.id).toBe(two.id);
    const edit = (text: string, client = learner!) =>
      client.reply(posts.editPost, { params, body: { revision: 0, text } });
    expect(outcome(await edit('Чуже.', other!))).toBe('notAllowed');
    expect(outcome(await edit('Друге.'))).toBe(200);
    expect(outcome(await edit('Третє.'))).toBe('conflict');
    expect(await texts(other!, place)).toContain('Друге.');
    const { items } = await other!.call(posts.postHistory, { params });
    expect(items.map(({ text }) => text)).toEqual(['Перше.']);
  });

  it('mentions members alone, by the names they have', async () => {
    const place = await startThread(learner!, cohortId, { text: `Що скажете, @[${otherId}]?` });
    const [first] = (await page(learner!, place)).items;
    expect(first!.mentions).toMatchObject([{ id: otherId, familyName: 'Сусідня' }]);
    const foreign = { text: `@[${own.unitLearner.id}]`, replyTo: null };
    const params = { ...place, postId: newId('post') };
    expect(outcome(await learner!.reply(posts.putPost, { params, body: foreign }))).toBe('mentionUnknown');
  });

  it('is taken back by its author and leaves its place', async () => {
    const place = await startThread(learner!, cohortId);
    const params = await say(learner!, place, 'Зайве.');
    const remove = (removed: boolean) => learner!.call(posts.removePost, { params, body: { removed } });
    expect(await remove(true)).toMatchObject({ removed: true, text: '' });
    expect((await texts(other!, place)).at(-1)).toBe('');
    expect(await remove(false)).toMatchObject({ removed: false, text: 'Зайве.' });
  });

  it('that is hidden tells its author why, and nobody else what it said', async () => {
    const place = await startThread(learner!, cohortId);
    const params = await say(other!, place, 'Образливе.');
    await learner!.call(posts.reportPost, { params, body: { reason } });
    const reports = () => teacher!.call(posts.postReports, { params: { cohortId }, query: {} });
    expect((await reports()).items).toMatchObject([{ postId: params.postId, reason, excerpt: 'Образливе.' }]);
    await teacher!.call(posts.hidePost, { params, body: { hidden: true, reason } });
    await teacher!.call(posts.settleReports, { params });
    expect((await reports()).items).toEqual([]);
    const seen = async (client: TestClient) => (await page(client, place)).items.at(-1);
    expect(await seen(learner!)).toMatchObject({ text: '', hidden: { reason: '' } });
    expect(await seen(other!)).toMatchObject({ text: 'Образливе.', hidden: { reason } });
    expect(outcome(await other!.reply(posts.hidePost, { params, body: { hidden: false, reason } }))).toBe('notAllowed');
  });

  it('is confirmed by an instructor until it is worded differently', async () => {
    const place = await startThread(learner!, cohortId);
    const params = await say(other!, place, 'Стаття 23.');
    const shown = await teacher!.call(posts.confirmPost, { params, body: { confirmed: true } });
    expect(shown.confirmedBy?.id).toBe(own.instructor.id);
    const edited = await other!.call(posts.editPost, {
      params,
      body: { revision: shown.revision, text: 'Стаття 24.' },
    });
    expect(edited.confirmedBy).toBeNull();
  });
});

describe('who teaches', () => {
  it('closes a thread with a reason that everybody reads, and goes on there alone', async () => {
    const place = await startThread(learner!, cohortId, { kind: 'talk' });
    const params = { cohortId, threadId: place.threadId };
    await teacher!.call(threads.moderateThread, { params, body: { action: 'close', reason } });
    expect(await card(other!, place)).toMatchObject({ closed: true, moderated: { action: 'close', reason } });
    const put = (client: TestClient) =>
      client.reply(posts.putPost, {
        params: { ...place, postId: newId('post') },
        body: { text: 'Ще.', replyTo: null },
      });
    expect(outcome(await put(other!))).toBe('threadClosed');
    expect(outcome(await put(teacher!))).toBe(200);
  });

  it('pins a thread to the top and hides one from all but its author', async () => {
    const [pinned, hidden] = [await startThread(learner!, cohortId), await startThread(learner!, cohortId)];
    const moderate = ({ threadId }: Place, action: 'pin' | 'hide') =>
      teacher!.call(threads.moderateThread, { params: { cohortId, threadId }, body: { action, reason } });
    await moderate(pinned, 'pin');
    await moderate(hidden, 'hide');
    await settled();
    const seen = await cards(other!);
    expect(seen[0]?.id).toBe(pinned.threadId);
    expect(seen.some(({ id }) => id === hidden.threadId)).toBe(false);
    expect(await card(learner!, hidden)).toMatchObject({ hidden: true, moderated: { reason } });
  });
});

describe('a long thread', () => {
  it('is read in pages both ways, from its start, its end and any post', async () => {
    const place = await startThread(learner!, cohortId, { kind: 'talk', text: '0' });
    const written = ['0'];
    const ids: string[] = [];
    // three people, so that nobody writes too fast
    for (let index = 1; index <= 45; index += 1) {
      const client = [learner!, teacher!, other!][index % 3]!;
      ids.push((await say(client, place, String(index))).postId);
      written.push(String(index));
    }
    const start = await page(other!, place);
    expect(start).toMatchObject({ earlier: null });
    const rest = await page(other!, place, { cursor: start.later! });
    expect([...start.items, ...rest.items].map(({ text }) => text)).toEqual(written);
    expect(rest.later).toBeNull();
    const end = await page(other!, place, { from: 'end' });
    expect(end.items.at(-1)?.text).toBe('45');
    expect((await page(other!, place, { cursor: end.earlier! })).items[0]?.text).toBe('0');
    expect((await texts(other!, place, { around: ids[29] }))[5]).toBe('30');
  });
});

describe('search', () => {
  it('finds words in any of their endings, among what one may see', async () => {
    const place = await startThread(learner!, cohortId, { title: 'Домашнє насильство', text: 'Кому дзвонити?' });
    const { postId } = await say(other!, place, 'Черговому **інспекторові** громади.');
    await settled();
    const found = async (q: string) =>
      (await learner!.call(posts.searchPosts, { params: { cohortId }, query: { q } })).items.map((each) => each.postId);
    expect(await found('інспектор громада')).toEqual([postId]);
    expect(await found('насильства')).toEqual([place.postId]);
    expect(await found('інспектор насильство')).toEqual([]);
  });
});
