import { beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { accept, chosenPassword, detail, lookAt, outcome, sentTokens } from '../support/people.ts';
import {
  createAcademyTree,
  createAccount,
  createPerson,
  records,
  settled,
  signIn,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

/** Somebody who has signed in, with the session they left open. */
async function active(): Promise<Person & { session: TestClient }> {
  const person = await createPerson(tree.academyId, ['learner']);
  return { ...person, session: await signIn(person.login) };
}
const rebind = async (personId: string, login: string, revision?: number) =>
  admin.reply(people.rebindAccount, {
    params: { personId },
    body: { login, revision: revision ?? (await detail(admin, personId)).revision },
  });
const newToken = async (login: string) => (await sentTokens(login)).at(-1)!;

describe('somebody whose address has changed', () => {
  it('is out at once, and comes in again by an invitation to the new one only', async () => {
    const person = await active();
    const login = `new.${person.login}`;
    const answer = await rebind(person.id, login);
    expect(answer.body).toMatchObject({ login, activeAt: null, memberships: [{ roles: ['learner'] }] });
    expect(outcome(await person.session.reply(identity.me, {}))).toBe('signInNeeded');
    await accept(await newToken(login));
    await expect(signIn(person.login)).rejects.toThrow();
    const again = await signIn(login, chosenPassword);
    expect((await again.call(identity.me, {})).id).toBe(person.id);
    expect(await detail(admin, person.id)).toMatchObject({ state: 'active', login });
    // the address is free for whom it belongs to
    const params = { personId: (await createPerson(tree.academyId, ['learner'])).id };
    const taken = await admin.reply(people.changePerson, { params, body: { login: person.login, revision: 0 } });
    expect(outcome(taken)).toBe(200);
  });

  it('stands on record with both addresses, and by whom', async () => {
    const person = await active();
    const login = `new.${person.login}`;
    await rebind(person.id, login);
    const { items } = await admin.call(people.personChanges, { params: { personId: person.id }, query: {} });
    expect(items[0]).toMatchObject({
      type: 'identity.accountRebound',
      actor: { id: tree.admin.id },
      before: { login: person.login },
      after: { login },
    });
    expect(JSON.stringify(await records(person.id))).not.toContain('@');
  });
});

describe('somebody whose account at the user pool is another one by now', () => {
  it('gets a new one under the same address; who holds the old one stays out', async () => {
    const person = await active();
    expect((await rebind(person.id, person.login)).status).toBe(200);
    // with the old password, before and after the letter
    await expect(signIn(person.login)).rejects.toThrow();
    const token = await newToken(person.login);
    await expect(signIn(person.login)).rejects.toThrow();
    expect((await lookAt(token)).body).toMatchObject({ login: person.login });
    await accept(token);
    const again = await signIn(person.login, chosenPassword);
    expect((await again.call(identity.me, {})).id).toBe(person.id);
  });

  it('is not taken by an account that somebody has made under the new address', async () => {
    const person = await active();
    const login = `claimed.${person.login}`;
    await createAccount(login);
    await rebind(person.id, login);
    await settled();
    await expect(signIn(login)).rejects.toThrow();
    await accept(await newToken(login));
    await signIn(login, chosenPassword);
  });
});

describe('binding somebody to another account', () => {
  it('is made once, asked twice, at the same moment or later', async () => {
    const person = await active();
    const { revision } = await detail(admin, person.id);
    const login = `twice.${person.login}`;
    const both = await Promise.all([rebind(person.id, login, revision), rebind(person.id, login, revision)]);
    expect([...both, await rebind(person.id, login, revision)].map(outcome)).toEqual([200, 200, 200]);
    expect((await records(person.id)).filter(({ type }) => type === 'identity.accountRebound')).toHaveLength(1);
    expect(await sentTokens(login)).toHaveLength(1);
  });

  it('takes no address of somebody else, nobody who is kept out, no outdated card, and never oneself', async () => {
    const [person, other] = [await active(), await createPerson(tree.academyId, ['learner'])];
    expect(outcome(await rebind(person.id, other.login))).toBe('loginTaken');
    const { revision } = await detail(admin, person.id);
    expect(outcome(await rebind(person.id, `x.${person.login}`, revision + 1))).toBe('conflict');
    const out = await createPerson(tree.academyId, ['learner']);
    await admin.call(people.setDisabled, { params: { personId: out.id }, body: { disabled: true, revision: 0 } });
    expect(outcome(await rebind(out.id, `x.${out.login}`))).toBe('personDisabled');
    expect(outcome(await rebind(tree.admin.id, tree.admin.login))).toBe('notAllowed');
  });
});
