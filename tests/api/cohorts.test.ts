/** Cohorts: begun, changed, put away; who learns in them and who teaches them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohortYears } from '#contracts/cohort-years.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { createCohort, newCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import { createAcademyTree, createPerson, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let own: AcademyTree;
let [teacher, learner]: TestClient[] = [];

beforeAll(async () => {
  own = await createAcademyTree();
  [teacher, learner] = await Promise.all([own.instructor, own.learner].map(({ login }) => signIn(login)));
});

const begin = (change: Parameters<typeof createCohort>[2] = {}) => createCohort(teacher!, own.academyId, change);
const listed = async (query: object = {}) =>
  (await teacher!.call(cohorts.cohorts, { params: { organisationId: own.academyId }, query })).items.map(
    ({ id }) => id,
  );
const memberIds = async (cohortId: string, query: object = {}) =>
  (await teacher!.call(cohortMembers.members, { params: { cohortId }, query })).items.map(({ id }) => id);
const add = (cohortId: string, ...personIds: string[]) =>
  teacher!.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds } });
const end = (cohortId: string, personId: string, note: string | null = null) =>
  teacher!.call(cohortMembers.endMember, { params: { cohortId, personId }, body: { note } });

describe('a cohort', () => {
  it('is begun once, by whoever sends it twice', async () => {
    const body = { id: newId('cohort'), ...newCohort() };
    const params = { organisationId: own.academyId };
    const made = await teacher!.call(cohorts.createCohort, { params, body });
    expect(made).toMatchObject({
      ...newCohort(),
      timeZone: 'Europe/Kyiv',
      members: 0,
      mayManage: true,
      state: 'active',
    });
    expect(made.instructors.map(({ id }) => id)).toEqual([own.instructor.id]);
    expect(await teacher!.call(cohorts.createCohort, { params, body })).toEqual(made);
    const other = await teacher!.reply(cohorts.createCohort, { params, body: { ...body, name: 'Інша' } });
    expect(outcome(other)).toBe('idTaken');
  });

  it('does not end before it begins', async () => {
    const body = { id: newId('cohort'), ...newCohort({ startsOn: '2026-12-28' }) };
    const refused = await teacher!.reply(cohorts.createCohort, { params: { organisationId: own.academyId }, body });
    expect(refused.body).toMatchObject({ error: { code: 'invalid', details: { reason: 'beforeStart' } } });
  });

  it('is changed on the revision that was seen', async () => {
    const cohortId = await begin();
    const change = (revision: number, name: string) =>
      teacher!.reply(cohorts.changeCohort, { params: { cohortId }, body: { revision, name } });
    expect((await change(0, 'ПОГ-26/2')).body).toMatchObject({ name: 'ПОГ-26/2', revision: 1 });
    expect((await change(0, 'ПОГ-26/2')).body).toMatchObject({ name: 'ПОГ-26/2', revision: 1 });
    expect(outcome(await change(0, 'ПОГ-26/3'))).toBe('conflict');
  });

  it('is found by a part of its name, among those that are not put away', async () => {
    const cohortId = await begin({ name: 'Слідчі-2026' });
    expect(await listed({ q: 'слідч' })).toEqual([cohortId]);
    const archive = (archived: boolean) =>
      teacher!.call(cohorts.archiveCohort, { params: { cohortId }, body: { archived } });
    expect((await archive(true)).state).toBe('archived');
    expect(await listed({ q: 'слідч' })).toEqual([]);
    expect(await listed({ q: 'слідч', state: 'archived' })).toEqual([cohortId]);
    const refused = await teacher!.reply(cohortMembers.addMembers, {
      params: { cohortId },
      body: { personIds: [own.learner.id] },
    });
    expect(outcome(refused)).toBe('cohortArchived');
    expect((await archive(false)).state).toBe('active');
    expect(await listed({ q: 'слідч' })).toEqual([cohortId]);
  });

  it('of a unit stands in the list of its academy too', async () => {
    const cohortId = await createCohort(teacher!, own.unitId, { name: 'Підрозділ-1' });
    expect(await listed({ q: 'Підрозділ-1' })).toEqual([cohortId]);
  });
});

describe('members', () => {
  it('are added once, listed by name, and found by its beginning', async () => {
    const [one, two] = await Promise.all(
      ['Ґалаґан', 'Щербак'].map((familyName) => createPerson(own.unitId, ['learner'], { familyName })),
    );
    const cohortId = await begin();
    expect(await add(cohortId, two!.id, one!.id)).toEqual({ added: [two!.id, one!.id], already: [], refused: [] });
    expect(await add(cohortId, one!.id)).toEqual({ added: [], already: [one!.id], refused: [] });
    expect(await memberIds(cohortId)).toEqual([one!.id, two!.id]);
    expect(await memberIds(cohortId, { q: 'щерб' })).toEqual([two!.id]);
    expect(await teacher!.call(cohorts.cohort, { params: { cohortId } })).toMatchObject({ members: 2 });
  });

  it('of other academies are nobody one knows', async () => {
    const [other, cohortId] = await Promise.all([createAcademyTree(), begin()]);
    const [stranger, unknown] = [other.learner.id, newId('person')];
    expect(await add(cohortId, stranger, unknown)).toEqual({ added: [], already: [], refused: [stranger, unknown] });
    expect(await memberIds(cohortId)).toEqual([]);
  });

  it('leave with a reason, and may come back', async () => {
    const cohortId = await begin({ personIds: [own.learner.id] });
    const gone = await end(cohortId, own.learner.id, 'Відрядження');
    expect(gone.leftAt).not.toBeNull();
    expect(await end(cohortId, own.learner.id)).toEqual(gone);
    expect(await memberIds(cohortId)).toEqual([]);
    expect(await memberIds(cohortId, { left: 'true' })).toEqual([own.learner.id]);
    await add(cohortId, own.learner.id);
    expect(await memberIds(cohortId)).toEqual([own.learner.id]);
    expect(await memberIds(cohortId, { left: 'true' })).toEqual([]);
  });

  it('see their own cohorts while they are in them', async () => {
    const cohortId = await begin({ personIds: [own.learner.id] });
    const mine = async () => (await learner!.call(cohorts.ownCohorts, { query: {} })).items.map(({ id }) => id);
    expect(await mine()).toContain(cohortId);
    expect(await learner!.call(cohorts.ownCohort, { params: { cohortId } })).toMatchObject({ id: cohortId });
    await end(cohortId, own.learner.id);
    expect(await mine()).not.toContain(cohortId);
    expect(outcome(await learner!.reply(cohorts.ownCohort, { params: { cohortId } }))).toBe('notFound');
  });
});

describe('a year of an academy', () => {
  it('shows who learns in it, put away or not, with how many people', async () => {
    const place = await createAcademyTree();
    const client = await signIn(place.instructor.login);
    const yearOf = (year: string) =>
      client.call(cohortYears.cohortYear, { params: { organisationId: place.academyId, year } });
    const [across, inside] = await Promise.all([
      createCohort(client, place.academyId, { name: 'Через рік', startsOn: '2030-11-01', endsOn: '2031-02-01' }),
      createCohort(client, place.unitId, { name: 'Весна', startsOn: '2031-03-01', endsOn: '2031-05-01' }),
      createCohort(client, place.academyId, { name: 'Раніше', startsOn: '2030-01-01', endsOn: '2030-12-31' }),
    ]);
    await client.call(cohortMembers.addMembers, {
      ...{ params: { cohortId: inside }, body: { personIds: [place.learner.id] } },
    });
    await client.call(cohorts.archiveCohort, { params: { cohortId: across }, body: { archived: true } });
    const { items, left } = await yearOf('2031');
    expect(items).toMatchObject([
      { id: across, state: 'archived', members: 0, postponed: [] },
      { id: inside, state: 'active', members: 1, organisation: { id: place.unitId } },
    ]);
    expect(left).toBe(0);
    expect((await yearOf('2032')).items).toEqual([]);
  });
});

describe('instructors', () => {
  it('are named, teach, and are taken off', async () => {
    const colleague = await createPerson(own.unitId, ['instructor'], { familyName: 'Юрченко' });
    const client = await signIn(colleague.login);
    const cohortId = await begin();
    const params = { cohortId, personId: colleague.id };
    expect(outcome(await client.reply(cohorts.cohort, { params: { cohortId } }))).toBe('notFound');
    const { items } = await teacher!.call(cohorts.instructorsToChoose, { params: { cohortId }, query: { q: 'юрч' } });
    expect(items.map(({ id }) => id)).toEqual([colleague.id]);

    for (let twice = 0; twice < 2; twice += 1) await teacher!.call(cohorts.addInstructor, { params });
    expect(await client.call(cohorts.cohort, { params: { cohortId } })).toMatchObject({ mayManage: false });
    const taught = await client.call(cohorts.taughtCohorts, { query: {} });
    expect(taught.items.map(({ id }) => id)).toEqual([cohortId]);
    const refused = await client.reply(cohorts.archiveCohort, { params: { cohortId }, body: { archived: true } });
    expect(outcome(refused)).toBe('notAllowed');

    expect((await teacher!.call(cohorts.removeInstructor, { params })).instructors).toHaveLength(1);
    expect(outcome(await client.reply(cohorts.cohort, { params: { cohortId } }))).toBe('notFound');
  });

  it('are people who teach there', async () => {
    const cohortId = await begin();
    const [other, learning] = [(await createAcademyTree()).instructor.id, own.learner.id];
    for (const personId of [other, learning]) {
      const refused = await teacher!.reply(cohorts.addInstructor, { params: { cohortId, personId } });
      expect(outcome(refused)).toBe('personUnsuitable');
    }
  });
});
