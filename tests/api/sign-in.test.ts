import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import {
  createAcademyTree,
  createAccount,
  createPerson,
  disableAccount,
  dismiss,
  now,
  originSecret,
  signIn,
  TestClient,
  type AcademyTree,
} from '../support/stack.ts';
import { callbackOf, formOf, reachForm, sendForm, stopBeforeCallback } from './browsing.ts';
import { direct, replyIn } from './direct.ts';

const hour = 3_600_000;
const session = '__Host-kurs';
let tree: AcademyTree;
beforeAll(async () => void (tree = await createAcademyTree()));

const me = async (client: TestClient) => (await client.reply(identity.me, {})).status;
const holdsSession = (client: TestClient) => client.cookies().some(({ name }) => name === session);

/** Walks a whole sign-in; answers the path in our app the browser ends at. */
async function arrive(client: TestClient, login: string, query: { returnTo?: string } = {}): Promise<string> {
  const { url } = await sendForm(client, await reachForm(client, query), login);
  return url.pathname + url.search;
}

describe('signing in', () => {
  it('opens a session in a cookie that no script and no other site can use', async () => {
    const client = new TestClient();
    const landed = await sendForm(client, await reachForm(client), tree.learner.login);
    const cookie = callbackOf(landed).setCookies.find((one) => one.startsWith(`${session}=`));
    const attributes = cookie?.split('; ').slice(1);
    expect(attributes?.toSorted()).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(await client.call(identity.me, {})).toMatchObject({ id: tree.learner.id, login: tree.learner.login });
  });

  it('keeps out who does not know the password', async () => {
    const client = new TestClient();
    const landed = await sendForm(client, await reachForm(client), tree.learner.login, 'not-the-password-1');
    expect(landed.url.origin).not.toBe(client.origin);
    expect(formOf(landed).pathname).toMatch(/^\/sign-in\//);
    expect([holdsSession(client), await me(client)]).toEqual([false, 401]);
  });

  it('says so when the provider knows a login that nobody here has', async () => {
    await createAccount('stranger@kurs.test');
    const client = new TestClient();
    expect(await arrive(client, 'stranger@kurs.test')).toBe('/sign-in?error=personUnknown');
    expect(holdsSession(client)).toBe(false);
  });

  it('keeps out an account the provider has closed', async () => {
    const gone = await createPerson(tree.academyId, ['learner']);
    await disableAccount(gone.login);
    const client = new TestClient();
    await sendForm(client, await reachForm(client), gone.login);
    expect(await me(client)).toBe(401);
  });

  it('keeps out a dismissed person, and ends the session they still have on the next request', async () => {
    const gone = await createPerson(tree.academyId, ['learner']);
    const before = await signIn(gone.login);
    const client = new TestClient();
    const back = await stopBeforeCallback(client, await reachForm(client), gone.login);
    await dismiss(gone.id);
    expect(await me(before)).toBe(401);
    // the provider may know of it by now, too
    const { headers } = await client.fetch(back.href);
    expect(headers.get('location')).toMatch(/^\/sign-in\?error=(personDisabled|signInFailed)$/);
    expect(holdsSession(client)).toBe(false);
  });

  it('takes the answer of the provider once', async () => {
    const client = new TestClient();
    const action = await reachForm(client);
    const cookie = client
      .cookies()
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const { url } = callbackOf(await sendForm(client, action, tree.learner.login));
    const again = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    expect(again.headers.get('location')).toBe('/sign-in?error=signInFailed');
    expect(again.headers.getSetCookie().some((one) => one.startsWith(`${session}=`))).toBe(false);
  });

  it('does not sign another browser in by a link from a stranger', async () => {
    const attacker = new TestClient();
    const victim = new TestClient();
    await reachForm(victim);
    const { url } = callbackOf(await sendForm(attacker, await reachForm(attacker), tree.learner.login));
    const answer = await victim.fetch(url.href);
    expect(answer.headers.get('location')).toBe('/sign-in?error=signInFailed');
    expect(holdsSession(victim)).toBe(false);
  });

  it('takes no answer of the provider that comes after ten minutes', async () => {
    const after = async (minutes: number) => {
      const client = new TestClient();
      const { pathname, search } = await stopBeforeCallback(client, await reachForm(client), tree.learner.login);
      const { headers } = await direct('identity', {
        path: pathname + search,
        headers: { 'x-origin-secret': await originSecret() },
        cookies: client.cookies().map(({ name, value }) => `${name}=${value}`),
        timeEpoch: (await now()) + minutes * 60_000,
      });
      return headers.location;
    };
    expect([await after(9), await after(11)]).toEqual(['/', '/sign-in?error=signInFailed']);
  });

  it('leads back to where the person wanted to go', async () => {
    const returnTo = '/courses/crs_1/lessons/les_2?language=kk&q=%D0%BF%D1%80%D0%B0%D0%B2%D0%B0';
    expect(await arrive(new TestClient(), tree.learner.login, { returnTo })).toBe(returnTo);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/ok\r\nset-cookie: a=b',
    'evil.example',
    '/курси',
    '',
  ])('never leads to %j', async (returnTo) => {
    const { status, body, headers } = await new TestClient().reply(identity.signIn, { query: { returnTo } });
    expect([status, body?.error.code, headers.get('location')]).toEqual([400, 'invalid', null]);
  });
});

describe('a session', () => {
  it('is needed', async () => {
    const { status, body } = await new TestClient().reply(identity.me, {});
    expect([status, body.error.code]).toEqual([401, 'signInNeeded']);
  });

  it('cannot be made up, nor bent to another person', async () => {
    const { cookies } = await clientWithCookie();
    const [, secret] = cookies[0]!.value.split('.');
    for (const value of [`${tree.learner.id}.${'A'.repeat(43)}`, `${tree.admin.id}.${secret}`, secret, '', '.']) {
      const headers = { cookie: `${session}=${value}` };
      expect((await fetch(`${inject('origin')}/api/identity/me`, { headers })).status, value).toBe(401);
    }
  });

  it('ends on the server when the person signs out, and at the provider', async () => {
    const { client, cookies } = await clientWithCookie();
    const { location } = await client.call(identity.signOut, {});
    expect(new URL(location).searchParams.get('logout_uri')).toBe(`${inject('origin')}/`);
    expect(holdsSession(client)).toBe(false);
    const headers = { cookie: `${session}=${cookies[0]!.value}` };
    expect((await fetch(`${inject('origin')}/api/identity/me`, { headers })).status).toBe(401);
    const after = await client.fetch(location);
    expect(after.headers.get('location')).toBe(`${inject('origin')}/`);
    // the provider asks for the password again
    expect(formOf({ ...(await reachPage(client)) }).pathname).toMatch(/^\/sign-in\//);
    expect((await client.reply(identity.signOut, {})).status).toBe(200);
  });

  it('ends after twelve hours without a request, not before', async () => {
    const client = await signIn(tree.learner.login);
    const at = async (hours: number) => (await replyIn(client, hours * hour, identity.me, {})).status;
    expect(await at(11.9)).toBe(200);
    expect(await at(23.8)).toBe(200);
    expect(await at(36)).toBe(401);
  });

  it('ends after seven days however busy the person is', async () => {
    const client = await signIn(tree.learner.login);
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      expect((await replyIn(client, hours * hour, identity.me, {})).status).toBe(200);
    }
    expect((await replyIn(client, 7 * 24 * hour + 1000, identity.me, {})).status).toBe(401);
  });

  async function clientWithCookie() {
    const client = await signIn(tree.learner.login);
    return { client, cookies: client.cookies().filter(({ name }) => name === session) };
  }
  async function reachPage(client: TestClient) {
    const url = await reachForm(client);
    return { url, page: `<form action="${url.pathname}">`, hops: [] };
  }
});
