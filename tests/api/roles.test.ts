import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import { detail, newcomer, outcome, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

const rolesOf = async (client: TestClient) =>
  (await client.call(identity.me, {})).memberships.map(({ roles }) => roles);
const set = (personId: string, roles: Role[], revision: number, client = admin, organisationId = tree.academyId) =>
  client.reply(people.setRoles, { params: { personId, organisationId }, body: { roles, revision } });

describe('roles', () => {
  it('count from the next request on, and no longer once they are taken', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    await setRoles(admin, person.id, tree.academyId, ['learner', 'academyAdmin']);
    expect((await client.reply(people.listPeople, { query: { organisationId: tree.academyId } })).status).toBe(200);
    await setRoles(admin, person.id, tree.academyId, ['learner']);
    const answer = await client.reply(people.listPeople, { query: { organisationId: tree.academyId } });
    expect(outcome(answer)).toBe('notAllowed');
    expect(await rolesOf(client)).toEqual([['learner']]);
  });

  it('keep each period, with who gave and who ended it', async () => {
    const { id } = await createPerson(tree.academyId, ['learner']);
    await setRoles(admin, id, tree.academyId, ['instructor', 'learner']);
    await setRoles(admin, id, tree.academyId, []);
    const person = await detail(admin, id);
    expect([person.current, person.memberships]).toEqual([[], []]);
    expect(person.former).toMatchObject([
      { roles: ['learner', 'instructor'], givenBy: { id: tree.admin.id }, endedBy: { id: tree.admin.id } },
      { roles: ['learner'], endedBy: { id: tree.admin.id } },
    ]);
    expect(person.former[0]?.since).toBe(person.former[1]?.until);
    const facts = (await records(id)).filter(({ type }) => type === 'identity.rolesChanged');
    expect(facts).toMatchObject([
      { objectId: tree.academyId, data: { before: 'learner', after: 'learner,instructor' } },
      { objectId: tree.academyId, data: { before: 'learner,instructor', after: '' } },
    ]);
  });

  it('change once when the same request comes twice, and not on an old revision', async () => {
    const { id } = await createPerson(tree.academyId, ['learner']);
    const both = await Promise.all([set(id, ['instructor'], 0), set(id, ['instructor'], 0)]);
    expect(both.map(outcome)).toEqual([200, 200]);
    expect(both[0]!.body).toEqual(both[1]!.body);
    expect((await records(id)).filter(({ type }) => type === 'identity.rolesChanged')).toHaveLength(1);
    expect(outcome(await set(id, ['reviewer'], 0))).toBe('conflict');
  });

  it('are neither given nor taken beyond the giver’s own', async () => {
    const national = await nationalAdmin();
    const { id } = await createPerson(tree.academyId, ['auditor']);
    expect(outcome(await set(id, ['learner'], 0))).toBe('notAllowed');
    expect(outcome(await set(id, ['auditor', 'learner'], 0))).toBe('notAllowed');
    expect(outcome(await set(id, ['learner'], 0, admin, inject('national').organisationId))).toBe('notAllowed');
    expect(outcome(await set(id, ['learner'], 0, national))).toBe(200);
  });

  it('are not given in a closed organisation', async () => {
    const national = await nationalAdmin();
    const unitId = await createOrganisation('unit', tree.academyId);
    await national.call(organisations.closeOrganisation, {
      params: { organisationId: unitId },
      body: { closed: true, revision: 0 },
    });
    const { id } = await createPerson(tree.academyId, ['learner']);
    expect(outcome(await set(id, ['learner'], 0, admin, unitId))).toBe('organisationClosed');
    expect(outcome(await admin.reply(people.createPerson, { body: newcomer(unitId) }))).toBe('organisationClosed');
  });

  it('are held in as many places as can be changed together', async () => {
    const national = await nationalAdmin();
    const { id } = await createPerson(tree.academyId, ['learner']);
    const answers: unknown[] = [];
    for (let place = 0; place < 10 && answers.at(-1) !== 'tooManyMemberships'; place += 1)
      answers.push(outcome(await setRoles(national, id, await createOrganisation('academy'), ['instructor'])));
    expect(answers.length).toBeGreaterThan(4);
    expect(answers.at(-1)).toBe('tooManyMemberships');
    const { revision } = await detail(national, id);
    const body = { familyName: 'Багаторольна', login: `many.${id.toLowerCase()}@kurs.test`, revision };
    expect(outcome(await national.reply(people.changePerson, { params: { personId: id }, body }))).toBe(200);
  });
});

describe('the last administrator', () => {
  it('cannot remove themselves, nor can one of two', async () => {
    const national = await nationalAdmin();
    const { id } = await national.call(identity.me, {});
    const root = inject('national').organisationId;
    const alone = await createAcademyTree();
    const chief = await signIn(alone.admin.login);
    expect(outcome(await set(alone.admin.id, ['learner'], 0, chief, alone.academyId))).toBe('lastAdministrator');
    await createPerson(alone.academyId, ['academyAdmin']);
    await expect
      .poll(async () => outcome(await set(alone.admin.id, ['learner'], 0, chief, alone.academyId)))
      .toBe('notAllowed');
    const { revision } = await detail(national, id);
    expect(['lastAdministrator', 'notAllowed']).toContain(outcome(await set(id, [], revision, national, root)));
    const move = { from: alone.academyId, to: alone.unitId, revision: 0 };
    expect(outcome(await chief.reply(people.movePerson, { params: { personId: alone.admin.id }, body: move }))).toBe(
      'notAllowed',
    );
  });

  it('of an academy may be replaced by the national body', async () => {
    const { academyId, admin: chief } = await createAcademyTree();
    expect(outcome(await set(chief.id, [], 0, await nationalAdmin(), academyId))).toBe(200);
  });

  it('is left when two remove each other at the same moment', async () => {
    const academyId = await createOrganisation('academy');
    const [one, two] = await Promise.all([1, 2].map(() => createPerson(academyId, ['academyAdmin'])));
    const [first, second] = await Promise.all([signIn(one!.login), signIn(two!.login)]);
    await Promise.all([
      set(two!.id, ['learner'], 0, first, academyId),
      set(one!.id, ['learner'], 0, second, academyId),
    ]);
    const left = await Promise.all([one!, two!].map(({ id }) => nationalAdmin().then((client) => detail(client, id))));
    expect(left.filter(({ memberships }) => memberships[0]?.roles.includes('academyAdmin')).length).toBeGreaterThan(0);
  });
});

