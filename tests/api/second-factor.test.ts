import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { requestOf } from '#contracts/request.ts';
import { fromBase32, stepOf, totp } from '../../infra/local/totp.ts';
import {
  createAcademyTree,
  createPerson,
  now,
  records,
  settled,
  signIn,
  TestClient,
  type AcademyTree,
  type Person,
} from '../support/stack.ts';
import { asksForCode, callbackOf, formOf, reachForm, sendCode, sendForm, type Landed } from './browsing.ts';
import { replyIn } from './direct.ts';

const factorCookie = '__Host-kurs-factor';
let tree: AcademyTree;
beforeAll(async () => void (tree = await createAcademyTree()));

const newPerson = () => createPerson(tree.academyId, ['learner']);
const stateOf = (client: TestClient) => client.call(identity.secondFactorState, {});
const isIn = async (client: TestClient) => (await client.reply(identity.me, {})).status === 200;
/** What the app on the phone shows; each is good once, so a test takes one after the other. */
const codeAt = async (secret: string, ahead: number) => totp(fromBase32(secret), stepOf(await now()) + ahead);
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Signs in anew for the second factor, up to the end or the question for the code. */
async function signInAnew(client: TestClient, { login }: Person): Promise<Landed> {
  return sendForm(client, await reachForm(client, { purpose: 'secondFactor', returnTo: '/profile' }), login);
}

/** A person with a second factor, still signed in; the code of now is used up. */
async function equipped() {
  const person = await newPerson();
  const client = new TestClient();
  await signInAnew(client, person);
  const { secret } = await client.call(identity.startSecondFactor, {});
  await client.call(identity.confirmSecondFactor, { body: { code: await codeAt(secret, 0) } });
  return { person, client, secret };
}

/** The password is right; what the provider shows then. */
const afterPassword = async (client: TestClient, { login }: Person) => sendForm(client, await reachForm(client), login);

describe('setting up a second factor', () => {
  it('needs a fresh sign-in, even of who is signed in', async () => {
    const person = await newPerson();
    const client = await signIn(person.login);
    expect(await stateOf(client)).toEqual({ state: 'off', passkeysUrl: null, fresh: false });
    const refusals = [
      await client.reply(identity.startSecondFactor, {}),
      await client.reply(identity.confirmSecondFactor, { body: { code: '123456' } }),
      await client.reply(identity.removeSecondFactor, {}),
    ];
    for (const { status, body } of refusals) expect([status, body.error.code]).toEqual([403, 'freshSignInNeeded']);
    // the provider still knows the browser, and asks for the password all the same
    const landed = await signInAnew(client, person);
    expect(landed.url.pathname).toBe('/profile');
    expect(await stateOf(client)).toMatchObject({ state: 'off', fresh: true });
  });

  it('takes the code of the secret it gave, and is on record', async () => {
    const person = await newPerson();
    const client = new TestClient();
    await signInAnew(client, person);
    const { secret, uri } = await client.call(identity.startSecondFactor, {});
    expect(uri).toContain(`secret=${secret}`);
    const code = await codeAt(secret, 0);
    const wrong = await client.reply(identity.confirmSecondFactor, { body: { code: another(code) } });
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'codeWrong']);
    expect(await stateOf(client)).toMatchObject({ state: 'off', fresh: true });
    await client.call(identity.confirmSecondFactor, { body: { code } });
    expect(await stateOf(client)).toMatchObject({ state: 'on', fresh: false });
    const made = (await records(person.id)).filter(({ type }) => type === 'identity.secondFactorSet');
    expect(made).toEqual([expect.objectContaining({ kind: 'fact', actorId: person.id })]);
    expect(JSON.stringify(made)).not.toContain(secret);
  });

  it('keeps the right to change it in a cookie of this browser, for this person, for ten minutes', async () => {
    const person = await newPerson();
    const client = new TestClient();
    const cookie = callbackOf(await signInAnew(client, person)).setCookies.find((one) => one.startsWith(factorCookie));
    const attributes = cookie?.split('; ').slice(1);
    expect(attributes?.toSorted()).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect((await replyIn(client, 9 * 60_000, identity.secondFactorState, {})).body.fresh).toBe(true);
    expect((await replyIn(client, 11 * 60_000, identity.secondFactorState, {})).body.fresh).toBe(false);
    const thief = await signIn((await newPerson()).login);
    expect(await withCookie(thief, cookie?.split(';')[0] ?? '')).toBe(403);
  });

  it('comes with no ordinary sign-in', async () => {
    const { login } = await newPerson();
    const client = new TestClient();
    const { setCookies } = callbackOf(await sendForm(client, await reachForm(client), login));
    expect(setCookies.some((one) => one.startsWith(factorCookie) && !one.includes('Max-Age=0'))).toBe(false);
  });

  async function withCookie(client: TestClient, cookie: string): Promise<number> {
    const { path, ...request } = requestOf(identity.startSecondFactor, {});
    const own = client.cookies().map(({ name, value }) => `${name}=${value}`);
    const headers = { ...request.headers, cookie: [...own, cookie].join('; ') };
    return (await fetch(inject('origin') + path, { ...request, headers, body: request.body ?? null })).status;
  }
});

