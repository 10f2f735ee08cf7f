import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import {
  createAcademyTree,
  createAccount,
  createOrganisation,
  createPerson,
  disableAccount,
  dismiss,
  invoke,
  nationalAdmin,
  newId,
  originSecret,
  records,
  signIn,
  TestClient,
  testPassword,
  type AcademyTree,
} from '../support/stack.ts';
import { callbackOf, formOf, reachForm, sendForm } from './browsing.ts';
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
    await dismiss(gone.id);
    expect(await me(before)).toBe(401);
    expect(await arrive(new TestClient(), gone.login)).toBe('/sign-in?error=personDisabled');
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
    const client = new TestClient();
    await reachForm(client);
    const state = client.cookies().find(({ name }) => name === '__Host-kurs-signin')!;
    const answer = await direct('identity', {
      path: `/api/identity/callback?${new URLSearchParams({ code: 'any', state: state.value })}`,
      headers: { 'x-origin-secret': await originSecret() },
      cookies: [`${state.name}=${state.value}`],
      timeEpoch: Date.now() + hour / 5,
    });
    expect(answer.headers.location).toBe('/sign-in?error=signInFailed');
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

describe('one’s profile', () => {
  const change = (client: TestClient, body: { locale?: 'uk' | 'kk' | 'en'; timeZone?: string; revision: number }) =>
    client.reply(identity.changeMe, { body });

  it('changes language and time zone', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    const { revision } = await client.call(identity.me, {});
    await client.call(identity.changeMe, { body: { locale: 'kk', timeZone: 'Asia/Almaty', revision } });
    expect(await client.call(identity.me, {})).toMatchObject({ locale: 'kk', timeZone: 'Asia/Almaty' });
  });

  it('changes once when the same change is sent twice', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    const first = await change(client, { locale: 'en', revision: 0 });
    const second = await change(client, { locale: 'en', revision: 0 });
    expect([second.status, second.body]).toEqual([200, first.body]);
    const changes = (await records(person.id)).filter(({ type }) => type === 'identity.profileChanged');
    expect(changes).toHaveLength(1);
  });

  it('does not overwrite what was changed elsewhere in the meantime', async () => {
    const client = await signIn((await createPerson(tree.academyId, ['learner'])).login);
    await change(client, { locale: 'en', revision: 0 });
    const stale = await change(client, { locale: 'kk', revision: 0 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'conflict']);
    expect(await client.call(identity.me, {})).toMatchObject({ locale: 'en', revision: 1 });
  });

  it('refuses a time zone that is none', async () => {
    const client = await signIn(tree.learner.login);
    const { body } = await change(client, { timeZone: 'Europe/Atlantis', revision: 0 });
    expect(body.error).toMatchObject({ code: 'invalid', details: { field: 'body.timeZone', reason: 'timeZone' } });
  });
});

describe('the first administrator', () => {
  const newcomer = () => {
    const id = newId('person');
    return { id, givenName: 'Перший', familyName: 'Керівник', login: `${id.toLowerCase()}@kurs.test` };
  };

  it('comes although the first run was cut off after the national body', async () => {
    const [administrator, organisation] = [
      newcomer(),
      { id: inject('national').organisationId, name: { uk: 'Служба' } },
    ];
    const event = { organisation: { ...organisation, timeZone: 'Europe/Kyiv' }, administrator, now: Date.now() };
    expect(await invoke('identity-bootstrap', event)).toEqual({ created: true });
    expect(await invoke('identity-bootstrap', event)).toEqual({ created: false });
  });

  it('has one national body: a second is refused', async () => {
    const administrator = newcomer();
    const organisation = { id: newId('organisation'), name: { uk: 'Друга служба' }, timeZone: 'Europe/Kyiv' };
    const again = invoke('identity-bootstrap', { organisation, administrator, now: Date.now() });
    await expect(again).rejects.toThrow('conflict');
    const { items } = await (await nationalAdmin()).call(identity.listOrganisations, { query: {} });
    expect(items.map(({ id }) => id)).toEqual([inject('national').organisationId]);
  });
});

