/** How people come to a cohort and leave it: by unit, by list, by code, from another cohort; and what becomes of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cohortJoining } from '#contracts/cohort-joining.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { createCohort } from '../support/cohorts.ts';
import { detail, newcomer, outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  items,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let own: AcademyTree;
let [teacher, admin, learner]: TestClient[] = [];

beforeAll(async () => {
  own = await createAcademyTree();
  const three = [own.instructor, own.admin, own.learner];
  [teacher, admin, learner] = await Promise.all(three.map(({ login }) => signIn(login)));
});

const begin = (...personIds: string[]) => createCohort(teacher!, own.academyId, { personIds });
const memberIds = async (cohortId: string, query: object = {}) =>
  (await teacher!.call(cohortMembers.members, { params: { cohortId }, query })).items.map(({ id }) => id);
const historyOf = async (cohortId: string, personId: string) =>
  (await teacher!.call(cohortMembers.memberHistory, { params: { cohortId, personId } })).periods;

describe('a unit', () => {
  const addUnit = (cohortId: string, organisationId: string, jobId = newId('job')) =>
    teacher!.call(cohortMembers.addUnit, { params: { cohortId }, body: { organisationId, jobId } });

  it('brings all its learners, each once', async () => {
    const cohortId = await begin(own.unitLearner.id);
    const another = await createPerson(own.unitId, ['learner']);
    await createPerson(own.unitId, ['reviewer']);
    expect(await addUnit(cohortId, own.unitId)).toEqual({ added: 1, already: 1, job: null });
    expect((await memberIds(cohortId)).sort()).toEqual([own.unitLearner.id, another.id].sort());
    expect(await historyOf(cohortId, another.id)).toMatchObject([
      { way: 'unit', joinedBy: { id: own.instructor.id }, leftAt: null },
    ]);
  });

  it('of more than a hundred is brought by a job', { timeout: 60_000 }, async () => {
    const unitId = await createOrganisation('unit', own.academyId);
    for (let at = 0; at < 101; at += 1) await admin!.call(people.createPerson, { body: newcomer(unitId) });
    const [cohortId, jobId] = [await begin(), newId('job')];
    expect((await addUnit(cohortId, unitId, jobId)).job).toMatchObject({ id: jobId, kind: 'cohortUnit' });
    await addUnit(cohortId, unitId, jobId);
    const ended = await until(
      () => teacher!.call(jobs.job, { params: { jobId } }),
      ({ state }) => state !== 'running',
    );
    expect(ended).toMatchObject({ state: 'succeeded', result: { added: '101', already: '0' } });
    expect(await teacher!.call(cohorts.cohort, { params: { cohortId } })).toMatchObject({ members: 101 });
    expect(await memberIds(cohortId)).toHaveLength(50);
  });
});

describe('a list', () => {
  const preview = (cohortId: string, text: string) =>
    teacher!.reply(cohortMembers.previewList, { params: { cohortId }, body: { text } });

  it('is looked at before anybody is added', async () => {
    const cohortId = await begin(own.unitLearner.id);
    const other = await createAcademyTree();
    const text = [
      '\uFEFFПрізвище;Електронна пошта',
      `Один;${own.learner.login.toUpperCase()}`,
      `Два;${own.unitLearner.login}`,
      `Три;${other.learner.login}`,
      'Чотири;',
      `П’ять; ${own.learner.login} `,
    ].join('\r\n');
    const { body } = await preview(cohortId, text);
    expect(body).toMatchObject({
      found: [{ line: 2, id: own.learner.id }],
      already: [{ line: 3, id: own.unitLearner.id }],
      unknown: [
        { line: 4, text: other.learner.login },
        { line: 5, text: '' },
      ],
      twice: [{ line: 6, text: own.learner.login, firstLine: 2 }],
      room: 999,
    });
    expect(await memberIds(cohortId)).toEqual([own.unitLearner.id]);
    const personIds = body.found.map(({ id }) => id);
    await teacher!.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds, way: 'csv' } });
    expect(await historyOf(cohortId, own.learner.id)).toMatchObject([{ way: 'csv' }]);
  });

  it('may be addresses alone, and says what it lacks', async () => {
    const cohortId = await begin();
    expect((await preview(cohortId, `${own.learner.login}\n`)).body.found).toHaveLength(1);
    for (const text of ['', 'Прізвище;Ім’я\nШевченко;Тарас']) {
      expect(outcome(await preview(cohortId, text))).toBe('importFileWrong');
    }
  });
});

describe('a code', () => {
  const setCode = (cohortId: string, days: number | null) =>
    teacher!.call(cohortJoining.setJoinCode, { params: { cohortId }, body: { days } });
  const join = (client: TestClient, code: string) => client.reply(cohortJoining.join, { body: { code } });

  it('enrols who types it, from wherever they are', async () => {
    const cohortId = await begin();
    const { code } = await setCode(cohortId, 7);
    expect(await teacher!.call(cohortJoining.joinCode, { params: { cohortId } })).toMatchObject({ code });
    const other = await signIn((await createAcademyTree()).learner.login);
    const typed = ` ${code!.slice(0, 4).toLowerCase()}-${code!.slice(4)} `;
    const looked = await other.call(cohortJoining.lookAtCode, { body: { code: typed } });
    expect(looked).toMatchObject({ cohort: { id: cohortId }, isMember: false });
    expect(await memberIds(cohortId)).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) {
      expect((await join(other, typed)).body).toEqual({ cohortId });
    }
    const [memberId] = await memberIds(cohortId);
    expect(await historyOf(cohortId, memberId!)).toMatchObject([{ way: 'code', joinedBy: { id: memberId } }]);
    expect(await other.call(cohorts.ownCohort, { params: { cohortId } })).toMatchObject({ id: cohortId });
  });

  it('opens nothing once another was made, or it was ended', async () => {
    const cohortId = await begin();
    const codes = [await setCode(cohortId, 1), await setCode(cohortId, 1)].map(({ code }) => code!);
    expect(codes[0]).not.toBe(codes[1]);
    expect(outcome(await join(learner!, codes[0]!))).toBe('joinCodeWrong');
    expect(await setCode(cohortId, null)).toEqual({ code: null, until: null });
    expect(outcome(await join(learner!, codes[1]!))).toBe('joinCodeWrong');
  });

  it('is not written down where somebody could read it', async () => {
    const cohortId = await begin();
    const { code } = await setCode(cohortId, 1);
    const stored = JSON.stringify([await items(`$cohorts#${cohortId}`), await records(cohortId)]);
    expect(stored).not.toContain(code);
  });

  it('is not guessed: after ten tries a minute there is a pause', async () => {
    const guesser = await signIn((await createPerson(own.unitId, ['learner'])).login);
    const answers: unknown[] = [];
    for (let at = 0; at < 12; at += 1) answers.push(outcome(await join(guesser, 'AAAABBBBCCCC')));
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'joinCodeWrong'));
    expect(answers.at(-1)).toBe('tooManyRequests');
  });
});

describe('a transfer', () => {
  it('ends one stretch and begins another, in one step, once', async () => {
    const [from, to] = [await begin(own.learner.id), await begin()];
    const send = () =>
      teacher!.call(cohortMembers.transferMember, {
        params: { cohortId: from, personId: own.learner.id },
        body: { toCohortId: to, note: 'Інша зміна' },
      });
    expect(await send()).toEqual(await send());
    expect([await memberIds(from), await memberIds(to)]).toEqual([[], [own.learner.id]]);
    expect(await memberIds(from, { left: 'true' })).toEqual([own.learner.id]);
    expect(await historyOf(from, own.learner.id)).toMatchObject([{ to: { id: to }, note: 'Інша зміна' }]);
    expect(await historyOf(to, own.learner.id)).toMatchObject([{ way: 'transfer', from: { id: from }, leftAt: null }]);
    const facts = (await records(own.learner.id)).filter(({ objectId }) => objectId === from || objectId === to);
    expect(facts.map(({ type }) => type)).toEqual([
      'cohorts.memberJoined',
      'cohorts.memberLeft',
      'cohorts.memberJoined',
    ]);
  });

  it('leads only to a cohort one teaches oneself', async () => {
    const other = await createAcademyTree();
    const elsewhere = await createCohort(await signIn(other.instructor.login), other.academyId);
    const refused = await teacher!.reply(cohortMembers.transferMember, {
      params: { cohortId: await begin(own.learner.id), personId: own.learner.id },
      body: { toCohortId: elsewhere, note: null },
    });
    expect(outcome(refused)).toBe('notFound');
  });
});

describe('an emptied cohort', () => {
  it('is there for its teachers as before, with all who left', async () => {
    const cohortId = await begin(own.learner.id, own.unitLearner.id);
    for (const personId of [own.learner.id, own.unitLearner.id])
      await teacher!.call(cohortMembers.endMember, { params: { cohortId, personId }, body: { note: null } });
    expect(await teacher!.call(cohorts.cohort, { params: { cohortId } })).toMatchObject({ members: 0 });
    expect(await memberIds(cohortId, { left: 'true' })).toHaveLength(2);
    expect(await historyOf(cohortId, own.learner.id)).toHaveLength(1);
  });
});

describe('people', () => {
  it('stand under the name they have now', async () => {
    const person = await createPerson(own.unitId, ['learner'], { familyName: 'Яценко' });
    const cohortId = await begin(person.id, own.learner.id);
    const { revision } = await detail(admin!, person.id);
    const body = { familyName: 'Абрамчук', revision };
    await admin!.call(people.changePerson, { params: { personId: person.id }, body });
    await settled();
    expect(await memberIds(cohortId, { q: 'Абр' })).toEqual([person.id]);
    expect(await memberIds(cohortId, { q: 'Яц' })).toEqual([]);
  });

  it('who are one learn and teach as one', async () => {
    const [kept, duplicate] = [newcomer(own.unitId), newcomer(own.unitId, ['learner', 'instructor'])];
    for (const body of [kept, duplicate]) await admin!.call(people.createPerson, { body });
    const cohortId = await begin(duplicate.id);
    await teacher!.call(cohorts.addInstructor, { params: { cohortId, personId: duplicate.id } });
    const body = { duplicateId: duplicate.id, revision: 0, duplicateRevision: 0 };
    await admin!.call(people.mergePeople, { params: { personId: kept.id }, body });
    await settled();
    expect(await memberIds(cohortId)).toEqual([kept.id]);
    expect(await memberIds(cohortId, { left: 'true' })).toEqual([]);
    const { instructors } = await teacher!.call(cohorts.cohort, { params: { cohortId } });
    expect(instructors.map(({ id }) => id)).toEqual([own.instructor.id, kept.id]);
  });

  it('whose card is erased leave without a word about them', async () => {
    const person = await createPerson(own.unitId, ['learner'], { familyName: 'Незабудько' });
    const [cohortId, before] = [await begin(person.id), await begin(person.id)];
    const params = { cohortId: before, personId: person.id };
    await teacher!.call(cohortMembers.endMember, { params, body: { note: 'Хворіє' } });
    const jobId = newId('job');
    const { revision } = await detail(admin!, person.id);
    await admin!.call(people.erasePerson, {
      params: { personId: person.id },
      body: { jobId, mode: 'erase', revision },
    });
    await until(
      () => admin!.call(jobs.job, { params: { jobId } }),
      ({ state }) => state === 'succeeded',
    );
    await settled();
    expect(await memberIds(cohortId)).toEqual([]);
    const left = JSON.stringify([
      await items(`$cohorts#${person.id}`),
      await items(`$cohorts#now_${cohortId}`),
      await items(`$cohorts#left_${cohortId}`),
    ]);
    expect(left).not.toContain('Хворіє');
    expect(await memberIds(cohortId, { left: 'true' })).toEqual([person.id]);
  });
});
