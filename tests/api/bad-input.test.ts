import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { rooms } from '#contracts/endpoints.ts';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { courses } from '#contracts/courses.ts';
import { courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  newId,
  originSecret,
  signIn,
  type TestClient,
  type AcademyTree,
} from '../support/stack.ts';
import { direct } from './direct.ts';

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await nationalAdmin();
});

interface Sent {
  status: number;
  code: string | undefined;
  details: Record<string, string> | undefined;
  headers: Headers;
}
type Headerish = Record<string, string>;

/** Sends what no typed client would. */
async function send(method: string, path: string, body?: BodyInit, headers: Headerish = {}): Promise<Sent> {
  const own = { 'x-kurs': '1', 'content-type': 'application/json' };
  const init: RequestInit = { method, headers: { ...(method === 'GET' ? {} : own), ...headers } };
  if (body !== undefined) init.body = body;
  const answer = await admin.fetch(path, init);
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  const { error } = (isJson ? JSON.parse(text) : {}) as { error?: { code: string; details?: Record<string, string> } };
  return { status: answer.status, code: error?.code, details: error?.details, headers: answer.headers };
}

const meWith = (body: unknown) => send('PATCH', '/api/identity/me', JSON.stringify(body));
const academy = () => ({
  id: newId('organisation'),
  parentId: inject('national').organisationId,
  kind: 'academy',
  name: { uk: 'Академія' } as Record<string, unknown>,
  timeZone: 'Europe/Kyiv',
});
const person = () => ({
  id: newId('person'),
  login: `${newId('person').toLowerCase()}@kurs.test`,
  givenName: 'Проба',
  familyName: 'Особа',
  locale: 'uk',
  timeZone: 'Europe/Kyiv',
  memberships: [{ organisationId: tree.academyId, roles: ['learner'] }],
});
const watchPath = () =>
  `/api/progress/courses/${newId('course')}/lessons/${newId('lesson')}/lectures/${newId('lecture')}`;