describe('organisations', () => {
  const academy = () => ({
    id: newId('organisation'),
    parentId: inject('national').organisationId,
    kind: 'academy' as const,
    name: { en: 'Academy', uk: 'Академія' },
    timeZone: 'Europe/Kyiv',
  });

  it('are made once when the same request comes twice', async () => {
    const admin = await nationalAdmin();
    const body = academy();
    const first = await admin.call(identity.createOrganisation, { body });
    expect(await admin.call(identity.createOrganisation, { body })).toEqual(first);
    expect(await records(body.id)).toMatchObject([{ kind: 'fact', type: 'identity.organisationCreated' }]);
  });

  it('do not share an id', async () => {
    const admin = await nationalAdmin();
    const body = academy();
    await admin.call(identity.createOrganisation, { body });
    for (const other of [{ name: { uk: 'Інша' } }, { kind: 'region' as const }, { timeZone: 'Asia/Almaty' }]) {
      const answer = await admin.reply(identity.createOrganisation, { body: { ...body, ...other } });
      expect([answer.status, answer.body.error?.code], JSON.stringify(other)).toEqual([409, 'idTaken']);
    }
  });

  it('need a parent that exists and may have them', async () => {
    const admin = await nationalAdmin();
    const lost = await admin.reply(identity.createOrganisation, {
      body: { ...academy(), parentId: newId('organisation') },
    });
    expect([lost.status, lost.body.error.code]).toEqual([404, 'notFound']);
    const misplaced = await admin.reply(identity.createOrganisation, {
      body: { ...academy(), parentId: tree.academyId },
    });
    expect(misplaced.body.error).toMatchObject({ code: 'invalid', details: { reason: 'notBelow.academy' } });
  });

  it('are made by national administrators only', async () => {
    const admin = await signIn(tree.admin.login);
    const body = { ...academy(), parentId: tree.academyId, kind: 'unit' as const };
    const { status, body: answer } = await admin.reply(identity.createOrganisation, { body });
    expect([status, answer.error.code]).toEqual([403, 'notAllowed']);
  });

  it('are listed below their parent in the order of the alphabet', async () => {
    const parentId = await createOrganisation('academy');
    for (const name of ['Яблунівка', 'Ірпінь', 'Єнакієве', 'Їжакове', 'Буча', 'Ґалаґан', 'Галич'])
      await createOrganisation('unit', parentId, { uk: name, en: name });
    const { items } = await (await nationalAdmin()).call(identity.listOrganisations, { query: { parentId } });
    const names = items.map(({ name }) => name.uk);
    expect(names).toEqual(['Буча', 'Галич', 'Ґалаґан', 'Єнакієве', 'Ірпінь', 'Їжакове', 'Яблунівка']);
  });
});

describe('people', () => {
  const newcomer = (organisationId = tree.academyId, roles: 'learner'[] = ['learner']) => {
    const id = newId('person');
    return {
      id,
      login: `${id.toLowerCase().replace('_', '.')}@kurs.test`,
      givenName: 'Нова',
      familyName: 'Людина',
      locale: 'uk' as const,
      timeZone: 'Europe/Kyiv',
      memberships: [{ organisationId, roles }],
    };
  };
  const create = async (client: TestClient, body: ReturnType<typeof newcomer>) => {
    const answer = await client.reply(identity.createPerson, { body });
    return answer.body.error?.code ?? answer.status;
  };

  it('are made once when the same request comes twice', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    expect([await create(admin, body), await create(admin, body)]).toEqual([200, 200]);
    expect(await records(body.id)).toMatchObject([{ type: 'identity.personCreated', actorId: tree.admin.id }]);
  });

  it('do not share an id', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    await create(admin, body);
    expect(await create(admin, { ...newcomer(), id: body.id })).toBe('idTaken');
    expect(await create(admin, { ...body, familyName: 'Інша' })).toBe('idTaken');
    expect(await create(admin, { ...body, memberships: newcomer(tree.unitId).memberships })).toBe('idTaken');
  });

  it('do not share a login', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer();
    await create(admin, body);
    expect(await create(admin, { ...newcomer(), login: body.login })).toBe('loginTaken');
  });

  it('see their organisation and what they may do', async () => {
    const body = newcomer(tree.unitId);
    await create(await signIn(tree.admin.login), body);
    const instructor = await signIn(tree.instructor.login);
    expect((await instructor.call(identity.me, {})).actions.toSorted()).toEqual(['importCourses', 'seeLearners']);
    const learner = await signIn(tree.unitLearner.login);
    expect(await learner.call(identity.me, {})).toMatchObject({
      actions: [],
      memberships: [{ organisation: { id: tree.unitId, kind: 'unit' }, roles: ['learner'] }],
    });
  });

  it('get no more power than the giver has', async () => {
    const [academyAdmin, national] = [await signIn(tree.admin.login), await nationalAdmin()];
    for (const role of ['nationalAdmin', 'auditor'] as const) {
      const body = { ...newcomer(), memberships: [{ organisationId: tree.academyId, roles: [role] }] };
      const code = (await academyAdmin.reply(identity.createPerson, { body })).body.error?.code;
      expect(code, role).toBe('notAllowed');
      expect((await national.reply(identity.createPerson, { body })).status, role).toBe(200);
    }
  });

  it('get roles only below the giver', async () => {
    const admin = await signIn(tree.admin.login);
    const elsewhere = await createOrganisation('academy');
    expect(await create(admin, newcomer(tree.unitId))).toBe(200);
    expect(await create(admin, newcomer(elsewhere))).toBe('notAllowed');
    expect(await create(admin, newcomer(inject('national').organisationId))).toBe('notAllowed');
    expect(await create(admin, newcomer(newId('organisation')))).toBe('notFound');
    const both = [...newcomer().memberships, ...newcomer(elsewhere).memberships];
    expect(await create(admin, { ...newcomer(), memberships: both })).toBe('notAllowed');
  });

  it('who are refused get no account at the provider either', async () => {
    const admin = await signIn(tree.admin.login);
    const body = newcomer(await createOrganisation('academy'));
    await create(admin, body);
    await expect(signIn(body.login, testPassword)).rejects.toThrow('stopped');
  });
});
