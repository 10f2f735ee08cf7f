/** Assignments: set to a cohort, done, marked, released; exceptions, files, names that stay hidden. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignmentWork } from '#contracts/assignment-work.ts';
import { assignments, type AssignmentContent } from '#contracts/assignments.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { people } from '#contracts/people.ts';
import { contentOf, createAssignment, docx, handIn, sendFile, type Place } from '../support/assignments.ts';
import { createCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  items,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';

let own: AcademyTree;
let cohortId: string;
let people3: Person[];
let [teacher, colleague, one, two]: TestClient[] = [];

beforeAll(async () => {
  own = await createAcademyTree();
  people3 = await Promise.all([1, 2, 3].map(() => createPerson(own.unitId, ['learner'])));
  const other = await createPerson(own.academyId, ['instructor']);
  teacher = await signIn(own.instructor.login);
  cohortId = await createCohort(teacher, own.academyId, { personIds: people3.map(({ id }) => id) });
  [colleague, one, two] = await Promise.all([other, people3[0]!, people3[1]!].map(({ login }) => signIn(login)));
});

const set = async (change: Partial<AssignmentContent> = {}): Promise<Place> => ({
  cohortId,
  assignmentId: await createAssignment(teacher!, cohortId, change),
});
const seen = (place: Place) => teacher!.call(assignments.assignment, { params: place });
const mine = (learner: TestClient, place: Place) => learner.call(assignmentWork.ownAssignment, { params: place });
const listed = async (place: Place) =>
  (await teacher!.call(assignments.assignmentPeople, { params: place, query: {} })).items;
const worksOf = async (place: Place) =>
  (await teacher!.call(assignmentMarking.works, { params: place, query: {} })).items;
const markBody = (change: object = {}) => ({
  ...{ revision: 0, number: 1, outcome: 'marked' as const, points: 10 },
  ...{ levels: { law: 'full', words: 'good' }, comment: null, comments: [], reworkDueAt: null, reason: null },
  ...change,
});
const mark = (place: Place & { workId: string }, change: object = {}, by = teacher!) =>
  by.reply(assignmentMarking.markWork, { params: place, body: markBody(change) });
const release = async (place: Place, released: boolean, reason: string | null = null) =>
  teacher!.reply(assignmentMarking.releaseMarks, {
    params: place,
    body: { released, reason, revision: (await seen(place)).revision },
  });
const long = (text: string) => Array.from({ length: 6 }, (_, index) => `${index}. ${text}`).join(' ');

describe('an assignment', () => {
  it('is set once, changed on the revision that was seen, taken back and set again', async () => {
    const params = { cohortId, assignmentId: newId('assignment') };
    const put = (content: AssignmentContent, revision: number | null) =>
      teacher!.reply(assignments.putAssignment, { params, body: { content, revision } });
    const made = await put(contentOf(), null);
    expect(made.body).toMatchObject({ title: 'Права затриманої особи', revision: 1, begun: false, waiting: 0 });
    expect((await put(contentOf(), null)).body).toEqual(made.body);
    expect(outcome(await put(contentOf({ title: 'Інше' }), null))).toBe('idTaken');
    expect((await put(contentOf({ title: 'Інше' }), 1)).body).toMatchObject({ title: 'Інше', revision: 2 });
    expect(outcome(await put(contentOf({ title: 'Третє' }), 1))).toBe('conflict');
    const removal = (removed: boolean, revision: number) =>
      teacher!.call(assignments.removeAssignment, { params, body: { removed, revision } });
    await removal(true, 2);
    expect(outcome(await one!.reply(assignmentWork.ownAssignment, { params }))).toBe('notFound');
    expect((await removal(false, 3)).removedAt).toBeNull();
    expect((await mine(one!, params)).title).toBe('Інше');
  });

  it.each([
    ['due before it opens', { dueAt: '2019-01-01T00:00:00.000Z' }, 'beforeStart'],
    ['closed before it is due', { closesAt: '2021-01-01T00:00:00.000Z' }, 'beforeDue'],
    ['asking for nothing', { takesText: false, fileTypes: [] }, 'nothing'],
    ['with a rubric of more points than it has', { pointsMax: 5 }, 'points'],
  ])('is not %s', async (_, change, reason) => {
    const params = { cohortId, assignmentId: newId('assignment') };
    const body = { content: contentOf(change as Partial<AssignmentContent>), revision: null };
    const refused = await teacher!.reply(assignments.putAssignment, { params, body });
    expect(refused.body).toMatchObject({ error: { code: 'invalid', details: { reason } } });
  });

  it('keeps points, rubric and hidden names once somebody has handed in', async () => {
    const place = await set({ anonymous: true });
    await handIn(one!, place, 'Моя робота');
    for (const change of [{ pointsMax: 20 }, { anonymous: false }, { rubric: [] }]) {
      const body = { content: contentOf({ anonymous: true, ...change }), revision: 1 };
      expect(outcome(await teacher!.reply(assignments.putAssignment, { params: place, body }))).toBe('assignmentBegun');
    }
    const body = { content: contentOf({ anonymous: true, title: 'Уточнене' }), revision: 1 };
    expect(outcome(await teacher!.reply(assignments.putAssignment, { params: place, body }))).toBe(200);
  });
});

describe('work', () => {
  it('is handed in as often as it may be, each once however often it is sent; all of it is kept', async () => {
    const place = await set();
    const id = newId('submission');
    await handIn(one!, place, 'Перша', [], id);
    expect(await handIn(one!, place, 'Перша', [], id)).toMatchObject({ submissions: 1, submissionsLeft: 1 });
    const twice = { params: { ...place, submissionId: id }, body: { text: 'Друга', fileIds: [] } };
    expect(outcome(await one!.reply(assignmentWork.handIn, twice))).toBe('idTaken');
    const after = await handIn(one!, place, 'Друга');
    expect(after.sent.map(({ number, text }) => [number, text])).toEqual([
      [2, 'Друга'],
      [1, 'Перша'],
    ]);
    const third = { params: { ...place, submissionId: newId('submission') }, body: { text: 'Третя', fileIds: [] } };
    expect(outcome(await one!.reply(assignmentWork.handIn, third))).toBe('submissionsUsedUp');
  });

  it('sent from two devices at once counts as two, or once where there is one left', async () => {
    const place = await set({ submissionsMax: 1 });
    const send = (text: string) =>
      one!.reply(assignmentWork.handIn, {
        params: { ...place, submissionId: newId('submission') },
        body: { text, fileIds: [] },
      });
    const both = await Promise.all([send('Телефон'), send('Комп’ютер')]);
    expect(both.map(outcome).sort()).toEqual([200, 'submissionsUsedUp']);
    expect((await mine(one!, place)).sent).toHaveLength(1);
  });

  it('is kept as a draft; another device that saved meanwhile is a conflict', async () => {
    const place = await set();
    const save = (text: string, revision: number) =>
      one!.reply(assignmentWork.saveDraft, { params: place, body: { text, fileIds: [], revision } });
    expect((await save('Чернетка', 0)).body).toMatchObject({ revision: 1 });
    expect((await save('Чернетка', 0)).body).toMatchObject({ revision: 1 });
    expect(outcome(await save('Інша', 0))).toBe('conflict');
    await handIn(one!, place, 'Готово');
    expect(await mine(one!, place)).toMatchObject({ draft: null, state: 'handedIn' });
  });

  it('comes late and is marked so, or not at all', async () => {
    const past = { dueAt: '2020-01-05T00:00:00.000Z' };
    const place = await set(past);
    expect(await mine(one!, place)).toMatchObject({ state: 'missing', late: true });
    expect(await handIn(one!, place, 'Пізно')).toMatchObject({ state: 'handedIn', late: true });
    const closed = await set({ ...past, closesAt: '2020-01-06T00:00:00.000Z' });
    const asked = { params: { ...closed, submissionId: newId('submission') }, body: { text: 'Ні', fileIds: [] } };
    expect(outcome(await one!.reply(assignmentWork.handIn, asked))).toBe('assignmentClosed');
    const coming = await set({ opensAt: '2080-01-01T00:00:00.000Z' });
    expect(await mine(one!, coming)).toMatchObject({ text: null, rubric: [], takes: false });
    const early = { params: { ...coming, submissionId: newId('submission') }, body: asked.body };
    expect(outcome(await one!.reply(assignmentWork.handIn, early))).toBe('assignmentNotOpen');
  });

  it('of one person has more time, or is excused, with the reasons kept', async () => {
    const place = await set({ dueAt: '2020-01-05T00:00:00.000Z', closesAt: '2020-01-06T00:00:00.000Z' });
    const [first, second] = people3 as [Person, Person, Person];
    const allow = (personId: string, change: object, revision = 0) =>
      teacher!.reply(assignments.allow, {
        params: { ...place, personId },
        body: { dueAt: null, excused: false, reason: 'Чергування', revision, ...change },
      });
    expect((await allow(first.id, { dueAt: '2091-01-01T00:00:00.000Z' })).body).toMatchObject({ state: 'open' });
    expect(await handIn(one!, place, 'Вчасно')).toMatchObject({ late: false });
    expect(outcome(await allow(first.id, { excused: true }))).toBe('conflict');
    expect((await allow(second.id, { excused: true, reason: 'Лікарняний' })).body).toMatchObject({ state: 'excused' });
    const after = await allow(second.id, { reason: 'Одужав' }, 1);
    expect(after.body).toMatchObject({
      state: 'missing',
      allowances: [{ reason: 'Лікарняний' }, { reason: 'Одужав' }],
    });
    const stranger = await createPerson(own.academyId, ['learner']);
    expect(outcome(await allow(stranger.id, { excused: true }))).toBe('notFound');
  });

  it('is nobody else’s, and not for who left the cohort', async () => {
    const place = await set();
    await handIn(one!, place, 'Тільки моя');
    expect((await mine(two!, place)).sent).toEqual([]);
    const leaver = await createPerson(own.academyId, ['learner']);
    await teacher!.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [leaver.id] } });
    const client = await signIn(leaver.login);
    expect((await mine(client, place)).state).toBe('open');
    await teacher!.call(cohortMembers.endMember, { params: { cohortId, personId: leaver.id }, body: { note: null } });
    expect(outcome(await client.reply(assignmentWork.ownAssignment, { params: place }))).toBe('notFound');
    const draft = { params: place, body: { text: 'Викладач', fileIds: [], revision: 0 } };
    expect(outcome(await teacher!.reply(assignmentWork.saveDraft, draft))).toBe('notAllowed');
  });
});

describe('a file', () => {
  it('comes in parts, is checked by its bytes and handed in; who marks gets it to save', async () => {
    const place = await set();
    const file = await sendFile(one!, place, 'звіт.txt', Buffer.from('Звіт про затримання.\n'));
    expect(file).toMatchObject({ state: 'ready', type: 'text/plain' });
    const after = await handIn(one!, place, '', [file.id]);
    expect(after.sent[0]?.files).toMatchObject([{ name: 'звіт.txt' }]);
    const [work] = await worksOf(place);
    const params = { ...place, workId: work!.workId, number: '1', index: '0' };
    const answer = await teacher!.reply(assignmentMarking.workFileContent, { params });
    expect(answer.status).toBe(302);
    expect(outcome(await two!.reply(assignmentWork.ownWorkFile, { params: { ...place, fileId: file.id } }))).toBe(
      'notFound',
    );
  });

  it('too large, or of another kind, is refused before its bytes come, with the reason', async () => {
    const place = await set();
    const start = (name: string, bytes: number) =>
      one!.reply(assignmentWork.startWorkFile, {
        params: place,
        body: { id: newId('file'), name, bytes, fingerprint: '0'.repeat(64) },
      });
    const large = await start('реферат.docx', 500 * 1024 * 1024);
    expect(large.body).toMatchObject({ error: { code: 'mediaTooLarge', details: { bytesMax: '10485760' } } });
    expect(outcome(await start('зображення.svg', 10))).toBe('mediaTypeRefused');
  });

  it('that is not what its name says is refused and cannot be handed in', async () => {
    const place = await set();
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const disguised = await sendFile(one!, place, 'реферат.docx', page);
    expect(disguised).toMatchObject({ state: 'failed', failure: 'mediaTypeRefused', type: docx });
    const asked = {
      params: { ...place, submissionId: newId('submission') },
      body: { text: '', fileIds: [disguised.id] },
    };
    expect(outcome(await one!.reply(assignmentWork.handIn, asked))).toBe('mediaIncomplete');
    await one!.call(assignmentWork.stopWorkFile, { params: { ...place, fileId: disguised.id } });
    expect((await mine(one!, place)).files).toEqual([]);
  });
});

describe('marks', () => {
  it('are told once they are released, not while the release is undone, and change with a reason', async () => {
    const place = await set();
    await handIn(one!, place, 'Робота');
    const [row] = await worksOf(place);
    const work = { ...place, workId: row!.workId };
    expect((await release(place, true)).body).toMatchObject({ error: { code: 'marksMissing' } });
    expect((await mark(work)).body).toMatchObject({ state: 'marked', points: 10 });
    expect(await mine(one!, place)).toMatchObject({ state: 'handedIn', points: null, feedback: [] });
    expect(outcome(await release(place, true))).toBe(200);
    expect(await mine(one!, place)).toMatchObject({ state: 'marked', points: 10, feedback: [{ points: 10 }] });
    expect(outcome(await release(place, false))).toBe('noteMissing');
    expect(outcome(await release(place, false, 'Помилка в критерії'))).toBe(200);
    expect(await mine(one!, place)).toMatchObject({ points: null, feedback: [] });
    await release(place, true);
    expect(outcome(await mark(work, { revision: 1, points: 8 }))).toBe('noteMissing');
    const changed = await mark(work, { revision: 1, points: 8, reason: 'Не помічено додаток' });
    expect(changed.body).toMatchObject({
      points: 8,
      marks: [{ points: 8, reason: 'Не помічено додаток' }, { points: 10 }],
    });
    expect((await mine(one!, place)).points).toBe(8);
    expect((await seen(place)).releases.map(({ released }) => released)).toEqual([true, false, true]);
  });

  it('of two who mark at once: the second is told, nothing is overwritten', async () => {
    const place = await set();
    await handIn(one!, place, 'Робота');
    const work = { ...place, workId: (await worksOf(place))[0]!.workId };
    const first = await mark(work, { points: 7 });
    expect((await mark(work, { points: 7 })).body).toEqual(first.body);
    expect(outcome(await mark(work, { points: 3 }, colleague))).toBe('conflict');
    const after = await mark(work, { points: 3, revision: 1 }, colleague);
    expect((after.body as { marks: object[] }).marks).toMatchObject([{ points: 3 }, { points: 7 }]);
  });

  it('are for the latest submission: who handed in meanwhile is read first', async () => {
    const place = await set();
    await handIn(one!, place, 'Перша');
    const work = { ...place, workId: (await worksOf(place))[0]!.workId };
    await handIn(one!, place, 'Друга');
    expect(outcome(await mark(work))).toBe('conflict');
    expect(outcome(await mark(work, { number: 2 }))).toBe(200);
  });

  it('send work back with remarks that its learner sees at once, and the rework is taken', async () => {
    const place = await set({ submissionsMax: 1 });
    await handIn(one!, place, 'Особу доставлено о 10:00.');
    const work = { ...place, workId: (await worksOf(place))[0]!.workId };
    const passage = { quote: 'доставлено', before: 'Особу ', after: ' о 10:00.' };
    const comments = [{ id: newId('comment'), passage, text: 'Ким саме?' }];
    expect(outcome(await mark(work, { outcome: 'returned', points: null, levels: {} }))).toBe('noteMissing');
    await mark(work, { outcome: 'returned', points: null, levels: {}, comments });
    expect(await mine(one!, place)).toMatchObject({ state: 'returned', takes: true, feedback: [{ comments }] });
    expect(await handIn(one!, place, 'Особу доставив наряд о 10:00.')).toMatchObject({
      state: 'handedIn',
      takes: false,
    });
  });

  it('go on in a cohort that is emptied meanwhile, and wait there for who comes back', async () => {
    const members = people3.slice(0, 2).map(({ id }) => id);
    const emptied = await createCohort(teacher!, own.academyId, { name: 'Порожня', personIds: members });
    const place = { cohortId: emptied, assignmentId: await createAssignment(teacher!, emptied, {}) };
    for (const [client, text] of [
      [one!, 'Перша'],
      [two!, 'Друга'],
    ] as const)
      await handIn(client, place, text);
    const [first, second] = (await worksOf(place)).map(({ workId }) => ({ ...place, workId }));
    expect(outcome(await mark(first!))).toBe(200);
    for (const personId of members)
      await teacher!.call(cohortMembers.endMember, { params: { cohortId: emptied, personId }, body: { note: null } });
    expect(await worksOf(place)).toHaveLength(2);
    expect(outcome(await mark(second!))).toBe(200);
    expect(outcome(await release(place, true))).toBe(200);
    expect(outcome(await two!.reply(assignmentWork.ownAssignment, { params: place }))).toBe('notFound');
    await teacher!.call(cohortMembers.addMembers, { params: { cohortId: emptied }, body: { personIds: members } });
    expect(await mine(two!, place)).toMatchObject({ state: 'marked', points: 10 });
  });

  it('are never one’s own', async () => {
    const both = await createPerson(own.academyId, ['instructor', 'learner']);
    await teacher!.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [both.id] } });
    const client = await signIn(both.login);
    const place = await set();
    await handIn(client, place, 'Моя ж');
    const row = (await listed(place)).find(({ person }) => person.id === both.id)!;
    expect(outcome(await mark({ ...place, workId: row.workId! }, {}, client))).toBe('ownWork');
    await teacher!.call(cohortMembers.endMember, { params: { cohortId, personId: both.id }, body: { note: null } });
  });

  it('without names: nothing the server says leads to anybody, until all are marked and released', async () => {
    const place = await set({ anonymous: true });
    const file = await sendFile(one!, place, 'Шевченко звіт.txt', Buffer.from('Звіт'));
    await handIn(one!, place, 'Перша робота', [file.id]);
    await handIn(two!, place, 'Друга робота');
    const rows = await worksOf(place);
    const shown = await Promise.all(
      rows.map(({ workId }) => teacher!.call(assignmentMarking.work, { params: { ...place, workId } })),
    );
    const told = JSON.stringify([rows, shown]);
    for (const { id } of people3) expect(told).not.toContain(id);
    expect(told).not.toContain('Шевченко');
    expect(shown.flatMap(({ submissions }) => submissions).every(({ at }) => at === null)).toBe(true);
    const list = await listed(place);
    expect(list.map(({ state, workId }) => [state, workId])).toEqual(
      expect.arrayContaining([
        ['handedIn', null],
        ['open', null],
      ]),
    );
    await mark({ ...place, workId: rows[0]!.workId });
    expect((await listed(place)).some(({ state }) => state === 'marked')).toBe(false);
    expect(outcome(await release(place, true))).toBe('marksMissing');
    await mark({ ...place, workId: rows[1]!.workId });
    await release(place, true);
    expect((await worksOf(place)).map(({ learner }) => learner?.id).sort()).toEqual(
      [people3[0]!.id, people3[1]!.id].sort(),
    );
    const facts = (await records(place.assignmentId)).filter(({ type }) => type === 'assignments.marked');
    expect(facts).toHaveLength(2);
    for (const { id } of people3) expect(JSON.stringify(facts)).not.toContain(id);
  });
});

describe('passages that works share', () => {
  it('are shown side by side to teachers, and what the task says itself is none', async () => {
    const place = await set({ text: long('Текст завдання, який кожен може повторити у своїй роботі дослівно.') });
    const shared = long('Затриманому негайно повідомляють підстави затримання та роз’яснюють його права.');
    await handIn(one!, place, `Початок мій. ${shared}`);
    await handIn(two!, place, `Інший початок. ${shared} І кінець інший.`);
    const third = await signIn(people3[2]!.login);
    await handIn(third, place, long('Текст завдання, який кожен може повторити у своїй роботі дослівно.'));
    const found = await Promise.all(
      (await worksOf(place)).map(async ({ workId }) => {
        const { items: alike } = await teacher!.call(assignmentMarking.overlaps, { params: { ...place, workId } });
        return alike;
      }),
    );
    const some = found.filter((each) => each.length > 0);
    expect(some).toHaveLength(2);
    expect(some[0]![0]!.share).toBeGreaterThan(0.7);
    expect(some[0]![0]!.passages[0]!.here).toContain('підстави затримання');
  });
});

describe('with their people', () => {
  it('words go when a person is erased, points stay; a duplicate’s work becomes the kept person’s', async () => {
    const place = await set();
    const [kept, duplicate] = await Promise.all([1, 2].map(() => createPerson(own.academyId, ['learner'])));
    const personIds = [kept!.id, duplicate!.id];
    await teacher!.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds } });
    await handIn(await signIn(duplicate!.login), place, 'Робота двійника');
    const admin = await signIn(own.admin.login);
    const params = { personId: kept!.id };
    const asked = await admin.call(people.previewMerge, { params, query: { duplicateId: duplicate!.id } });
    const revisions = { revision: asked.keptRevision, duplicateRevision: asked.duplicateRevision };
    await admin.call(people.mergePeople, { params, body: { duplicateId: duplicate!.id, ...revisions } });
    await settled();
    const client = await signIn(kept!.login);
    await until(
      () => client.call(assignmentWork.ownAssignment, { params: place }),
      ({ sent }) => sent[0]?.text === 'Робота двійника',
    );
    expect(await items(`$assignments#${duplicate!.id}#${place.assignmentId}`)).toEqual([]);
    const { workId } = (await worksOf(place))[0]!;
    await mark({ ...place, workId }, { comment: 'Слова про роботу' });
    const { revision } = await admin.call(people.person, { params });
    await admin.call(people.erasePerson, { params, body: { jobId: newId('job'), mode: 'erase', revision } });
    await settled();
    const left = JSON.stringify(await items(`$assignments#${kept!.id}#${place.assignmentId}`));
    expect(left).toContain('"points":10');
    expect(left).not.toMatch(/двійника|Слова/);
  });
});