describe('a field that does not fit is named, and nothing else happens', () => {
  it.each<[string, unknown, string]>([
    ['a number for a language', { locale: 5, revision: 0 }, 'body.locale'],
    ['a language nobody has', { locale: 'de', revision: 0 }, 'body.locale'],
    ['a text for a number', { revision: '0' }, 'body.revision'],
    ['a fraction', { revision: 0.5 }, 'body.revision'],
    ['a number below zero', { revision: -1 }, 'body.revision'],
    ['a field that is missing', {}, 'body.revision'],
    ['a field nobody knows', { revision: 0, roles: ['nationalAdmin'] }, 'body'],
    ['a list for an object', [], 'body'],
    ['nothing at all', null, 'body'],
  ])('profile: %s', async (_, body, field) => {
    expect(await meWith(body)).toMatchObject({ status: 400, code: 'invalid', details: { field } });
  });

  it('profile: a prototype instead of fields', async () => {
    const answer = await send('PATCH', '/api/identity/me', '{"__proto__":{"locale":"kk"},"revision":0}');
    expect(answer).toMatchObject({ status: 400, code: 'invalid' });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a name of 201 letters', { name: { uk: 'щ'.repeat(201) } }, 'body.name.uk'],
    ['a blank name', { name: { uk: ' \u2003 ' } }, 'body.name.uk'],
    ['a name of two lines', { name: { uk: 'одна\nдві' } }, 'body.name.uk'],
    ['a name with a zero byte', { name: { uk: 'а\u0000б' } }, 'body.name.uk'],
    ['half a character', { name: { uk: '\ud83d' } }, 'body.name.uk'],
    ['no name in any language', { name: {} }, 'body.name'],
    ['a name in another language', { name: { de: 'Akademie' } }, 'body.name'],
    ['a kind that cannot be made', { kind: 'national' }, 'body.kind'],
    ['a time zone that is none', { timeZone: 'Mars/Base' }, 'body.timeZone'],
    ['an id of another kind', { id: newId('person') }, 'body.id'],
    ['an id too short', { id: 'org_1' }, 'body.id'],
    ['an id with a key inside', { id: 'org_#$identity#AAAAAAAAAAAAAAAA' }, 'body.id'],
  ])('organisation: %s', async (_, wrong, field) => {
    const answer = await send('POST', '/api/identity/organisations', JSON.stringify({ ...academy(), ...wrong }));
    expect(answer).toMatchObject({ status: 400, code: 'invalid', details: { field } });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a login that is no address', { login: 'nobody' }, 'body.login'],
    ['a login with a line break', { login: 'a@kurs.test\nbcc:b@kurs.test' }, 'body.login'],
    ['a login of 300 letters', { login: `${'a'.repeat(290)}@kurs.test` }, 'body.login'],
    ['a name of 101 letters', { familyName: 'ж'.repeat(101) }, 'body.familyName'],
    ['no membership', { memberships: [] }, 'body.memberships'],
    [
      'a role nobody has',
      { memberships: [{ organisationId: newId('organisation'), roles: ['king'] }] },
      'body.memberships.0.roles.0',
    ],
  ])('person: %s', async (_, wrong, field) => {
    const answer = await send('POST', '/api/identity/people', JSON.stringify({ ...person(), ...wrong }));
    expect(answer).toMatchObject({ status: 400, code: 'invalid', details: { field } });
  });

  it.each<[string, string, string]>([
    ['a position before the beginning', '{"positionSeconds":-1,"spans":[]}', 'body.positionSeconds'],
    ['a position beyond all numbers', '{"positionSeconds":1e999,"spans":[]}', 'body.positionSeconds'],
    ['a stretch with one end', '{"positionSeconds":1,"spans":[[1]]}', 'body.spans.0'],
    ['a stretch of words', '{"positionSeconds":1,"spans":[["a",2]]}', 'body.spans.0.0'],
    ['129 stretches', JSON.stringify({ positionSeconds: 1, spans: Array(129).fill([0, 1]) }), 'body.spans'],
  ])('watching: %s', async (_, body, field) => {
    const answer = await send('PUT', watchPath(), body);
    expect(answer.details?.field?.startsWith(field)).toBe(true);
    expect(answer).toMatchObject({ status: 400, code: 'invalid' });
  });

  it.each<[string, string]>([
    ['/api/courses/crs_1', 'params.courseId'],
    ['/api/courses/%2e%2e%2f', 'params.courseId'],
    ['/api/courses/%E0%A4%A', 'params.courseId'],
    ['/api/courses/catalogue?language=de', 'query.language'],
    ['/api/courses/catalogue?cursor=', 'query.cursor'],
    ['/api/courses/catalogue?colour=red', 'query'],
    [`/api/courses/catalogue?cursor=${'a'.repeat(1025)}`, 'query.cursor'],
  ])('address: %s', async (path, field) => {
    expect(await send('GET', path)).toMatchObject({ status: 400, code: 'invalid', details: { field } });
  });
});

describe('an address that is none', () => {
  it.each([
    ['DELETE', '/api/identity/me'],
    ['GET', '/api/identity/nothing'],
    ['GET', '/api/courses/catalogue/more'],
    ['POST', '/api/progress/home'],
  ])('%s %s is not found', async (method, path) => {
    expect(await send(method, path)).toMatchObject({ status: 404, code: 'notFound' });
  });
});

