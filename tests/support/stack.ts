/** The stack under test, as API tests and journeys use it: control, signed-in clients, an academy tree per file. */
import { ulid } from 'ulid';
import { inject } from 'vitest';
import { idPrefixes, type IdKind } from '#contracts/common.ts';
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { ErrorBody } from '#contracts/errors.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import { Client } from '../../infra/local/client.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { testPassword } from './global-setup.ts';

export { testPassword };

export const newId = (kind: IdKind): string => `${idPrefixes[kind]}_${ulid()}`;

async function control<T>(command: string, input: object = {}): Promise<T> {
  const answer = await fetch(`${inject('control')}/${command}`, { method: 'POST', body: JSON.stringify(input) });
  const body = (await answer.json()) as T & { name: string; message: string };
  if (!answer.ok) throw Object.assign(new Error(body.message), { name: body.name });
  return body;
}

/** Waits until stream, bus, queues and workers are idle. */
export const settled = () => control<null>('settled');
/** What happens every minute happens now. */
export const tick = () => control<null>('tick');
/** Moves the clock at the gateway; it is everybody's, so only ever forward. */
export const shiftClock = (ms: number) => control<null>('shift', { ms });
export const now = () => control<number>('now');
const academyTimeZone = 'Europe/Kyiv';
/** The day in the academies' calendar at a moment; between Kyiv's midnight and Greenwich's another than in UTC. */
export const academyDay = (moment: number | string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: academyTimeZone, dateStyle: 'short' }).format(new Date(moment));
export const invoke = <T>(name: string, event: unknown) => control<T>('invoke', { name, event });
export const sentMail = () => control<ReturnType<LocalStack['mail']['list']>>('mail');
export const deadLetters = () => control<ReturnType<LocalStack['deadLetters']>>('deadLetters');
export const createAccount = (login: string) => control('createAccount', { login, password: testPassword });
export const disableAccount = (login: string) => control('disable', { login });
/** All items of a partition of the table. */
export const items = (pk: string) => control<Record<string, unknown>[]>('items', { pk });
/** Takes an item away, as if it had never been written. */
export const removeItem = (pk: string, sk: string) => control<null>('remove', { pk, sk });
/** Takes away what was made of a lecture’s films, as if its bucket had been emptied. */
export const loseMedia = (lectureId: string) => control<null>('loseMedia', { lectureId });
/** Has S3 an immutable piece of content with this hash? */
export const isKept = (sha256: string) => control<boolean>('isKept', { sha256 });
export const originSecret = () => control<string>('originSecret');

export interface StoredRecord {
  kind: 'fact' | 'signal';
  type: string;
  /** moment, RFC 3339 */
  at: string;
  actorId: string;
  objectId?: string;
  data?: Record<string, unknown>;
}
/** What is on record about a person or thing, oldest first. */
export const records = (subjectId: string) => items(`$record#${subjectId}`) as unknown as Promise<StoredRecord[]>;

/** Asks again until the answer fits, for what `settled` does not cover. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, seconds = 15): Promise<T> {
  for (let attempt = 0; attempt < seconds * 10; attempt += 1) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain; last answer: ${JSON.stringify(await ask())}`);
}

export interface Reply<T> {
  status: number;
  /** parsed JSON, undefined where there is none */
  body: T;
  headers: Headers;
}

/** A person at the HTTP interface of the stack under test; `call` throws, `reply` answers whatever the status. */
export class TestClient extends Client {
  constructor() {
    super(inject('origin'));
  }

  async reply<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Reply<OutputOf<E> & ErrorBody>> {
    const { path, ...init } = requestOf(endpoint, input);
    const answer = await this.fetch(path, { ...init, body: init.body ?? null });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    const body = (isJson ? JSON.parse(text) : undefined) as OutputOf<E> & ErrorBody;
    return { status: answer.status, body, headers: answer.headers };
  }
}

/** Signs in through the provider's page, as a browser would. */
export const signIn = (login: string, password = testPassword): Promise<TestClient> =>
  new TestClient().signIn(login, password);

export interface Person {
  id: string;
  login: string;
}

let first: Promise<TestClient> | undefined;
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
  await admin.call(organisations.createOrganisation, { body: { id, parentId, kind, name, timeZone: 'Europe/Kyiv' } });
  return id;
}

/** A new person with roles in an organisation and a password. */
export async function createPerson(
  organisationId: string,
  roles: Role[],
  name: Partial<Record<'givenName' | 'familyName', string>> = {},
): Promise<Person> {
  const id = newId('person');
  const login = `${id.toLowerCase().replace('_', '.')}@kurs.test`;
  const memberships = [{ organisationId, roles }];
  const body = {
    id,
    login,
    givenName: 'Проба',
    familyName: `Особа ${id.slice(-6)}`,
    ...name,
    locale: 'uk',
    timeZone: 'Europe/Kyiv',
    memberships,
  } as const;
  await (await nationalAdmin()).call(people.createPerson, { body: { ...body, memberships } });
  await control('setPassword', { login, password: testPassword });
  return { id, login };
}

/** Deactivates a person, as an administrator does. */
export async function dismiss(personId: string): Promise<void> {
  const admin = await nationalAdmin();
  const params = { personId };
  const { revision } = await admin.call(people.person, { params });
  await admin.call(people.setDisabled, { params, body: { disabled: true, revision } });
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