describe('moving', () => {
  const move = async (personId: string, from: string, to: string, client: TestClient) => {
    const { revision } = await detail(client, personId);
    return client.reply(people.movePerson, { params: { personId }, body: { from, to, revision } });
  };

  it('takes the roles along, keeps the history and leaves the old academy’s list', async () => {
    const national = await nationalAdmin();
    const other = await createAcademyTree();
    const { id } = await createPerson(tree.unitId, ['learner', 'caseAuthor']);
    expect(outcome(await move(id, tree.unitId, other.unitId, national))).toBe(200);
    expect(outcome(await admin.reply(people.person, { params: { personId: id } }))).toBe('notFound');
    const { items } = await admin.call(people.listPeople, { query: { organisationId: tree.academyId } });
    expect(items.map((each) => each.id)).not.toContain(id);
    const seen = await detail(await signIn(other.admin.login), id);
    expect(seen.current).toMatchObject([{ organisation: { id: other.unitId }, roles: ['learner', 'caseAuthor'] }]);
    expect(seen.former).toEqual([]);
    expect((await detail(national, id)).former).toMatchObject([{ organisation: { id: tree.unitId } }]);
    const facts = (await records(id)).map(({ type, objectId }) => [type, objectId]);
    expect(facts).toContainEqual(['identity.personMoved', other.unitId]);
    expect(facts).toContainEqual(['identity.rolesChanged', tree.unitId]);
  });

  it('happens once when it is asked for twice', async () => {
    const { id } = await createPerson(tree.unitId, ['learner']);
    const request = { params: { personId: id }, body: { from: tree.unitId, to: tree.academyId, revision: 0 } };
    const both = await Promise.all([1, 2].map(() => admin.reply(people.movePerson, request)));
    expect(both.map(outcome)).toEqual([200, 200]);
    expect((await records(id)).filter(({ type }) => type === 'identity.personMoved')).toHaveLength(1);
  });

  it('goes only where the asker may give the roles', async () => {
    const other = await createOrganisation('academy');
    const { id } = await createPerson(tree.unitId, ['learner']);
    expect(outcome(await move(id, tree.unitId, other, admin))).toBe('notAllowed');
  });
});

describe('“see as”', () => {
  const seeAs = (client: TestClient, organisationId: string, role: Role) =>
    client.reply(identity.startSeeAs, { body: { organisationId, role } });

  it('shows what the role sees, changes nothing, and is on record', async () => {
    const person = await createPerson(tree.academyId, ['academyAdmin']);
    const client = await signIn(person.login);
    const { body: me } = await seeAs(client, tree.unitId, 'learner');
    expect(me).toMatchObject({ seeAs: { organisation: { id: tree.unitId }, role: 'learner' }, actions: [] });
    expect((await client.call(identity.me, {})).memberships.map(({ roles }) => roles)).toEqual([['learner']]);
    const { revision } = me;
    expect(outcome(await client.reply(identity.changeMe, { body: { locale: 'en', revision } }))).toBe('readOnlyView');
    expect(outcome(await client.reply(people.listPeople, { query: { organisationId: tree.academyId } }))).toBe(
      'notAllowed',
    );
    const back = await client.call(identity.endSeeAs, {});
    expect([back.seeAs, back.memberships[0]?.roles]).toEqual([null, ['academyAdmin']]);
    expect(await client.call(identity.endSeeAs, {})).toEqual(back);
    const facts = (await records(person.id)).filter(({ type }) => type.startsWith('identity.seeAs'));
    expect(facts).toMatchObject([
      { type: 'identity.seeAsStarted', objectId: tree.unitId, data: { role: 'learner' } },
      { type: 'identity.seeAsEnded', objectId: tree.unitId },
    ]);
  });

  it('ends with the role by which it began', async () => {
    const person = await createPerson(tree.academyId, ['academyAdmin', 'learner']);
    const client = await signIn(person.login);
    await seeAs(client, tree.academyId, 'instructor');
    await setRoles(admin, person.id, tree.academyId, ['learner']);
    const me = await client.call(identity.me, {});
    expect([me.seeAs, me.memberships.map(({ roles }) => roles), me.actions]).toEqual([null, [['learner']], []]);
  });

  it('reaches no higher and no further than one’s own roles', async () => {
    expect(outcome(await seeAs(admin, tree.academyId, 'nationalAdmin'))).toBe('notAllowed');
    expect(outcome(await seeAs(admin, tree.academyId, 'auditor'))).toBe('notAllowed');
    expect(outcome(await seeAs(admin, await createOrganisation('academy'), 'learner'))).toBe('notAllowed');
    expect(outcome(await seeAs(await signIn(tree.instructor.login), tree.academyId, 'learner'))).toBe('notAllowed');
  });
});
