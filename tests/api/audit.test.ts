import { beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { identity } from '#contracts/identity.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { outcome, setRoles } from '../support/people.ts';
import { createPerson, items, newId, removeItem, settled, signIn, type TestClient } from '../support/stack.ts';
import { createArchive, type Archive, type Learner } from './archive.ts';
import { deliverRecords, type Delivered } from './direct.ts';

let past: Archive;
beforeAll(async () => {
  past = await createArchive();
});

describe('facts', () => {
  let person: Learner;
  beforeAll(async () => {
    person = await past.graduate(34, 32);
    await settled();
  });
  const ofPerson = (client: TestClient, personId: string) =>
    client.reply(audit.personRecords, { params: { personId }, query: {} });
  const ofCourse = (client: TestClient, month: string) =>
    client.reply(audit.courseRecords, { params: { courseId: past.courseId }, query: { month } });

  it('of a day stand in the academy they concern', async () => {
    const { body } = await past.dayRecords(past.auditor, past.academy.academyId, past.day(32));
    const mine = body.items.filter(({ person: about }) => about?.id === person.id);
    expect(mine.find(({ type }) => type === 'progress.courseCompleted')).toMatchObject({
      by: 'person',
      actor: { id: person.id },
      course: { id: past.courseId, title: { uk: 'Курс для аудиту' } },
      data: { version: 1 },
      change: null,
    });
    const elsewhere = await past.dayRecords(past.otherAuditor, past.other.academyId, past.day(32));
    expect(elsewhere.body.items.filter(({ person: about }) => about?.id === person.id)).toEqual([]);
  });

  it('of what administrators changed show before, after, who, when and from where', async () => {
    const admin = await signIn(past.academy.admin.login);
    expect((await setRoles(admin, person.id, past.academy.academyId, ['learner', 'instructor'])).status).toBe(200);
    await settled();
    const { body } = await past.dayRecords(past.auditor, past.academy.academyId, past.day(0), 'changes');
    expect(body.items.find(({ person: about }) => about?.id === person.id)).toMatchObject({
      type: 'identity.rolesChanged',
      actor: { id: past.academy.admin.id },
      organisation: { id: past.academy.academyId },
      change: {
        address: expect.stringMatching(/[\d.:a-f]+/),
        before: { [`roles.${past.academy.academyId}`]: 'learner' },
        after: { [`roles.${past.academy.academyId}`]: 'learner,instructor' },
      },
    });
    expect(body.items.every(({ type }) => /^identity\.|^courses\.released$/.test(type))).toBe(true);
  });

  it('about a person are for those who look after the organisations of that time', async () => {
    const { body } = await ofPerson(past.auditor, person.id);
    expect(body.items.map(({ type }) => type)).toEqual([
      'identity.rolesChanged',
      'identity.activated',
      expect.stringMatching(/^progress\.(course|lesson)Completed$/),
      expect.stringMatching(/^progress\.(course|lesson)Completed$/),
      'courses.enrolled',
      'identity.personCreated',
    ]);
    expect((await ofPerson(past.otherAuditor, person.id)).status).toBe(404);
    expect((await ofPerson(past.auditor, newId('person'))).status).toBe(404);
    expect(outcome(await ofPerson(person.client, person.id))).toBe('notAllowed');
  });

  it('about a person who moved show each academy its own time', async () => {
    const moved = await past.graduate(90, 85);
    await past.move(55, moved, past.academy.academyId, past.other.academyId);
    await settled();
    const types = async (client: TestClient) =>
      (await ofPerson(client, moved.id)).body.items.map(({ type }) => type).sort();
    // the first sign-in came after the move
    expect(await types(past.otherAuditor)).toEqual([
      'identity.activated',
      'identity.personMoved',
      'identity.rolesChanged',
    ]);
    expect(await types(past.auditor)).toEqual([
      'courses.enrolled',
      'identity.personCreated',
      'identity.personMoved',
      'identity.rolesChanged',
      'progress.courseCompleted',
      'progress.lessonCompleted',
    ]);
    expect(await types(past.national)).toHaveLength(8);
  });

  it('about a course are those of one’s own people, and its releases for who made it', async () => {
    const stranger = await past.graduate(33, 31, past.other.academyId);
    await settled();
    const months = [...new Set([past.day(33), past.day(32), past.day(31), past.day(0)].map((day) => day.slice(0, 7)))];
    const seen = async (client: TestClient) => {
      const replies = await Promise.all(months.map((month) => ofCourse(client, month)));
      return replies.flatMap(({ body }) => body.items);
    };
    const about = (rows: { person: { id: string } | null }[]) => new Set(rows.flatMap((row) => row.person?.id ?? []));
    const [mine, theirs, all] = [await seen(past.auditor), await seen(past.otherAuditor), await seen(past.national)];
    expect([about(mine).has(person.id), about(mine).has(stranger.id)]).toEqual([true, false]);
    expect([about(theirs).has(person.id), about(theirs).has(stranger.id)]).toEqual([false, true]);
    expect([about(all).has(person.id), about(all).has(stranger.id)]).toEqual([true, true]);
    const released = (rows: { type: string }[]) => rows.filter(({ type }) => type === 'courses.released').length;
    expect([released(mine), released(theirs), released(all)]).toEqual([1, 0, 1]);
  });

  it('are those of a unit for who sees the unit only', async () => {
    const member = await past.graduate(33, 30, past.academy.unitId);
    const unitAuditor = await signIn((await createPerson(past.academy.unitId, ['auditor'])).login);
    await settled();
    expect((await ofPerson(unitAuditor, member.id)).status).toBe(200);
    expect((await ofPerson(unitAuditor, person.id)).status).toBe(404);
    const { body } = await ofCourse(unitAuditor, past.day(30).slice(0, 7));
    expect(body.items.map(({ type, person: about }) => [type, about?.id])).toContainEqual([
      'progress.courseCompleted',
      member.id,
    ]);
    expect(body.items.some(({ person: about }) => about?.id !== member.id)).toBe(false);
    expect(outcome(await past.dayRecords(unitAuditor, past.academy.academyId, past.day(30)))).toBe('notAllowed');
  });

  it('about a course that stays in its academy do not exist for another', async () => {
    const instructor = await signIn(past.academy.instructor.login);
    const ownCourse = await importCourse(instructor, smallBundle('Лише свій'), past.academy.academyId);
    const input = { params: { courseId: ownCourse }, query: { month: past.day(0).slice(0, 7) } };
    expect((await past.auditor.reply(audit.courseRecords, input)).status).toBe(200);
    expect((await past.otherAuditor.reply(audit.courseRecords, input)).status).toBe(404);
    const { items } = (await past.national.reply(audit.courseRecords, input)).body;
    expect(items.filter(({ type }) => type === 'courses.released')).toHaveLength(1);
  });

  it('of another academy are refused', async () => {
    expect(outcome(await past.dayRecords(past.otherAuditor, past.academy.academyId, past.day(32)))).toBe('notAllowed');
    const query = { day: past.day(32) };
    const params = { organisationId: past.academy.academyId };
    expect(outcome(await past.otherAuditor.reply(audit.held, { params, query }))).toBe('notAllowed');
    const unit = { organisationId: past.academy.unitId };
    expect((await past.auditor.reply(audit.held, { params: unit, query })).body.error).toMatchObject({
      code: 'invalid',
      details: { reason: 'branch' },
    });
    expect((await past.dayRecords(past.auditor, newId('organisation'), past.day(32))).status).toBe(404);
  });

  it('are asked for by days and months that there are', async () => {
    for (const month of ['2026-13', '2026-00', '0000-01', '9999-12'])
      expect(outcome(await ofCourse(past.auditor, month))).toBe('invalid');
    for (const day of ['2026-02-30', '0001-01-01', '9999-12-31'])
      expect(outcome(await past.dayRecords(past.auditor, past.academy.academyId, day))).toBe('invalid');
    for (const day of ['2000-01-01', '2099-12-31'])
      expect((await past.dayRecords(past.auditor, past.academy.academyId, day)).body.items).toEqual([]);
  });

  it('about oneself come in pages, each once, to nobody else', async () => {
    const { revision } = await person.client.call(identity.me, {});
    for (let made = 0; made < 55; made += 1) {
      const locale = made % 2 ? 'uk' : 'en';
      await person.client.call(identity.changeMe, { body: { locale, revision: revision + made } });
    }
    const first = await person.client.call(audit.ownRecords, { query: {} });
    const second = await person.client.call(audit.ownRecords, { query: { cursor: first.next! } });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([first.items.length, second.items.length, new Set(ids).size, second.next]).toEqual([50, 11, 61, null]);
    expect(ids).toEqual([...ids].sort().reverse());
    const colleague = await signIn(past.academy.learner.login);
    expect(outcome(await colleague.reply(audit.ownRecords, { query: { cursor: first.next! } }))).toBe('cursorInvalid');
    // where an administrator sat is for auditors
    expect(second.items.every(({ change }) => !change?.address)).toBe(true);
  });
});

describe('what audit keeps', () => {
  const keyAndType = ({ id, type, subjectId }: Delivered) => ({ id: id!, type, subjectId });

  it('is the same when every fact is heard twice, and complete when made anew', async () => {
    const [one, two] = [await past.graduate(88, 80), await past.graduate(88, 79)];
    await past.move(60, two, past.academy.academyId, past.other.academyId);
    await settled();
    const partitions = [
      ...[one, two].map(({ id }) => `$audit#person_${id}`),
      ...[88, 81, 80, 79, 60].flatMap((days) =>
        [past.academy.academyId, past.other.academyId].map(
          (id) => `$audit#${id}#${past.day(days).replaceAll('-', '')}`,
        ),
      ),
    ];
    const kept = async () =>
      (await Promise.all(partitions.map(items))).flat().filter(({ entity }) => entity !== 'holder');
    const before = await kept();
    const subjects = [one.id, two.id, past.academy.academyId, past.other.academyId, past.courseId];
    const records = (await Promise.all(subjects.map((id) => items(`$record#${id}`)))).flat() as unknown as Delivered[];
    const facts = records.filter((one) => (one as { kind?: string }).kind === 'fact').map(keyAndType);
    await deliverRecords('audit', facts);
    expect(await kept()).toEqual(before);

    const mine = before.filter((row) =>
      [one.id, two.id].some((id) => row['subjectId'] === id || row['personId'] === id),
    );
    expect(mine.length).toBeGreaterThan(8);
    for (const { pk, sk } of mine) await removeItem(String(pk), String(sk));
    expect((await kept()).length).toBe(before.length - mine.length);
    await deliverRecords('audit', facts.toReversed());
    expect(await kept()).toEqual(before);
  });

  it('has facts about the national body on a day of its own', async () => {
    const { organisationId } = inject('national');
    const colleague = await createPerson(organisationId, ['auditor']);
    await settled();
    const ask = (client: TestClient) => past.dayRecords(client, organisationId, past.day(0), 'changes');
    expect((await ask(past.national)).body.items.map(({ person }) => person?.id)).toContain(colleague.id);
    expect((await ask(await signIn(colleague.login))).status).toBe(200);
    expect(outcome(await ask(past.auditor))).toBe('notAllowed');
  });
});
