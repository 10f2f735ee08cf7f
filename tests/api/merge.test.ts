import { beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { detail, newcomer, outcome, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
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

const preview = (personId: string, duplicateId: string) =>
  admin.reply(people.previewMerge, { params: { personId }, query: { duplicateId } });
async function merge(personId: string, duplicateId: string) {
  const { body } = await preview(personId, duplicateId);
  const revisions = { revision: body.keptRevision, duplicateRevision: body.duplicateRevision };
  return admin.reply(people.mergePeople, { params: { personId }, body: { duplicateId, ...revisions } });
}

describe('merging a duplicate', () => {
  it('shows first what it would do, then unites the roles and shuts the duplicate out', async () => {
    const kept = await createPerson(tree.academyId, ['learner']);
    const duplicate = await createPerson(tree.unitId, ['instructor']);
    await setRoles(admin, duplicate.id, tree.academyId, ['reviewer']);
    const client = await signIn(duplicate.login);
    const { body: shown } = await preview(kept.id, duplicate.id);
    const roles = (memberships: typeof shown.memberships) =>
      Object.fromEntries(memberships.map((each) => [each.organisation.id, each.roles]));
    const united = { [tree.academyId]: ['learner', 'reviewer'], [tree.unitId]: ['instructor'] };
    expect(roles(shown.memberships)).toEqual(united);
    expect(await detail(admin, duplicate.id)).toMatchObject({ state: 'active' });

    const { body: after } = await merge(kept.id, duplicate.id);
    expect(roles(after.memberships)).toEqual(united);
    expect(after.mergedFrom).toEqual([duplicate.id]);
    expect(outcome(await client.reply(identity.me, {}))).toBe('signInNeeded');
    expect(await detail(admin, duplicate.id)).toMatchObject({
      state: 'merged',
      mergedInto: kept.id,
      memberships: [],
      mayManage: false,
    });
    const { items } = await admin.call(people.listPeople, { query: { organisationId: tree.academyId } });
    expect(items.map(({ id }) => id)).not.toContain(duplicate.id);
    const facts = (await records(kept.id)).filter(({ type }) => type === 'identity.peopleMerged');
    expect(facts).toMatchObject([{ objectId: duplicate.id, actorId: tree.admin.id }]);
  });

  it('happens once when it is asked for twice', async () => {
    const [kept, duplicate] = [newcomer(tree.unitId), newcomer(tree.unitId)];
    for (const body of [kept, duplicate]) await admin.call(people.createPerson, { body });
    const body = { duplicateId: duplicate.id, revision: 0, duplicateRevision: 0 };
    const request = { params: { personId: kept.id }, body };
    const both = await Promise.all([1, 2].map(() => admin.reply(people.mergePeople, request)));
    expect([...both.map(outcome), outcome(await admin.reply(people.mergePeople, request))]).toEqual([200, 200, 200]);
    expect((await records(kept.id)).filter(({ type }) => type === 'identity.peopleMerged')).toHaveLength(1);
  });

  it('is refused for oneself as the duplicate, for the same person and for who was merged before', async () => {
    const [one, two] = [await createPerson(tree.unitId, ['learner']), await createPerson(tree.unitId, ['learner'])];
    expect(outcome(await preview(one.id, tree.admin.id))).toBe('mergeImpossible');
    expect(outcome(await preview(one.id, one.id))).toBe('mergeImpossible');
    await merge(one.id, two.id);
    expect(outcome(await preview(tree.learner.id, two.id))).toBe('mergeImpossible');
    const { revision } = await detail(admin, two.id);
    expect(
      outcome(
        await admin.reply(people.setRoles, {
          params: { personId: two.id, organisationId: tree.unitId },
          body: { roles: ['learner'], revision },
        }),
      ),
    ).toBe('notAllowed');
  });

  it('is refused on what somebody has changed meanwhile', async () => {
    const [one, two] = [await createPerson(tree.unitId, ['learner']), await createPerson(tree.unitId, ['learner'])];
    await setRoles(admin, two.id, tree.unitId, ['instructor']);
    const body = { duplicateId: two.id, revision: 0, duplicateRevision: 0 };
    expect(outcome(await admin.reply(people.mergePeople, { params: { personId: one.id }, body }))).toBe('conflict');
  });
});
