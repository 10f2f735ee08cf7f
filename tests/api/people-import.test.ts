import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import { announcement, checked, confirmed, reportOf, resting, upload } from '../support/people-import.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  now,
  records,
  sentMail,
  settled,
  signIn,
  TestClient,
  until,
  type AcademyTree,
} from '../support/stack.ts';
import { deliverRecords, replyAt } from './direct.ts';

let tree: AcademyTree;
let other: AcademyTree;
let admin: TestClient;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  admin = await signIn(tree.admin.login);
});

const heading = 'Прізвище;Ім’я;Електронна пошта;Роль;Підрозділ';
const csv = (...rows: string[]) => [{ kind: 'people' as const, text: [heading, ...rows].join('\r\n') }];
/** a mark that makes logins of one test its own */
const marked = () => ulid().toLowerCase();
const row = (mark: string, at: number, more = '') => `Слухач${at};Олена;o${at}.${mark}@kurs.test;${more}`;
const found = async (q: string, organisationId = tree.academyId) =>
  (await admin.call(people.listPeople, { query: { organisationId, q } })).items;

describe('two hundred people, three bad lines', { timeout: 60_000 }, () => {
  const mark = marked();
  const rows = Array.from({ length: 200 }, (_, at) => row(mark, at, at % 2 ? `;${''}` : 'викладач'));
  rows[10] = `;Олена;o10.${mark}@kurs.test`;
  rows[50] = `Слухач50;Олена;не пошта`;
  rows[199] = `Слухач199;Олена;o199.${mark}@kurs.test;начальник`;
  let jobId: string;

  it('are checked: each bad line is named with its reason', async () => {
    const state = await checked(admin, tree.academyId, csv(...rows));
    jobId = state.jobId;
    expect(state.job).toMatchObject({ state: 'asking', total: 200 });
    expect(state.preview).toMatchObject({ rows: 200, creates: 197, updates: 0, unchanged: 0, bad: 3 });
    expect(state.preview?.faults).toEqual([
      { line: 12, column: 'Прізвище', reason: 'missing', value: '' },
      { line: 52, column: 'Електронна пошта', reason: 'loginWrong', value: 'не пошта' },
      { line: 201, column: 'Роль', reason: 'roleUnknown', value: 'начальник' },
    ]);
    expect(state.preview?.sample[0]).toMatchObject({ line: 2, familyName: 'Слухач0', roles: ['instructor'] });
  });
  it('and nothing is written before it is confirmed', async () => {
    await settled();
    expect(await found(`o0.${mark}@kurs.test`)).toEqual([]);
  });
  it('are taken once confirmed; the report names every line', async () => {
    const { job } = await confirmed(admin, jobId);
    expect(job).toMatchObject({
      state: 'succeeded',
      done: 200,
      result: { created: '197', updated: '0', unchanged: '0', bad: '3', failed: '0' },
    });
    const report = await reportOf(admin, jobId);
    expect(report).toHaveLength(201);
    expect(report[0]).toEqual(['line', 'login', 'outcome', 'reason']);
    expect(report[1]).toEqual(['2', `o0.${mark}@kurs.test`, 'created', '']);
    expect(report[11]).toEqual(['12', `o10.${mark}@kurs.test`, 'bad', 'missing']);
  });
  it('stand in the lists and on record, with who brought them in', async () => {
    const [person] = await found(`o0.${mark}@kurs.test`);
    expect(person).toMatchObject({ familyName: 'Слухач0', state: 'new', memberships: [{ roles: ['instructor'] }] });
    const facts = await records(person!.id);
    expect(facts).toMatchObject([{ type: 'identity.personCreated', actorId: tree.admin.id, objectId: tree.academyId }]);
    expect((await records(tree.academyId)).filter(({ type }) => type === 'identity.peopleImported')).toMatchObject([
      { kind: 'fact', actorId: tree.admin.id, objectId: jobId, data: { created: 197, bad: 3 } },
    ]);
  });
  it('are taken once, however often it is asked for and delivered', async () => {
    const again = await admin.call(people.runPeopleImport, { params: { jobId }, body: { invite: false } });
    expect(again.job.state).toBe('succeeded');
    await deliverRecords('identity', [{ type: 'identity.peopleImportRequested', subjectId: jobId }]);
    await settled();
    const [person] = await found(`o0.${mark}@kurs.test`);
    expect(await records(person!.id)).toHaveLength(1);
  });
  it('are unchanged when the same file comes again', async () => {
    const { preview } = await checked(admin, tree.academyId, csv(...rows));
    expect(preview).toMatchObject({ creates: 0, unchanged: 197, bad: 3 });
  });
});