describe('signing in with a second factor', () => {
  it('asks for the code after the password; a wrong one does not let in, a right one does, once', async () => {
    const { person, secret } = await equipped();
    const client = new TestClient();
    const asked = await afterPassword(client, person);
    expect(asksForCode(asked)).toBe(true);
    expect(await isIn(client)).toBe(false);
    const code = await codeAt(secret, 1);
    const refused = await sendCode(client, formOf(asked), another(code));
    expect(asksForCode(refused)).toBe(true);
    expect(await isIn(client)).toBe(false);
    await sendCode(client, formOf(refused), code);
    expect(await isIn(client)).toBe(true);

    const second = new TestClient();
    const again = await sendCode(second, formOf(await afterPassword(second, person)), code);
    expect(asksForCode(again)).toBe(true);
    expect(await isIn(second)).toBe(false);
  });

  it('locks the account after ten wrong codes: the right one comes too late', async () => {
    const { person, secret } = await equipped();
    const client = new TestClient();
    let landed = await afterPassword(client, person);
    const code = await codeAt(secret, 1);
    for (let attempt = 0; attempt < 10; attempt += 1) landed = await sendCode(client, formOf(landed), another(code));
    landed = await sendCode(client, formOf(landed), code);
    expect(asksForCode(landed)).toBe(false);
    expect(await isIn(client)).toBe(false);
  });

  it('needs no code without the password', async () => {
    const { person, secret } = await equipped();
    const client = new TestClient();
    const action = await reachForm(client);
    await sendCode(client, action, await codeAt(secret, 1));
    await sendForm(client, action, person.login, 'not-the-password-1');
    expect(await isIn(client)).toBe(false);
  });
});

describe('taking a second factor away', () => {
  it('is done by the person after a fresh sign-in with password and code, and is on record', async () => {
    const { person, client, secret } = await equipped();
    expect((await client.reply(identity.removeSecondFactor, {})).status).toBe(403);
    await sendCode(client, formOf(await signInAnew(client, person)), await codeAt(secret, 1));
    await client.call(identity.removeSecondFactor, {});
    expect((await stateOf(client)).state).toBe('off');
    const types = (await records(person.id)).map(({ type }) => type);
    expect(types).toContain('identity.secondFactorRemoved');
    const plain = await signIn(person.login);
    expect(await isIn(plain)).toBe(true);
  });

  it('is done by an administrator for who has lost the phone; the person can set up a new one', async () => {
    const { person } = await equipped();
    const admin = await signIn(tree.admin.login);
    const params = { personId: person.id };
    expect((await admin.call(people.personAccount, { params })).secondFactor).toBe(true);
    await admin.call(people.resetSecondFactor, { params });
    expect((await admin.call(people.personAccount, { params })).secondFactor).toBe(false);
    const client = new TestClient();
    await signInAnew(client, person);
    const { secret } = await client.call(identity.startSecondFactor, {});
    await client.call(identity.confirmSecondFactor, { body: { code: await codeAt(secret, 0) } });
    expect((await stateOf(client)).state).toBe('on');
  });

  it('signing out everywhere voids the right to change it, wherever a copy of it lies', async () => {
    const person = await newPerson();
    const client = new TestClient();
    await signInAnew(client, person);
    const kept = client.cookies().find(({ name }) => name === factorCookie);
    await client.call(identity.signOutEverywhere, {});
    await settled();
    const after = await signIn(person.login);
    const { path, ...request } = requestOf(identity.startSecondFactor, {});
    const cookies = [...after.cookies(), kept!].map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { ...request.headers, cookie: cookies };
    const answer = await fetch(inject('origin') + path, { ...request, headers, body: request.body ?? null });
    expect(answer.status).toBe(403);
  });
});
