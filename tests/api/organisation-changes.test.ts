/** Organisations move and close, and show who holds which role there. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, newImport, smallBundle } from '../support/bundle.ts';
import { outcome } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  createOrganisation,
  createPerson,
  items,
  nationalAdmin,
  newId,
  now,
  records,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

const at = (organisationId: string) => ({ params: { organisationId } });
const detail = async (id: string) => (await nationalAdmin()).call(organisations.organisation, at(id));

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

describe('moving a unit', () => {
  it('is on record with both places, and their names for who reads it', async () => {
    const [from, to] = [await createAcademyTree(), await createAcademyTree()];
    const auditor = await createPerson(to.academyId, ['auditor']);
    await move(await nationalAdmin(), from.unitId, to.academyId);
    await settled();
    const day = academyDay(await now());
    const client = await signIn(auditor.login);
    const params = { organisationId: to.academyId, day };
    const { items: facts } = await client.call(audit.dayRecords, { params, query: { only: 'changes' } });
    const moved = facts.find(({ type }) => type === 'identity.organisationMoved')!;
    expect(moved.change).toMatchObject({ before: { parentId: from.academyId }, after: { parentId: to.academyId } });
    const names = await Promise.all(
      [from, to].map(async ({ academyId }) => [academyId, (await detail(academyId)).name]),
    );
    expect(moved.names).toMatchObject(Object.fromEntries(names));
  });

  const listed = async (client: TestClient, organisationId: string) => {
    const { status, body } = await client.reply(people.listPeople, { query: { organisationId } });
    return status === 200 ? body.items.map(({ id }) => id) : body.error.code;
  };
  const move = async (client: TestClient, id: string, parentId: string, jobId = newId('job'), revision?: number) => {
    const body = { jobId, parentId, revision: revision ?? (await detail(id)).revision };
    return client.reply(organisations.moveOrganisation, { ...at(id), body });
  };

  it('takes its people along: who may see them changes at once, the lists follow', async () => {
    const [from, to] = [await createAcademyTree(), await createAcademyTree()];
    const both = await createPerson(from.unitId, ['learner']);
    const national = await nationalAdmin();
    const placed = { params: { personId: both.id, organisationId: from.academyId } };
    await national.call(people.setRoles, { ...placed, body: { roles: ['reviewer'], revision: 0 } });
    const [old, present] = [await signIn(from.admin.login), await signIn(to.admin.login)];
    const job = await move(national, from.unitId, to.academyId);
    expect(job.body).toMatchObject({ kind: 'organisationMove' });
    expect(await listed(old, from.unitId)).toBe('notAllowed');
    expect(await listed(present, from.unitId)).toContain(from.unitLearner.id);
    await settled();
    expect(await listed(present, to.academyId)).toEqual(expect.arrayContaining([from.unitLearner.id, both.id]));
    const left = await listed(old, from.academyId);
    // who holds a role in the academy itself stays in its list
    expect(left).toContain(both.id);
    expect(left).not.toContain(from.unitLearner.id);
    expect((await detail(from.unitId)).ancestors.at(-1)!.id).toBe(to.academyId);
    expect((await items(`$jobs#${job.body.id}`))[0]).toMatchObject({ state: 'succeeded', done: 2, total: 2 });
    expect((await records(from.unitId)).at(-1)).toMatchObject({
      type: 'identity.organisationMoved',
      data: { from: from.academyId, to: to.academyId },
    });
    const below = async (parentId: string) =>
      (await national.call(organisations.listOrganisations, { query: { parentId } })).items.map(({ id }) => id);
    expect([await below(from.academyId), await below(to.academyId)]).toEqual([
      [],
      expect.arrayContaining([from.unitId, to.unitId]),
    ]);
  }, 60_000);

  it('takes more people than one page along, each once', async () => {
    const [from, to] = [await createOrganisation('region'), await createOrganisation('region')];
    const unitId = await createOrganisation('unit', from);
    for (let start = 0; start < 52; start += 4)
      await Promise.all(Array.from({ length: 4 }, () => createPerson(unitId, ['learner'])));
    const { body } = await move(await nationalAdmin(), unitId, to);
    await settled();
    expect((await items(`$jobs#${body.id}`))[0]).toMatchObject({ state: 'succeeded', done: 52, total: 52 });
    expect(await items(`$identity#people_${to}`)).toHaveLength(52);
    expect(await items(`$identity#people_${from}`)).toHaveLength(0);
  }, 120_000);

  it('puts its courses onto the shelf of its new academy', async () => {
    const [from, to] = [await createAcademyTree(), await createAcademyTree()];
    const author = await signIn((await createPerson(from.unitId, ['instructor'])).login);
    const courseId = await importCourse(author, smallBundle(), from.unitId);
    const sees = async (login: string) =>
      (await (await signIn(login)).reply(courses.course, { params: { courseId } })).status;
    expect([await sees(from.learner.login), await sees(to.learner.login)]).toEqual([200, 404]);
    await move(await nationalAdmin(), from.unitId, to.academyId);
    await settled();
    expect([await sees(from.learner.login), await sees(to.learner.login)]).toEqual([404, 200]);
    const shelf = await (await signIn(to.learner.login)).call(courses.catalogue, { query: {} });
    expect(shelf.items.map(({ id }) => id)).toContain(courseId);
  }, 60_000);

  it('shows its learners to the instructors of its new academy, and no longer to those of the old one', async () => {
    const [from, to] = [await createAcademyTree(), await createAcademyTree()];
    const courseId = await importCourse(
      await signIn(from.instructor.login),
      smallBundle('Для всіх', 'all'),
      from.academyId,
    );
    await (await signIn(from.unitLearner.login)).call(courses.enrol, { params: { courseId } });
    const learners = async ({ instructor, academyId }: AcademyTree) => {
      const asked = { params: { courseId }, query: { organisationId: academyId } };
      return (await (await signIn(instructor.login)).call(progress.learners, asked)).items.map(
        ({ personId }) => personId,
      );
    };
    expect([await learners(from), await learners(to)]).toEqual([[from.unitLearner.id], []]);
    await move(await nationalAdmin(), from.unitId, to.academyId);
    await settled();
    expect([await learners(from), await learners(to)]).toEqual([[], [from.unitLearner.id]]);
  }, 60_000);

  it('happens once when it is asked for twice', async () => {
    const [unitId, to] = [await createOrganisation('unit', tree.academyId), await createOrganisation('region')];
    const jobId = newId('job');
    const answers = [
      await move(await nationalAdmin(), unitId, to, jobId, 0),
      await move(await nationalAdmin(), unitId, to, jobId, 0),
    ];
    expect(answers.map(outcome)).toEqual([200, 200]);
    expect((await records(unitId)).filter(({ type }) => type === 'identity.organisationMoved')).toHaveLength(1);
    expect(outcome(await move(await nationalAdmin(), unitId, tree.academyId, jobId))).toBe('idTaken');
    expect(outcome(await move(await nationalAdmin(), unitId, tree.academyId, newId('job'), 0))).toBe('conflict');
  });

  it('is for who may act in both places, and for units', async () => {
    const to = await createOrganisation('region');
    expect(outcome(await move(admin, tree.unitId, to))).toBe('notAllowed');
    const other = await signIn((await createPerson(to, ['academyAdmin'])).login);
    expect(outcome(await move(other, tree.unitId, to))).toBe('notAllowed');
    expect(outcome(await move(await nationalAdmin(), tree.academyId, to))).toBe('invalid');
    expect(outcome(await move(await nationalAdmin(), tree.unitId, newId('organisation')))).toBe('notFound');
  });
});

describe('closing', () => {
  const close = async (client: TestClient, id: string, closed = true) => {
    const body = { closed, revision: (await detail(id)).revision };
    return client.reply(organisations.closeOrganisation, { ...at(id), body });
  };

  it('needs an organisation without people and open ones below', async () => {
    const national = await nationalAdmin();
    expect((await close(national, tree.academyId)).body.error).toMatchObject({ code: 'organisationNotEmpty' });
    expect((await close(admin, tree.unitId)).body.error).toMatchObject({
      code: 'organisationNotEmpty',
      details: { reason: 'people' },
    });
    const academyId = await createOrganisation('academy');
    const unitId = await createOrganisation('unit', academyId);
    expect((await close(national, academyId)).body.error.details).toEqual({ reason: 'organisations' });
    expect([outcome(await close(national, unitId)), outcome(await close(national, academyId))]).toEqual([200, 200]);
    expect(outcome(await close(national, unitId, false))).toBe('organisationClosed');
  });

  it('hides it from the list unless it is asked for, and takes nothing new', async () => {
    const national = await nationalAdmin();
    const academyId = await createOrganisation('academy');
    const unitId = await createOrganisation('unit', academyId);
    const closed = (await close(national, unitId)).body;
    expect(closed.closedAt).not.toBeNull();
    const list = async (query: { closed?: 'true' }) =>
      (await national.call(organisations.listOrganisations, { query: { parentId: academyId, ...query } })).items;
    expect(await list({})).toEqual([]);
    expect(await list({ closed: 'true' })).toMatchObject([{ id: unitId, closedAt: closed.closedAt }]);
    await close(national, academyId);
    const body = { id: newId('organisation'), parentId: academyId, kind: 'unit' as const, name: { uk: 'Новий' } };
    const created = await national.reply(organisations.createOrganisation, {
      body: { ...body, timeZone: 'Europe/Kyiv' },
    });
    const imported = await national.reply(courses.startImport, {
      body: { ...newImport(academyId), bundle: smallBundle().bundle },
    });
    const renamed = await national.reply(organisations.changeOrganisation, {
      ...at(unitId),
      body: { name: { uk: 'Інша' }, revision: closed.revision },
    });
    expect([created, imported, renamed].map(outcome)).toEqual(Array(3).fill('organisationClosed'));
    await expect(createPerson(unitId, ['learner'])).rejects.toThrow('organisationClosed');
  });

  it('can be taken back, and both are on record', async () => {
    const unitId = await createOrganisation('unit', tree.academyId);
    expect((await close(admin, unitId)).body).toMatchObject({ revision: 1 });
    expect((await close(admin, unitId)).body).toMatchObject({ revision: 1 });
    expect((await close(admin, unitId, false)).body).toMatchObject({ closedAt: null, revision: 2 });
    await createPerson(unitId, ['learner']);
    expect((await records(unitId)).map(({ type }) => type).slice(1, 3)).toEqual([
      'identity.organisationClosed',
      'identity.organisationOpened',
    ]);
  });

  it('is for those who act above it', async () => {
    const academyId = await createOrganisation('academy');
    const own = await signIn((await createPerson(academyId, ['academyAdmin'])).login);
    expect(outcome(await close(own, academyId))).toBe('notAllowed');
    expect(outcome(await close(await nationalAdmin(), inject('national').organisationId))).toBe('notAllowed');
    expect(outcome(await close(admin, await createOrganisation('unit', academyId)))).toBe('notAllowed');
  });
});

describe('who has which role', () => {
  const roles = (client: TestClient, id: string) =>
    client.reply(organisations.organisationRoles, { ...at(id), query: {} });

  it('shows the organisation itself and those above, since when and by whom; learners not', async () => {
    const { body } = await roles(admin, tree.unitId);
    const rows = new Map(body.items.map((row) => [row.personId, row]));
    expect(rows.get(tree.instructor.id)).toMatchObject({
      organisation: { id: tree.academyId },
      roles: ['instructor'],
      since: expect.stringMatching(/^20/),
      givenBy: { givenName: expect.any(String) },
    });
    expect(rows.has(tree.unitLearner.id)).toBe(false);
    const places = body.items.map(({ organisation }) => organisation.id);
    expect(places.indexOf(tree.academyId)).toBeLessThan(places.indexOf(inject('national').organisationId));
  });

  it('is shown to those who may see people there', async () => {
    expect(outcome(await roles(await signIn(tree.instructor.login), tree.unitId))).toBe('notAllowed');
    const elsewhere = await signIn((await createPerson(await createOrganisation('academy'), ['academyAdmin'])).login);
    expect(outcome(await roles(elsewhere, tree.unitId))).toBe('notAllowed');
    expect(outcome(await roles(await nationalAdmin(), newId('organisation')))).toBe('notFound');
  });

  it('comes in pages over all places, each once', async () => {
    const academyId = await createOrganisation('academy');
    const unitId = await createOrganisation('unit', academyId);
    for (const place of [unitId, academyId])
      await Promise.all(Array.from({ length: 26 }, () => createPerson(place, ['instructor'])));
    const national = await nationalAdmin();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor ? { cursor } : {};
      const page = await national.call(organisations.organisationRoles, { ...at(unitId), query });
      expect(page.items.length).toBeLessThanOrEqual(50);
      seen.push(
        ...page.items
          .filter(({ organisation }) => [unitId, academyId].includes(organisation.id))
          .map((row) => row.personId),
      );
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([52, 52]);
  }, 60_000);
});