describe('somebody who is here already', () => {
  it('gets a role more; who belongs to others is left alone', async () => {
    const colleague = await createPerson(tree.unitId, ['learner']);
    const stranger = await createPerson(other.academyId, ['learner']);
    const state = await checked(
      admin,
      tree.academyId,
      csv(`Будь;Хто;${colleague.login};викладач`, `Будь;Хто;${stranger.login};слухач`),
    );
    expect(state.preview).toMatchObject({ updates: 1, bad: 1, faults: [{ line: 3, reason: 'loginElsewhere' }] });
    expect((await confirmed(admin, state.jobId)).job.result).toMatchObject({ updated: '1', bad: '1' });
    const { memberships } = await admin.call(people.person, { params: { personId: colleague.id } });
    expect(memberships.map(({ organisation, roles }) => [organisation.id, roles])).toEqual(
      expect.arrayContaining([
        [tree.unitId, ['learner']],
        [tree.academyId, ['instructor']],
      ]),
    );
  });
});

describe('an invited person', () => {
  it('gets a mail and sets a password the same minute; once, although batches are delivered twice', async () => {
    const mark = marked();
    const { jobId } = await checked(admin, tree.academyId, csv(row(mark, 1), row(mark, 2)));
    await confirmed(admin, jobId, true);
    await settled();
    const mails = (await sentMail()).filter(({ to }) => to.some((address) => address.includes(mark)));
    expect(mails.map(({ to }) => to[0]).sort()).toEqual([1, 2].map((at) => `o${at}.${mark}@kurs.test`));
    const token = /#([A-Za-z0-9_-]{43})/.exec(mails[0]!.text)![1]!;
    const password = 'Only-for-tests-2026';
    await new TestClient().call(identity.acceptInvitation, { body: { token, password } });
    const cadet = await signIn(mails[0]!.to[0]!, password);
    expect(await cadet.call(identity.me, {})).toMatchObject({ memberships: [{ roles: ['learner'] }] });
  });
});

async function setRoles(personId: string, roles: Role[]) {
  const national = await nationalAdmin();
  const { revision } = await national.call(people.person, { params: { personId } });
  const params = { personId, organisationId: tree.academyId };
  await national.call(people.setRoles, { params, body: { roles, revision } });
}

describe('an import that is stopped', { timeout: 60_000 }, () => {
  it('goes on where it failed, and doubles nobody', async () => {
    const mark = marked();
    const importer = await createPerson(tree.academyId, ['academyAdmin']);
    const client = await signIn(importer.login);
    // five pieces: the right is lost while one of the first is being written
    const rows = Array.from({ length: 410 }, (_, at) => row(mark, at));
    await nationalAdmin();
    const { jobId } = await checked(client, tree.academyId, csv(...rows));
    const run = { params: { jobId }, body: { invite: false } };
    await client.call(people.runPeopleImport, run);
    await until(
      () => found(`o0.${mark}@kurs.test`),
      (listed) => listed.length > 0,
    );
    await setRoles(importer.id, ['learner']);
    await settled();
    expect((await client.reply(people.runPeopleImport, run)).status).toBe(403);
    await setRoles(importer.id, ['academyAdmin']);
    const failed = await client.call(people.peopleImport, { params: { jobId } });
    expect(failed.job).toMatchObject({ state: 'failed', failure: { code: 'notAllowed' } });
    expect([100, 200, 300, 400]).toContain(failed.job.done);
    await client.call(people.runPeopleImport, run);
    expect((await resting(client, jobId)).job).toMatchObject({ state: 'succeeded', result: { created: '410' } });
    await settled();
    const [person] = await found(`o7.${mark}@kurs.test`);
    expect((await records(person!.id)).filter(({ type }) => type === 'identity.personCreated')).toHaveLength(1);
  });

  it('keeps what it has written when it is cancelled; its report says how far it came', async () => {
    const mark = marked();
    // the first of three pieces is being written when it is cancelled
    const rows = Array.from({ length: 410 }, (_, at) => row(mark, at));
    const { jobId } = await checked(admin, tree.academyId, csv(...rows));
    await admin.call(people.runPeopleImport, { params: { jobId }, body: { invite: false } });
    await until(
      () => found(`o0.${mark}@kurs.test`),
      (listed) => listed.length > 0,
    );
    expect(await admin.call(jobs.cancelJob, { params: { jobId } })).toMatchObject({ state: 'cancelled' });
    await settled();
    const outcomes = (await reportOf(admin, jobId)).slice(1).map(([, login, outcome]) => ({ login: login!, outcome }));
    expect(outcomes).toHaveLength(410);
    const last = outcomes.findLast(({ outcome }) => outcome === 'created')!;
    expect(await found(last.login)).toHaveLength(1);
    const missed = outcomes.find(({ outcome }) => outcome === 'notReached')!;
    expect(await found(missed.login)).toEqual([]);
    const refused = await admin.reply(people.runPeopleImport, { params: { jobId }, body: { invite: false } });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'importNotWaiting']);
  });

  it('leaves behind only the line somebody else was quicker with', async () => {
    const mark = marked();
    const { jobId } = await checked(admin, tree.academyId, csv(row(mark, 1), row(mark, 2), row(mark, 3)));
    const body = {
      id: newId('person'),
      login: `o2.${mark}@kurs.test`,
      givenName: 'Швидша',
      familyName: 'Особа',
      locale: 'uk' as const,
      timeZone: 'Europe/Kyiv',
      memberships: [{ organisationId: tree.academyId, roles: ['learner' as const] }],
    };
    await admin.call(people.createPerson, { body });
    const { job } = await confirmed(admin, jobId);
    expect(job.result).toMatchObject({ created: '2', failed: '1' });
    expect((await reportOf(admin, jobId))[2]).toEqual(['3', body.login, 'failed', 'loginTaken']);
  });
});

