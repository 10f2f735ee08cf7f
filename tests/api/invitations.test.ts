import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { accept, chosenPassword, detail, lookAt, newcomer, outcome, sentTokens } from '../support/people.ts';
import {
  createAcademyTree,
  deadLetters,
  nationalAdmin,
  records,
  sentMail,
  settled,
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

const invite = (personId: string, client = admin) => client.reply(people.invitePerson, { params: { personId } });
async function invited(body = newcomer(tree.academyId)) {
  await admin.call(people.createPerson, { body: { ...body, invite: true } });
  const [token = ''] = await sentTokens(body.login);
  return { ...body, token };
}

describe('an invitation', () => {
  it('leads from the administrator by mail to a password and in', async () => {
    const body = newcomer(tree.unitId);
    await admin.call(people.createPerson, { body });
    expect(await detail(admin, body.id)).toMatchObject({ state: 'new', invitedAt: null });
    expect((await invite(body.id)).status).toBe(200);
    const [token = ''] = await sentTokens(body.login);
    expect(await detail(admin, body.id)).toMatchObject({ state: 'invited', activeAt: null });
    const { body: seen } = await lookAt(token);
    expect(seen).toMatchObject({ givenName: body.givenName, login: body.login });
    expect(seen.organisationName.uk).toBeTruthy();
    expect((await accept(token)).status).toBe(200);
    const client = await signIn(body.login, chosenPassword);
    expect((await client.call(identity.me, {})).id).toBe(body.id);
    expect(await detail(admin, body.id)).toMatchObject({ state: 'active' });
    const types = (await records(body.id)).filter(({ kind }) => kind === 'fact').map(({ type }) => type);
    expect(types).toEqual([
      'identity.personCreated',
      'identity.invited',
      'identity.invitationAccepted',
      'identity.activated',
    ]);
  });

  it('comes once when it is asked for twice', async () => {
    const body = { ...newcomer(tree.academyId), invite: true };
    await admin.call(people.createPerson, { body });
    await admin.call(people.createPerson, { body });
    expect(new Set(await sentTokens(body.login)).size).toBe(1);
    await Promise.all([invite(body.id), invite(body.id)]);
    expect(new Set(await sentTokens(body.login)).size).toBe(2);
  });

  it('is written in the person’s language and leads to our own page only', async () => {
    const body = { ...newcomer(tree.academyId), locale: 'kk' as const, invite: true };
    await admin.call(people.createPerson, { body });
    await settled();
    const letter = (await sentMail()).find(({ to }) => [to].flat().includes(body.login));
    expect(letter?.subject).toContain('шақыру');
    const links = letter?.text.match(/https?:\/\/\S+/g) ?? [];
    expect(links.map((link) => new URL(link).origin)).toEqual([inject('origin')]);
  });

  it('works once', async () => {
    const { token } = await invited();
    expect(outcome(await accept(token))).toBe(200);
    expect(outcome(await accept(token, `${chosenPassword}2`))).toBe('invitationInvalid');
    expect(outcome(await lookAt(token))).toBe('invitationInvalid');
  });

  it('stays when the password is too weak', async () => {
    const { token } = await invited();
    expect(outcome(await accept(token, 'simple'))).toBe('passwordWeak');
    expect(outcome(await accept(token))).toBe(200);
  });

  it('sent anew makes the one before void', async () => {
    const { id, login, token } = await invited();
    await invite(id);
    const [, second = ''] = await sentTokens(login);
    expect(second).not.toBe(token);
    expect([outcome(await lookAt(token)), outcome(await accept(token))]).toEqual([
      'invitationInvalid',
      'invitationInvalid',
    ]);
    expect(outcome(await accept(second))).toBe(200);
  });

  it('sent to a wrong address lets nobody in once the address is mended', async () => {
    const { id, login, token } = await invited();
    const right = `right.${login}`;
    await admin.call(people.changePerson, { params: { personId: id }, body: { login: right, revision: 0 } });
    expect(outcome(await accept(token))).toBe('invitationInvalid');
    await settled();
    await invite(id);
    const [fresh = ''] = await sentTokens(right);
    await accept(fresh);
    expect((await (await signIn(right, chosenPassword)).call(identity.me, {})).id).toBe(id);
    await expect(signIn(login, chosenPassword)).rejects.toThrow('stopped');
  });

  it('is of no use to who was deactivated meanwhile', async () => {
    const { id, token } = await invited();
    await admin.call(people.setDisabled, { params: { personId: id }, body: { disabled: true, revision: 0 } });
    expect(outcome(await accept(token))).toBe('invitationInvalid');
    expect(outcome(await invite(id))).toBe('personDisabled');
  });

  it('is not sent to who has signed in already', async () => {
    await signIn(tree.learner.login);
    expect(outcome(await invite(tree.learner.id))).toBe('alreadyActive');
  });

  it('made up is none', async () => {
    expect(outcome(await lookAt('A'.repeat(43)))).toBe('invitationInvalid');
    expect(outcome(await accept('A'.repeat(43)))).toBe('invitationInvalid');
  });

  it('went to the first administrator too', async () => {
    const tokens = await sentTokens(inject('national').login);
    expect(new Set(tokens).size).toBe(1);
    expect(await (await nationalAdmin()).call(identity.me, {})).toMatchObject({
      actions: expect.arrayContaining(['operate']),
    });
    expect(await deadLetters()).toEqual([]);
  });
});
