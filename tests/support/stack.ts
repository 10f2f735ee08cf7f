/** The stack under test, as API tests and journeys use it: control, signed-in clients, an academy tree per file. */
import { ulid } from 'ulid';
import { inject } from 'vitest';
import { idPrefixes, type IdKind } from '#contracts/common.ts';
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { ErrorBody } from '#contracts/errors.ts';
import { identity } from '#contracts/identity.ts';
import type { Role } from '#contracts/permissions.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { testPassword } from './global-setup.ts';

export const newId = (kind: IdKind): string => `${idPrefixes[kind]}_${ulid()}`;

async function control<T>(command: string, input: object = {}): Promise<T> {
  const answer = await fetch(`${inject('control')}/${command}`, { method: 'POST', body: JSON.stringify(input) });
  const body = (await answer.json()) as T & { name: string; message: string };
  if (!answer.ok) throw Object.assign(new Error(body.message), { name: body.name });
  return body;
}

/** Waits until stream, bus, queues and workers are idle. */
export const settled = () => control<null>('settled');
/** Moves the clock at the gateway; it is everybody's, so only ever forward. */
export const shiftClock = (ms: number) => control<null>('shift', { ms });
export const now = () => control<number>('now');
export const invoke = <T>(name: string, event: unknown) => control<T>('invoke', { name, event });
export const sentMail = () => control<ReturnType<LocalStack['mail']['list']>>('mail');
export const deadLetters = () => control<ReturnType<LocalStack['deadLetters']>>('deadLetters');

export interface Reply<T> {
  status: number;
  /** parsed JSON, undefined where there is none */
  body: T;
  headers: Headers;
}

/** A browser without a screen: keeps cookies by host, calls endpoints by their contract. */
export class Client {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Any request, redirects not followed; `path` may be a whole address. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, inject('origin'));
    const jar = this.#jar(url);
    const headers = new Headers(init.headers);
    if (jar.size) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
      if (!value || /max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** One call by the contract, whatever its status. */
  async call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Reply<OutputOf<E> & ErrorBody>> {
    const { method, path, headers, body } = requestOf(endpoint, input);
    const origin = method === 'GET' ? {} : { origin: inject('origin') };
    const answer = await this.fetch(path, { method, headers: { ...headers, ...origin }, ...(body !== undefined && { body }) });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, body: (isJson ? JSON.parse(text) : undefined) as OutputOf<E> & ErrorBody, headers: answer.headers };
  }

  /** One call that has to succeed; answers its body. */
  async get<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const { status, body } = await this.call(endpoint, input);
    if (status >= 300) throw new Error(`${endpoint.method} ${endpoint.path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Cookies for our own origin as Playwright takes them. */
  cookies(): { name: string; value: string; url: string }[] {
    const origin = inject('origin');
    return [...this.#jar(new URL(origin))].map(([name, value]) => ({ name, value, url: origin }));
  }

  #jar(url: URL): Map<string, string> {
    const jar = this.#cookies.get(url.hostname) ?? new Map<string, string>();
    this.#cookies.set(url.hostname, jar);
    return jar;
  }
}

/** Signs in through the provider's page, as a browser would. */
export async function signIn(login: string, password = testPassword): Promise<Client> {
  const client = new Client();
  let url = new URL('/api/identity/sign-in', inject('origin'));
  for (let hops = 0; hops < 10; hops += 1) {
    const isForm = url.pathname.startsWith('/sign-in/');
    const body = new URLSearchParams({ login, password });
    const answer = await client.fetch(url.href, isForm ? { method: 'POST', body } : {});
    const to = answer.headers.get('location');
    if (!to) throw new Error(`sign-in of ${login} ended at ${url.pathname} with ${answer.status}`);
    const from = url;
    url = new URL(to, url);
    if (from.pathname === '/api/identity/callback') return client;
  }
  throw new Error(`sign-in of ${login} went in circles`);
}

export interface Person {
  id: string;
  login: string;
}

let first: Promise<Client> | undefined;
/** The administrator of the national body, signed in once per file. */
export const nationalAdmin = () => (first ??= signIn(inject('national').login));

/** A new organisation below another (the national body unless said). */
export async function createOrganisation(
  kind: 'academy' | 'region' | 'unit',
  parentId = inject('national').organisationId,
  name = { uk: `Заклад ${ulid()}`, en: `Academy ${ulid()}` },
): Promise<string> {
  const id = newId('organisation');
  const admin = await nationalAdmin();
  await admin.get(identity.createOrganisation, { body: { id, parentId, kind, name, timeZone: 'Europe/Kyiv' } });
  return id;
}

/** A new person with roles in an organisation and a password. */
export async function createPerson(organisationId: string, roles: Role[], name: Partial<Record<'givenName' | 'familyName', string>> = {}): Promise<Person> {
  const id = newId('person');
  const login = `${id.toLowerCase().replace('_', '.')}@kurs.test`;
  const memberships = [{ organisationId, roles }];
  const body = { id, login, givenName: 'Проба', familyName: `Особа ${id.slice(-6)}`, ...name, locale: 'uk', timeZone: 'Europe/Kyiv', memberships } as const;
  await (await nationalAdmin()).get(identity.createPerson, { body: { ...body, memberships } });
  await control('setPassword', { login, password: testPassword });
  return { id, login };
}

export interface AcademyTree {
  academyId: string;
  unitId: string;
  admin: Person;
  instructor: Person;
  learner: Person;
  unitLearner: Person;
}

/** The tree most files need: an academy with a unit, an administrator, an instructor and a learner in each. */
export async function createAcademyTree(): Promise<AcademyTree> {
  const academyId = await createOrganisation('academy');
  const unitId = await createOrganisation('unit', academyId);
  const [admin, instructor, learner, unitLearner] = await Promise.all([
    createPerson(academyId, ['academyAdmin']),
    createPerson(academyId, ['instructor']),
    createPerson(academyId, ['learner']),
    createPerson(unitId, ['learner']),
  ]);
  return { academyId, unitId, admin, instructor, learner, unitLearner };
}