describe('a OneRoster bundle', () => {
  it('is taken as the standard says', async () => {
    const mark = marked();
    const files = [
      {
        kind: 'orgs' as const,
        text: `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Unit,department,${tree.unitId},`,
      },
      {
        kind: 'users' as const,
        text: `sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,email\nu1,,,true,u1,Асель,Ким,a.${mark}@kurs.test\nu2,,,true,u2,Ерлан,Ахметов,e.${mark}@kurs.test`,
      },
      {
        kind: 'roles' as const,
        text: 'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr1,,,u1,primary,student,,,o1,\nr2,,,u2,primary,systemAdministrator,,,o1,',
      },
    ];
    const { jobId, preview } = await checked(admin, tree.academyId, files);
    expect(preview).toMatchObject({
      creates: 1,
      bad: 1,
      faults: [{ line: 3, column: 'roles.role', reason: 'roleNotAllowed' }],
    });
    await confirmed(admin, jobId);
    expect(await found(`a.${mark}@kurs.test`, tree.unitId)).toMatchObject([
      { familyName: 'Ким', memberships: [{ organisation: { id: tree.unitId }, roles: ['learner'] }] },
    ]);
  });
});

describe('an import is refused', () => {
  it.each([
    ['that is no table of people', [{ kind: 'people' as const, text: 'a;b;c\n1;2;3' }], 'columns'],
    ['without lines', csv(), 'empty'],
  ])('%s', async (_, files, reason) => {
    const { job, preview } = await checked(admin, tree.academyId, files);
    expect([job.state, job.failure?.code, job.failure?.details['reason']]).toEqual([
      'failed',
      'importFileWrong',
      reason,
    ]);
    expect(preview).toBeNull();
  });
  it('whose files never came', async () => {
    const { jobId, body } = announcement(tree.academyId, csv(row(marked(), 1)));
    await admin.call(people.startPeopleImport, { body });
    await admin.call(people.checkPeopleImport, { params: { jobId } });
    expect((await resting(admin, jobId)).job.failure).toMatchObject({ details: { reason: 'absent' } });
  });
  it('of files that do not belong together', async () => {
    const { body } = announcement(tree.academyId, [{ kind: 'users', text: 'x' }]);
    expect((await admin.reply(people.startPeopleImport, { body })).body.error.code).toBe('importFileWrong');
  });
  it('into somebody else’s organisation', async () => {
    const { body } = announcement(other.academyId, csv(row(marked(), 1)));
    expect((await admin.reply(people.startPeopleImport, { body })).status).toBe(403);
  });
  it('to anybody but who announced it', async () => {
    const jobId = await upload(admin, tree.academyId, csv(row(marked(), 1)));
    const colleague = await signIn((await createPerson(tree.academyId, ['academyAdmin'])).login);
    for (const endpoint of [people.checkPeopleImport, people.peopleImport])
      expect((await colleague.reply(endpoint, { params: { jobId } })).status).toBe(404);
    const early = await admin.reply(people.runPeopleImport, { params: { jobId }, body: { invite: false } });
    expect(early.body.error.code).toBe('importNotWaiting');
  });
  it('over and over: addresses are not tried out by import', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['academyAdmin'])).login);
    const { jobId, body } = announcement(tree.academyId, csv(row(marked(), 1)));
    // all within one minute of the gateway's clock
    const minute = Math.ceil((await now()) / 60_000) * 60_000;
    const codes: unknown[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1) {
      const started = await replyAt(client, minute + attempt, people.startPeopleImport, { body });
      const checking = await replyAt(client, minute + attempt, people.checkPeopleImport, { params: { jobId } });
      codes.push([started, checking].map((reply) => reply.body.error?.code));
    }
    expect(codes.slice(0, 20).flat()).not.toContain('tooManyRequests');
    expect(codes[20]).toEqual(['tooManyRequests', 'tooManyRequests']);
  });
  it('under an id that stands for something else', async () => {
    const first = announcement(tree.academyId, csv(row(marked(), 1)));
    await admin.call(people.startPeopleImport, { body: first.body });
    expect((await admin.call(people.startPeopleImport, { body: first.body })).job.id).toBe(first.jobId);
    const second = announcement(tree.academyId, csv(row(marked(), 2)), first.jobId);
    expect((await admin.reply(people.startPeopleImport, { body: second.body })).body.error.code).toBe('idTaken');
  });
});
