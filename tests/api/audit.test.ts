import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { audit, heldColumns, recordColumns, type RecordsQuestion } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import type { InputOf } from '#contracts/request.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { detail, newcomer, outcome, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createAccount,
  createOrganisation,
  createPerson,
  items,
  nationalAdmin,
  newId,
  now,
  removeItem,
  settled,
  signIn,
  until,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';
import { deliverRecords, replyAt, type Delivered } from './direct.ts';

/** The past is made by requests that come to the functions at their moment: nobody else's clock moves. */
const dayMs = 24 * 3600 * 1000;
let today: number;
const ago = (days: number) => Math.round(today - days * dayMs);
const dayOf = (days: number) => new Date(ago(days)).toISOString().slice(0, 10);

let academy: AcademyTree;
let other: AcademyTree;
let national: TestClient;
let auditor: TestClient;
let otherAuditor: TestClient;
let courseId: string;
let lessonId: string;

/** A request at a moment of the past; throws unless it succeeds. */
async function at<E extends Endpoint>(days: number, client: TestClient, endpoint: E, input: InputOf<E>) {
  const { status, body } = await replyAt(client, ago(days), endpoint, input);
  if (status !== 200) throw new Error(`${endpoint.path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A learner since so many days, who completed the course so many days ago. */
async function learner(since: number, completed: number | undefined, organisationId = academy.academyId) {
  const person = await createPersonAt(since, organisationId);
  const client = await signIn(person.login);
  if (completed !== undefined) await complete(client, completed);
  return { ...person, client };
}
async function complete(client: TestClient, days: number) {
  await at(days + 1, client, courses.enrol, { params: { courseId } });
  await at(days, client, progress.readLesson, { params: { courseId, lessonId } });
}
async function createPersonAt(days: number, organisationId: string, familyName?: string): Promise<Person> {
  const body = { ...newcomer(organisationId), ...(familyName ? { familyName } : {}) };
  await at(days, national, people.createPerson, { body });
  await createAccount(body.login);
  return body;
}
const move = async (days: number, personId: string, from: string, to: string) => {
  const { revision } = await detail(national, personId);
  return at(days, national, people.movePerson, { params: { personId }, body: { from, to, revision } });
};

beforeAll(async () => {
  today = await now();
  national = await nationalAdmin();
  [academy, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [here, there] = await Promise.all([
    createPerson(academy.academyId, ['auditor']),
    createPerson(other.academyId, ['auditor']),
  ]);
  [auditor, otherAuditor] = await Promise.all([signIn(here.login), signIn(there.login)]);
  const instructor = await signIn(academy.instructor.login);
  courseId = await importCourse(instructor, smallBundle('Курс для аудиту', 'all'), academy.academyId);
  const { modules } = await instructor.call(courses.course, { params: { courseId } });
  lessonId = modules[0]!.lessons[0]!.id;
});

const held = async (client: TestClient, organisationId: string, day: string, course?: string) => {
  const query = { day, ...(course ? { courseId: course } : {}) };
  const { items: rows } = await client.call(audit.held, { params: { organisationId }, query });
  return rows;
};
const holders = async (organisationId: string, day: string) =>
  (await held(national, organisationId, day)).map(({ person }) => person.id);
const personOn = (client: TestClient, personId: string, day: string) =>
  client.call(audit.personOnDay, { params: { personId }, query: { day } });

describe('who held what at the end of a day', () => {
  let moved: Person & { client: TestClient };

  beforeAll(async () => {
    moved = await learner(100, 80);
    await move(50, moved.id, academy.academyId, other.academyId);
    await settled();
  });

  it('is told by academy: by which version, from the day of completion on', async () => {
    expect(await held(auditor, academy.academyId, dayOf(81))).toEqual([]);
    expect(await held(auditor, academy.academyId, dayOf(80))).toMatchObject([
      {
        person: { id: moved.id },
        organisation: { id: academy.academyId },
        course: { id: courseId, title: { uk: 'Курс для аудиту' } },
        version: 1,
        completedAt: new Date(ago(80)).toISOString(),
      },
    ]);
  });

  it('lists who moved where they belonged on that day', async () => {
    expect(await holders(academy.academyId, dayOf(51))).toContain(moved.id);
    expect(await holders(other.academyId, dayOf(51))).not.toContain(moved.id);
    expect(await holders(academy.academyId, dayOf(50))).not.toContain(moved.id);
    expect(await holders(other.academyId, dayOf(50))).toContain(moved.id);
    expect(await holders(other.academyId, dayOf(0))).toContain(moved.id);
  });

  it('is told by course', async () => {
    expect(await held(auditor, academy.academyId, dayOf(60), courseId)).toMatchObject([{ person: { id: moved.id } }]);
    expect(await held(auditor, academy.academyId, dayOf(60), newId('course'))).toEqual([]);
  });

  it('is told by person: roles and courses of that day', async () => {
    const before = await personOn(national, moved.id, dayOf(90));
    expect(before.roles).toMatchObject([{ organisation: { id: academy.academyId }, roles: ['learner'] }]);
    expect(before.courses).toEqual([]);
    const after = await personOn(national, moved.id, dayOf(10));
    expect(after.roles).toMatchObject([
      { organisation: { id: other.academyId }, since: new Date(ago(50)).toISOString(), until: null },
    ]);
    expect(after.courses).toMatchObject([{ course: { id: courseId }, version: 1 }]);
    expect((await personOn(national, moved.id, dayOf(101))).roles).toEqual([]);
  });

  it('shows an academy no role of another, and nothing learned after the person left', async () => {
    const left = await learner(100, undefined);
    await move(60, left.id, academy.academyId, other.academyId);
    await complete(left.client, 30);
    await settled();
    expect(await personOn(auditor, left.id, dayOf(1))).toMatchObject({ roles: [], courses: [] });
    expect((await personOn(otherAuditor, left.id, dayOf(1))).courses).toHaveLength(1);
    expect(await holders(academy.academyId, dayOf(1))).not.toContain(left.id);
  });

  it('ends at midnight of the academy’s time zone', async () => {
    const [before, after] = [await learner(70, undefined), await learner(70, undefined)];
    // in UTC both are of one day; in Kyiv the second is of the next, in winter and in summer
    const moments = ['20:30', '22:30'].map((time) => Date.parse(`${dayOf(45)}T${time}:00.000Z`));
    const [daysBefore = 0, daysAfter = 0] = moments.map((moment) => (today - moment) / dayMs);
    await complete(before.client, daysBefore);
    await complete(after.client, daysAfter);
    await settled();
    const held = async (day: string) => {
      const ids = await holders(academy.academyId, day);
      return [before, after].map(({ id }) => ids.includes(id));
    };
    expect(await held(dayOf(46))).toEqual([false, false]);
    expect(await held(dayOf(45))).toEqual([true, false]);
    expect(await held(dayOf(44))).toEqual([true, true]);
  });

  it('follows a unit into its new academy', async () => {
    const unitId = await createOrganisation('unit', academy.academyId);
    const member = await learner(100, 80, unitId);
    const { revision } = await national.call(organisations.organisation, { params: { organisationId: unitId } });
    const body = { jobId: newId('job'), parentId: other.academyId, revision };
    await at(20, national, organisations.moveOrganisation, { params: { organisationId: unitId }, body });
    await settled();
    expect(
      [await holders(academy.academyId, dayOf(21)), await holders(other.academyId, dayOf(21))].map(includes),
    ).toEqual([true, false]);
    expect(
      [await holders(academy.academyId, dayOf(20)), await holders(other.academyId, dayOf(20))].map(includes),
    ).toEqual([false, true]);
    function includes(ids: string[]) {
      return ids.includes(member.id);
    }
  });
});

describe('people who are one', () => {
  it('hold together what they learned under two names', async () => {
    const [kept, duplicate] = [await learner(100, undefined), await learner(100, 70)];
    await settled();
    const { body } = await national.reply(people.previewMerge, {
      params: { personId: kept.id },
      query: { duplicateId: duplicate.id },
    });
    const revisions = { revision: body.keptRevision, duplicateRevision: body.duplicateRevision };
    await at(40, national, people.mergePeople, {
      params: { personId: kept.id },
      body: { duplicateId: duplicate.id, ...revisions },
    });
    await settled();
    const ids = await holders(academy.academyId, dayOf(1));
    expect([ids.includes(kept.id), ids.includes(duplicate.id)]).toEqual([true, false]);
    const own = await kept.client.call(audit.ownRecord, {});
    expect(own.courses).toMatchObject([{ course: { id: courseId }, version: 1 }]);
    const { items: facts } = await kept.client.call(audit.ownRecords, { query: {} });
    expect(facts.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['identity.peopleMerged', 'progress.courseCompleted']),
    );
  });
});

describe('facts', () => {
  let person: Person & { client: TestClient };
  beforeAll(async () => {
    person = await learner(33, 32);
    await settled();
  });
  const dayRecords = (client: TestClient, organisationId: string, day: string, only?: 'changes') =>
    client.reply(audit.dayRecords, { params: { organisationId, day }, query: only ? { only } : {} });
  const ofPerson = (client: TestClient, personId: string) =>
    client.reply(audit.personRecords, { params: { personId }, query: {} });
  const ofCourse = (client: TestClient, month: string) =>
    client.reply(audit.courseRecords, { params: { courseId }, query: { month } });

  it('of a day stand in the academy they concern', async () => {
    const { body } = await dayRecords(auditor, academy.academyId, dayOf(32));
    const mine = body.items.filter(({ person: about }) => about?.id === person.id);
    expect(mine.find(({ type }) => type === 'progress.courseCompleted')).toMatchObject({
      by: 'person',
      actor: { id: person.id },
      course: { id: courseId, title: { uk: 'Курс для аудиту' } },
      data: { version: 1 },
      change: null,
    });
    const elsewhere = await dayRecords(otherAuditor, other.academyId, dayOf(32));
    expect(elsewhere.body.items.filter(({ person: about }) => about?.id === person.id)).toEqual([]);
  });

  it('of what administrators changed show before, after, who, when and from where', async () => {
    const admin = await signIn(academy.admin.login);
    expect((await setRoles(admin, person.id, academy.academyId, ['learner', 'instructor'])).status).toBe(200);
    await settled();
    const { body } = await dayRecords(auditor, academy.academyId, dayOf(0), 'changes');
    expect(body.items.find(({ person: about }) => about?.id === person.id)).toMatchObject({
      type: 'identity.rolesChanged',
      actor: { id: academy.admin.id },
      organisation: { id: academy.academyId },
      change: {
        address: expect.stringMatching(/[\d.:a-f]+/),
        before: { [`roles.${academy.academyId}`]: 'learner' },
        after: { [`roles.${academy.academyId}`]: 'learner,instructor' },
      },
    });
    expect(body.items.every(({ type }) => /^identity\.|^courses\.released$/.test(type))).toBe(true);
  });

  it('about a person are for those who look after the organisations of that time', async () => {
    const { body } = await ofPerson(auditor, person.id);
    expect(body.items.map(({ type }) => type)).toEqual([
      'identity.rolesChanged',
      'identity.activated',
      expect.stringMatching(/^progress\.(course|lesson)Completed$/),
      expect.stringMatching(/^progress\.(course|lesson)Completed$/),
      'courses.enrolled',
      'identity.personCreated',
    ]);
    expect((await ofPerson(otherAuditor, person.id)).status).toBe(404);
    expect((await ofPerson(auditor, newId('person'))).status).toBe(404);
    expect(outcome(await ofPerson(person.client, person.id))).toBe('notAllowed');
  });

  it('about a person who moved show each academy its own time', async () => {
    const moved = await learner(90, 85);
    await move(55, moved.id, academy.academyId, other.academyId);
    await settled();
    const types = async (client: TestClient) =>
      (await ofPerson(client, moved.id)).body.items.map(({ type }) => type).sort();
    // the first sign-in came after the move
    expect(await types(otherAuditor)).toEqual(['identity.activated', 'identity.personMoved', 'identity.rolesChanged']);
    expect(await types(auditor)).toEqual([
      'courses.enrolled',
      'identity.personCreated',
      'identity.personMoved',
      'identity.rolesChanged',
      'progress.courseCompleted',
      'progress.lessonCompleted',
    ]);
    expect(await types(national)).toHaveLength(8);
  });

  it('about a course are those of one’s own people, and its releases for who made it', async () => {
    const stranger = await learner(33, 31, other.academyId);
    await settled();
    const months = [...new Set([dayOf(33), dayOf(32), dayOf(31), dayOf(0)].map((day) => day.slice(0, 7)))];
    const seen = async (client: TestClient) => {
      const replies = await Promise.all(months.map((month) => ofCourse(client, month)));
      return replies.flatMap(({ body }) => body.items);
    };
    const about = (rows: { person: { id: string } | null }[]) => new Set(rows.flatMap((row) => row.person?.id ?? []));
    const [mine, theirs, all] = [await seen(auditor), await seen(otherAuditor), await seen(national)];
    expect([about(mine).has(person.id), about(mine).has(stranger.id)]).toEqual([true, false]);
    expect([about(theirs).has(person.id), about(theirs).has(stranger.id)]).toEqual([false, true]);
    expect([about(all).has(person.id), about(all).has(stranger.id)]).toEqual([true, true]);
    const released = (rows: { type: string }[]) => rows.filter(({ type }) => type === 'courses.released').length;
    expect([released(mine), released(theirs), released(all)]).toEqual([1, 0, 1]);
  });

  it('about a course that stays in its academy do not exist for another', async () => {
    const instructor = await signIn(academy.instructor.login);
    const ownCourse = await importCourse(instructor, smallBundle('Лише свій'), academy.academyId);
    const input = { params: { courseId: ownCourse }, query: { month: dayOf(0).slice(0, 7) } };
    expect((await auditor.reply(audit.courseRecords, input)).status).toBe(200);
    expect((await otherAuditor.reply(audit.courseRecords, input)).status).toBe(404);
    expect((await national.reply(audit.courseRecords, input)).body.items).toHaveLength(1);
  });

  it('of another academy are refused', async () => {
    expect(outcome(await dayRecords(otherAuditor, academy.academyId, dayOf(32)))).toBe('notAllowed');
    const query = { day: dayOf(32) };
    const params = { organisationId: academy.academyId };
    expect(outcome(await otherAuditor.reply(audit.held, { params, query }))).toBe('notAllowed');
    const unit = { organisationId: academy.unitId };
    expect((await auditor.reply(audit.held, { params: unit, query })).body.error).toMatchObject({
      code: 'invalid',
      details: { reason: 'branch' },
    });
    expect((await dayRecords(auditor, newId('organisation'), dayOf(32))).status).toBe(404);
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
    const colleague = await signIn(academy.learner.login);
    expect(outcome(await colleague.reply(audit.ownRecords, { query: { cursor: first.next! } }))).toBe('cursorInvalid');
    // where an administrator sat is for auditors
    expect(second.items.every(({ change }) => !change?.address)).toBe(true);
  });
});

describe('one’s own record', () => {
  it('tells roles with their periods, and courses', async () => {
    const me = await learner(64, 63);
    await move(61, me.id, academy.academyId, academy.unitId);
    await settled();
    const own = await me.client.call(audit.ownRecord, {});
    expect(own.roles).toMatchObject([
      { organisation: { id: academy.academyId }, since: iso(64), until: iso(61) },
      { organisation: { id: academy.unitId }, since: iso(61), until: null },
    ]);
    expect(own.courses).toMatchObject([{ version: 1, completedAt: iso(63) }]);
  });
  const iso = (days: number) => new Date(ago(days)).toISOString();
});

const ended = (client: TestClient, jobId: string) =>
  until(
    () => client.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded' || state === 'failed',
  );
const fileOf = async (client: TestClient, jobId: string) => {
  const { file, state } = await ended(client, jobId);
  expect(state).toBe('succeeded');
  return Buffer.from(await (await fetch(file!.url)).arrayBuffer());
};

describe('an export of records', () => {
  const formula = '=HYPERLINK("https://evil.example")';
  const order = (question: RecordsQuestion) => ({
    jobId: newId('job'),
    question,
    language: 'uk' as const,
    columns: { completedAt: 'Завершено', at: 'Коли' },
    types: { 'identity.personCreated': 'Створено особу' },
  });
  const start = (client: TestClient, body: ReturnType<typeof order>) =>
    client.reply(audit.startRecordsExport, { body });
  beforeAll(async () => {
    const named = await createPersonAt(95, academy.academyId, formula);
    await complete(await signIn(named.login), 94);
    await settled();
  });

  it('is a table that a spreadsheet reads and does not run', async () => {
    const body = order({ view: 'held', organisationId: academy.academyId, day: dayOf(93) });
    await start(auditor, body);
    const bytes = await fileOf(auditor, body.jobId);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, row, ...rest] = bytes.subarray(3).toString().split('\r\n');
    expect(head).toBe(heldColumns.map((name) => (name === 'completedAt' ? 'Завершено' : name)).join(','));
    expect(row).toMatch(/^"'=HYPERLINK\(""https:\/\/evil\.example""\)",Проба,Заклад \w+,Курс для аудиту,1,\d{4}-\d\d/);
    expect(rest).toEqual(['']);
  });

  it('of facts says in the reader’s words what happened', async () => {
    const body = order({ view: 'day', organisationId: academy.academyId, day: dayOf(95) });
    await start(auditor, body);
    const lines = (await fileOf(auditor, body.jobId)).subarray(3).toString().split('\r\n');
    expect(lines[0]).toBe(recordColumns.map((name) => (name === 'at' ? 'Коли' : name)).join(','));
    expect(lines[1]).toContain('Створено особу');
  });

  it('is on record, and made once when asked twice', async () => {
    const { id } = await createPerson(academy.academyId, ['learner']);
    const body = order({ view: 'person', personId: id });
    const replies = await Promise.all([start(auditor, body), start(auditor, body)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    await ended(auditor, body.jobId);
    await settled();
    const { body: day } = await auditor.reply(audit.dayRecords, {
      params: { organisationId: academy.academyId, day: dayOf(0) },
      query: {},
    });
    const exported = day.items.filter(({ type, person }) => type === 'audit.exported' && person?.id === id);
    expect(exported).toMatchObject([{ data: { view: 'person' } }]);
    const another = order({ view: 'day', organisationId: academy.academyId, day: dayOf(1) });
    expect(outcome(await start(auditor, { ...another, jobId: body.jobId }))).toBe('idTaken');
  });

  it('is for those who see the page, and the file for who asked while they still do', async () => {
    const body = order({ view: 'day', organisationId: academy.academyId, day: dayOf(95) });
    expect(outcome(await start(otherAuditor, body))).toBe('notAllowed');
    expect(outcome(await start(otherAuditor, order({ view: 'person', personId: academy.learner.id })))).toBe(
      'notFound',
    );
    const { id, login } = await createPerson(academy.academyId, ['auditor']);
    const temporary = await signIn(login);
    await start(temporary, body);
    expect((await ended(temporary, body.jobId)).file).not.toBeNull();
    expect((await otherAuditor.reply(jobs.job, { params: { jobId: body.jobId } })).status).toBe(404);
    await setRoles(national, id, academy.academyId, ['learner']);
    expect((await temporary.call(jobs.job, { params: { jobId: body.jobId } })).file).toBeNull();
  });
});

describe('all data about a person', () => {
  const read = (files: Record<string, Uint8Array>, name: string) =>
    JSON.parse(new TextDecoder().decode(files[name])) as Record<string, unknown>[];

  it('is a zip of what every room keeps, for oneself', async () => {
    const me = await learner(64, 63);
    await settled();
    const jobId = newId('job');
    await me.client.call(audit.startOwnExport, { body: { jobId } });
    const files = unzipSync(await fileOf(me.client, jobId));
    expect(Object.keys(files).sort()).toEqual(
      [
        ...['cards', 'changes', 'courses', 'enrolments', 'jobs', 'lectures', 'lessons', 'memberships', 'records']
          .concat('sessions')
          .map((name) => `${name}.json`),
        ...['courses', 'enrolments', 'memberships', 'records'].map((name) => `${name}.csv`),
      ].sort(),
    );
    expect(read(files, 'cards.json')).toMatchObject([{ id: me.id, login: me.login }]);
    expect(read(files, 'enrolments.json')).toMatchObject([{ courseId, version: 1 }]);
    expect(read(files, 'courses.json')).toMatchObject([{ courseId, completedLessons: [lessonId] }]);
    expect(read(files, 'memberships.json')).toMatchObject([{ organisationId: academy.academyId, until: null }]);
    expect(read(files, 'sessions.json')).toHaveLength(1);
    expect(read(files, 'jobs.json')).toMatchObject([{ id: jobId }]);
    expect(read(files, 'records.json').map(({ type }) => type)).toContain('progress.courseCompleted');
    expect(new TextDecoder().decode(files['records.csv'])).toContain('progress.courseCompleted');
    for (const bytes of Object.values(files)) expect(new TextDecoder().decode(bytes)).not.toMatch(/[0-9a-f]{64}/);
  });

  it('is for who manages the person, wherever they are', async () => {
    const [admin, stranger] = [await signIn(academy.admin.login), await signIn(other.admin.login)];
    const start = (client: TestClient, jobId = newId('job'), personId = academy.learner.id) =>
      client.reply(audit.startPersonExport, { params: { personId }, body: { jobId } });
    const jobId = newId('job');
    expect((await start(admin, jobId)).status).toBe(200);
    const files = unzipSync(await fileOf(admin, jobId));
    expect(read(files, 'cards.json')).toMatchObject([{ id: academy.learner.id }]);
    expect(outcome(await start(stranger))).toBe('notFound');
    expect(outcome(await start(auditor))).toBe('notAllowed');
    // somebody of both academies is managed by who manages both
    const both = await createPerson(academy.academyId, ['learner']);
    await setRoles(national, both.id, other.academyId, ['learner']);
    expect(outcome(await start(admin, newId('job'), both.id))).toBe('notAllowed');
    expect((await start(national, newId('job'), both.id)).status).toBe(200);
  });
});

describe('what audit keeps', () => {
  const keyAndType = ({ id, type, subjectId }: Delivered) => ({ id: id!, type, subjectId });

  it('is the same when every fact is heard twice, and complete when made anew', async () => {
    const [one, two] = [await learner(88, 80), await learner(88, 79)];
    await move(60, two.id, academy.academyId, other.academyId);
    await settled();
    const partitions = [
      ...[one, two].map(({ id }) => `$audit#person_${id}`),
      ...[88, 81, 80, 79, 60].flatMap((days) =>
        [academy.academyId, other.academyId].map((id) => `$audit#${id}#${dayOf(days).replaceAll('-', '')}`),
      ),
    ];
    const kept = async () =>
      (await Promise.all(partitions.map(items))).flat().filter(({ entity }) => entity !== 'holder');
    const before = await kept();
    const subjects = [one.id, two.id, academy.academyId, other.academyId, courseId];
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
    const ask = (client: TestClient) =>
      client.reply(audit.dayRecords, { params: { organisationId, day: dayOf(0) }, query: { only: 'changes' } });
    expect((await ask(national)).body.items.map(({ person }) => person?.id)).toContain(colleague.id);
    expect((await ask(await signIn(colleague.login))).status).toBe(200);
    expect(outcome(await ask(auditor))).toBe('notAllowed');
  });
});