describe('a body that is none', () => {
  it.each<[string, BodyInit, Headerish, number, string]>([
    ['is not JSON', '{"revision":', {}, 400, 'invalid'],
    ['is 30,000 brackets', '['.repeat(30_000), {}, 400, 'invalid'],
    ['is larger than the endpoint takes', JSON.stringify({ locale: 'x'.repeat(70_000) }), {}, 413, 'tooLarge'],
    [
      'is a form',
      new URLSearchParams({ revision: '0' }),
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'wrongMediaType',
    ],
    ['is plain text', '{"revision":0}', { 'content-type': 'text/plain' }, 415, 'wrongMediaType'],
  ])('%s', async (_, body, headers, status, code) => {
    expect(await send('PATCH', '/api/identity/me', body, headers)).toMatchObject({ status, code });
  });

  it('is larger than the gateway takes', async () => {
    // announced only: it is refused before it has come in
    const headers = { 'content-length': 11 * 1024 * 1024 };
    const asked = request(`${inject('origin')}/api/identity/me`, { method: 'PATCH', headers });
    asked.flushHeaders();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    asked.destroy();
    expect(answer.statusCode).toBe(413);
  });

  it('is not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"revision":0,"timeZone":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    const answer = await direct('identity', {
      method: 'PATCH',
      path: '/api/identity/me',
      headers: { 'x-kurs': '1', 'content-type': 'application/json', 'x-origin-secret': await originSecret() },
      cookies: admin.cookies().map(({ name, value }) => `${name}=${value}`),
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    });
    expect([answer.statusCode, JSON.parse(answer.body)]).toMatchObject([
      400,
      { error: { code: 'invalid', details: { field: 'body', reason: 'json' } } },
    ]);
  });

  it('may name its encoding', async () => {
    const { status } = await send('PATCH', '/api/identity/me', '{"revision":0}', {
      'content-type': 'application/json; charset=utf-8',
    });
    expect(status).toBe(200);
  });
});

describe('a request from elsewhere', () => {
  it.each<[string, Headerish]>([
    ['without our own header', { 'x-kurs': '' }],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
  ])('%s changes nothing', async (_, headers) => {
    const body = academy();
    const answer = await send('POST', '/api/identity/organisations', JSON.stringify(body), headers);
    expect(answer).toMatchObject({ status: 403, code: 'crossSite' });
    const { items } = await admin.call(organisations.listOrganisations, { query: { parentId: body.parentId } });
    expect(items.some(({ id }) => id === body.id)).toBe(false);
  });

  it('is granted nothing when its browser asks beforehand', async () => {
    const asked = {
      origin: 'https://evil.example',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'x-kurs',
    };
    const { headers } = await send('OPTIONS', '/api/identity/me', undefined, asked);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it.each(Object.keys(rooms))('that goes round CloudFront finds no %s', async (room) => {
    const endpoints = Object.values(rooms[room as keyof typeof rooms]);
    const path = endpoints.find(({ method }) => method === 'GET')!.path.replaceAll(/\{\w+\}/g, newId('course'));
    for (const headers of [{}, { 'x-origin-secret': '' }, { 'x-origin-secret': 'guess' }] as Headerish[]) {
      const answer = await direct(room, { path, headers });
      expect([answer.statusCode, JSON.parse(answer.body).error.code]).toEqual([404, 'notFound']);
    }
  });
});

describe('script in every text', () => {
  const script = '<script>alert(1)</script>"\'&lt;';

  it('is kept and answered as text', async () => {
    const organisationId = await createOrganisation('academy', undefined, { uk: script, en: script });
    const who = await createPerson(organisationId, ['instructor'], { givenName: script, familyName: script });
    const client = await signIn(who.login);
    const from = withLecture(courseBundle());
    const text = { uk: script };
    Object.assign(from.bundle, { title: text, summary: text, outcomes: [text] });
    for (const module of from.bundle.modules) {
      module.title = text;
      for (const lesson of module.lessons) lesson.title = text;
    }
    from.bundle.lectures[0]!.title = text;
    const courseId = await importCourse(client, from, organisationId);
    expect(await client.call(identity.me, {})).toMatchObject({ givenName: script, familyName: script });
    expect(await client.call(courses.course, { params: { courseId } })).toMatchObject({
      title: text,
      summary: text,
      outcomes: [text],
      organisation: { name: { uk: script } },
      modules: [{ title: text, lessons: [{ title: text }, { title: text }] }, { title: text }],
    });
    for (const path of [
      '/api/identity/me',
      `/api/courses/${courseId}`,
      '/api/courses/catalogue',
      `/api/courses/${script}`,
    ]) {
      const { headers } = await client.fetch(path);
      expect(headers.get('content-type'), path).toMatch(/^application\/json/);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });
});
